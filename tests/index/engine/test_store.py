"""The index in a folder: made, opened, emptied, checked; a reader looks again for a lost file."""

import shutil

import pytest
from whoosh import fields
from whoosh import query as wq

from index.analysis import FondsAnalyzer
from index.engine import store
from index.engine.store import ColumnarIndex
from index.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveMissingError

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True), body=fields.TEXT(analyzer=FondsAnalyzer())
)


def fill(index, *ids):
    """Commit documents, a segment for them."""
    writer = index.writer()
    for name in ids:
        writer.add({"id": name, "body": "alfa"})
    writer.commit()
    writer.close()


@pytest.fixture
def index(tmp_path):
    return ColumnarIndex.create(tmp_path / "deep" / "index", SCHEMA)


@pytest.fixture
def folder(index, tmp_path):
    return tmp_path / "deep" / "index"


def segments(folder):
    return sorted(folder.glob("*.fonds"))


def test_a_new_index_is_empty_and_sound(index, folder):
    assert folder.is_dir()
    assert index.check() == []
    assert index.searcher().doc_count == 0
    assert len(index.files()) == 1
    assert ColumnarIndex.open(folder, SCHEMA).files() == index.files()


def test_making_it_anew_forgets_what_was_there_and_nothing_else(index, folder):
    fill(index, "a", "b")
    (folder / "notes.txt").write_text("mine")
    (folder / "MAIN_archive").mkdir()
    again = ColumnarIndex.create(folder, SCHEMA)
    assert again.searcher().doc_count == 0
    assert segments(folder) == []
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "MAIN_archive").is_dir()


def test_making_it_anew_leaves_the_lock_to_who_has_it(index, folder):
    writer = index.writer()
    again = ColumnarIndex.create(folder, SCHEMA)
    with pytest.raises(ArchiveBusyError):
        again.writer()
    writer.close()
    again.writer().close()


def test_where_there_is_none(tmp_path):
    for name in ("nowhere", "empty"):
        if name == "empty":
            (tmp_path / name).mkdir()
        with pytest.raises(ArchiveMissingError):
            ColumnarIndex.open(tmp_path / name, SCHEMA)


def test_its_files_are_all_there_is(index, folder):
    fill(index, "a")
    fill(index, "b", "a")
    left = {path.name for path in folder.iterdir() if not path.name.endswith("LOCK")}
    assert left == index.files()
    assert index.searcher().doc_count == 2


def test_it_is_an_index_of_whoosh_too(index):
    fill(index, "a", "b")
    with index.whoosh_index().searcher() as searcher:
        assert {hit["id"] for hit in searcher.search(wq.Term("body", "alfa"))} == {"a", "b"}


def test_a_reader_looks_again_where_a_file_was_taken_away(index, monkeypatch):
    fill(index, "a")
    tries, read = [], store.read_toc

    def gone_twice(storage, schema):
        tries.append(None)
        if len(tries) < 3:
            raise FileNotFoundError("taken away")
        return read(storage, schema)

    monkeypatch.setattr(store.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(store, "read_toc", gone_twice)
    assert index.searcher().doc_count == 1
    assert len(tries) == 3


def test_a_reader_gives_up_where_a_file_stays_away(index, folder, monkeypatch):
    fill(index, "a")
    segments(folder)[0].unlink()
    monkeypatch.setattr(store.time, "sleep", lambda seconds: None)
    with pytest.raises(ArchiveDamagedError, match="missing"):
        index.searcher()


def test_damage_is_told_file_by_file(index, folder):
    for name in ("a", "b", "c"):
        fill(index, name)
    cut, gone, whole = segments(folder)
    cut.write_bytes(cut.read_bytes()[:-1])
    gone.unlink()
    faults = index.check()
    assert sorted(faults) == sorted(
        [f"“{cut.name}” of the index is damaged", f"“{gone.name}” of the index is missing"]
    )
    assert not any(whole.name in fault for fault in faults)


def test_a_file_in_place_of_another_is_damage(index, folder):
    fill(index, "a")
    fill(index, "b", "c")
    one, other = segments(folder)
    shutil.copy(one, other)
    assert [fault for fault in index.check() if other.name in fault or one.name in fault]


def test_a_folder_in_place_of_a_file_is_a_missing_file(index, folder):
    fill(index, "a")
    [one] = segments(folder)
    one.unlink()
    one.mkdir()
    assert index.check() == [f"“{one.name}” of the index is missing"]


def test_the_contents_missing_or_damaged(index, folder):
    [name] = index.files()
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-1] + b"x")
    assert index.check() == [f"“{name}” of the index is damaged"]
    (folder / name).unlink()
    assert index.check() == ["the table of contents of the index is missing"]


def test_what_lies_beside_is_nobodys_damage(index, folder):
    fill(index, "a")
    (folder / "MAIN_0123456789abcdef.fonds").write_bytes(b"left behind by a dead process")
    assert index.check() == []
    assert ColumnarIndex.open(folder, SCHEMA).searcher().doc_count == 1


def test_one_writes_at_a_time(index, folder):
    writer = index.writer()
    with pytest.raises(ArchiveBusyError):
        ColumnarIndex.open(folder, SCHEMA).writer()
    writer.close()
    ColumnarIndex.open(folder, SCHEMA).writer().close()
