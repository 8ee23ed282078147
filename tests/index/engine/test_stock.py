"""The index on plain Whoosh: one writer, commits that hold, damage told as such."""

import math

import pytest
from whoosh import query as wq

from index.engine import checksums
from index.engine.stock import StockIndex
from index.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveMissingError
from index.record import Record
from index.schema import fonds_schema, to_document


def document(name, body="corps", **more):
    return to_document(Record(id=name, title="Titre", body=body, **more), added=math.nan)


def ids(index):
    searcher = index.searcher()
    found = {searcher.stored(number)["id"] for number in searcher.search(wq.Every()).docs}
    searcher.close()
    return found


@pytest.fixture
def index(tmp_path):
    return StockIndex.create(tmp_path / "index", fonds_schema())


def test_a_new_index_is_empty_and_sound(index, tmp_path):
    assert ids(index) == set()
    assert index.check() == []
    assert len(index.files()) == 1
    assert StockIndex.open(tmp_path / "index", fonds_schema()).files() == index.files()


def test_what_is_not_committed_is_forgotten(index):
    writer = index.writer()
    writer.add(document("a"))
    writer.cancel()
    writer.add(document("b"))
    writer.commit()
    writer.add(document("c"))
    writer.close()
    assert ids(index) == {"b"}


def test_a_commit_of_nothing_is_none(index):
    writer = index.writer()
    writer.commit()
    before = index.files()
    writer.commit()
    writer.cancel()
    assert index.files() == before
    writer.close()
    writer.close()


def test_replaced_and_removed_by_id(index):
    writer = index.writer()
    for name in ("a", "b", "c"):
        writer.add(document(name))
    writer.commit()
    writer.add(document("a", body="neuf"))
    writer.delete(["b", "unknown"])
    writer.commit()
    writer.close()
    assert ids(index) == {"a", "c"}
    searcher = index.searcher()
    assert searcher.search(wq.Term("body", "neuf")).total == 1
    searcher.close()


def test_one_writes_at_a_time(index):
    writer = index.writer()
    with pytest.raises(ArchiveBusyError):
        index.writer()
    writer.close()
    index.writer().close()


def test_several_codes_and_terms_of_one_document(index):
    writer = index.writer()
    writer.add(document("a", region=("africa", "europe"), project_id="PO.0105"))
    writer.commit()
    writer.close()
    searcher = index.searcher()
    found = searcher.search(wq.Term("ident", "po0105"), facets=("region",))
    assert found.facets["region"] == {"africa": 1, "europe": 1}
    searcher.close()


def test_where_there_is_none(tmp_path):
    with pytest.raises(ArchiveMissingError, match="nowhere"):
        StockIndex.open(tmp_path / "nowhere", fonds_schema())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_folder_without_an_index_is_a_damaged_one(tmp_path):
    with pytest.raises(ArchiveDamagedError, match="rebuilt"):
        StockIndex.open(tmp_path, fonds_schema())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_segment_that_is_gone_is_told(index, tmp_path):
    writer = index.writer()
    writer.add(document("a"))
    writer.commit()
    writer.close()
    name = next(name for name in index.files() if name.endswith(".seg"))
    (tmp_path / "index" / name).unlink()
    with pytest.raises(ArchiveDamagedError, match="rebuilt"):
        index.searcher()


def test_every_commit_notes_its_checksums(index, tmp_path):
    writer = index.writer()
    for number in range(2):
        writer.add(document(str(number)))
        writer.commit()
        assert index.check() == []
    writer.close()
    known = (tmp_path / "index" / checksums.NAME).read_text()
    assert all(name in known for name in index.files())
    name = max(index.files())
    path = tmp_path / "index" / name
    path.write_bytes(path.read_bytes()[:-1])
    assert any(name in fault for fault in index.check())
