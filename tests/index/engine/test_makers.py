"""A worker turns what it is given into segments, each job by itself."""

import threading

import pytest
from whoosh import query as wq

from index.engine import makers
from index.engine.makers import Inline, SegmentMaker
from index.engine.store import ColumnarIndex
from index.engine.writer import MEMORY_BUDGET
from index.record import Record
from index.schema import fonds_schema, to_document


def document(number, body="texte"):
    return to_document(Record(id=f"r{number}", title=f"Titre {number}", body=body), added=0.0)


@pytest.fixture
def folder(tmp_path):
    ColumnarIndex.create(tmp_path / "index", fonds_schema())
    return tmp_path / "index"


def test_documents_wait_until_they_are_asked_for(folder):
    maker = SegmentMaker(folder, fonds_schema(), MEMORY_BUDGET)
    assert list(maker.do([document(1), document(2)])) == []
    assert list(maker.do([document(1, "encore")])) == []
    (segment,) = maker.do(None)
    assert (segment.doc_count_all(), segment.doc_count()) == (3, 2)
    assert (folder / segment.filename).is_file()
    assert list(maker.do(None)) == []


def test_a_full_memory_makes_a_segment_unasked(folder):
    maker = SegmentMaker(folder, fonds_schema(), memory=2)
    (segment,) = maker.do([document(number) for number in range(70)])
    assert segment.doc_count() == 70


def test_segments_become_one_without_what_was_deleted(folder):
    maker = SegmentMaker(folder, fonds_schema(), MEMORY_BUDGET)
    made = []
    for first in (0, 10):
        maker_job = [document(number, f"eau {number}") for number in range(first, first + 10)]
        assert list(maker.do(maker_job)) == []
        made += maker.do(None)
    made[0].delete_document(3)
    (merged,) = maker.do(tuple(made))
    assert merged.doc_count_all() == 19
    assert all((folder / segment.filename).is_file() for segment in made)
    index = ColumnarIndex.open(folder, fonds_schema())
    assert index.searcher().search(wq.Every()).total == 0  # nobody has named it yet


def test_what_cannot_be_written_leaves_no_file(folder):
    maker = SegmentMaker(folder, fonds_schema(), MEMORY_BUDGET)
    with pytest.raises(AttributeError):
        list(maker.do([document(1, 3.5)] * 64))
    assert list(folder.glob("*.fonds")) == []


def test_what_cannot_be_written_to_the_disk_is_given_up(folder, monkeypatch):
    def full(batch, stream):
        raise OSError("no space left on device")

    maker = SegmentMaker(folder, fonds_schema(), MEMORY_BUDGET)
    list(maker.do([document(1)]))
    monkeypatch.setattr(makers, "write_batch", full)
    with pytest.raises(OSError, match="no space"):
        list(maker.do(None))
    monkeypatch.undo()
    assert list(maker.do(None)) == []
    assert list(folder.glob("*.fonds")) == []


def test_inline_work_is_done_when_it_is_given():
    def fail():
        raise ValueError("no")

    before = threading.active_count()
    assert Inline().submit(max, 3, 4).result() == 4
    with pytest.raises(ValueError, match="no"):
        Inline().submit(fail).result()
    assert threading.active_count() == before
