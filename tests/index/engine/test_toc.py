"""The table of contents: swapped in at once, checked before it is read, refused when foreign."""

import pickle
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index as wi

from index.engine import segment as segments
from index.engine.segment import FondsSegment
from index.engine.toc import (
    INDEX_NAME,
    DurableStorage,
    is_sealed,
    latest,
    read_toc,
    seal,
    toc_path,
    write_toc,
)
from index.errors import ArchiveDamagedError, ArchiveMissingError
from index.schema import fonds_schema

SCHEMA = fonds_schema()
#: Whoosh leaves files open when it stumbles over one.
LEFT_OPEN = "ignore::pytest.PytestUnraisableExceptionWarning"


@pytest.fixture
def storage(tmp_path):
    return DurableStorage(str(tmp_path))


def contents(storage):
    generation, held = read_toc(storage, SCHEMA)
    return generation, [(one.segid, one.doc_count(), one.doc_count_all()) for one in held]


def test_where_nothing_is_there_is_no_index(storage):
    assert latest(storage) == -1
    with pytest.raises(ArchiveMissingError, match="no index"):
        read_toc(storage, SCHEMA)


def test_the_newest_contents_are_read_and_older_ones_removed(storage, tmp_path):
    first, second = FondsSegment(INDEX_NAME, documents=3), FondsSegment(INDEX_NAME, documents=2)
    for segment in (first, second):
        (tmp_path / segment.filename).touch()
    write_toc(storage, SCHEMA, [first, second], 1)
    assert contents(storage) == (1, [(first.segid, 3, 3), (second.segid, 2, 2)])
    first.delete_document(1)
    write_toc(storage, SCHEMA, [first], 2)
    assert contents(storage) == (2, [(first.segid, 2, 3)])
    assert not toc_path(storage, 1).exists()
    assert {path.name for path in tmp_path.glob("*.fonds")} == {first.filename}


def test_contents_of_nothing(storage):
    write_toc(storage, SCHEMA, [], 7)
    assert contents(storage) == (7, [])
    assert is_sealed(toc_path(storage, 7))


def test_generations_are_numbers_not_words(storage):
    write_toc(storage, SCHEMA, [], 9)
    whole = toc_path(storage, 9).read_bytes()
    write_toc(storage, SCHEMA, [], 10)
    toc_path(storage, 9).write_bytes(whole)
    assert contents(storage) == (10, [])


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1, exclude_max=True), change=st.integers(0, 255))
def test_damage_anywhere_is_told(storage, share, change):
    """A byte is altered; where it is changed by nothing, the file is cut there."""
    write_toc(storage, SCHEMA, [FondsSegment(INDEX_NAME, documents=3)], 1)
    path = toc_path(storage, 1)
    whole = path.read_bytes()
    place = int(share * len(whole))
    rest = bytes([whole[place] ^ change]) + whole[place + 1 :] if change else b""
    path.write_bytes(whole[:place] + rest)
    assert not is_sealed(path)
    with pytest.raises(ArchiveDamagedError, match="damaged"):
        read_toc(storage, SCHEMA)
    path.unlink()


def test_one_byte_more_is_damage_too(storage):
    write_toc(storage, SCHEMA, [], 1)
    path = toc_path(storage, 1)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ArchiveDamagedError):
        read_toc(storage, SCHEMA)


@pytest.mark.parametrize("size", [0, 1, 11, 12, 13])
def test_a_file_that_is_hardly_there_is_not_sealed(tmp_path, size):
    path = tmp_path / "short"
    path.write_bytes(bytes(size))
    assert not is_sealed(path)


def test_a_seal_is_the_checksum_of_what_stands_before(tmp_path):
    path = tmp_path / "any"
    path.write_bytes(b"abc")
    seal(path)
    assert is_sealed(path)
    assert path.read_bytes() == b"abc" + struct.pack("<8sI", b"FONDSTOC", zlib.crc32(b"abc"))


def test_a_segment_of_the_future_is_refused(storage, monkeypatch):
    later = FondsSegment(INDEX_NAME, documents=1)
    later.format = segments.FORMAT + 1
    write_toc(storage, SCHEMA, [later], 1)
    with pytest.raises(ArchiveDamagedError, match="another version"):
        read_toc(storage, SCHEMA)


def test_a_segment_of_whoosh_is_refused(tmp_path, storage):
    writer = wi.create_in(str(tmp_path), SCHEMA, indexname=INDEX_NAME).writer()
    writer.add_document(id="a")
    writer.commit()
    generation = latest(storage)
    seal(toc_path(storage, generation))
    with pytest.raises(ArchiveDamagedError, match="another version"):
        read_toc(storage, SCHEMA)


@pytest.mark.filterwarnings(LEFT_OPEN)
def test_a_pickle_of_what_is_no_more_is_of_another_version(storage, monkeypatch):
    class Gone(FondsSegment):
        pass

    Gone.__module__, Gone.__qualname__ = segments.__name__, "Gone"
    monkeypatch.setattr(segments, "Gone", Gone, raising=False)
    write_toc(storage, SCHEMA, [Gone(INDEX_NAME)], 1)
    monkeypatch.undo()
    with pytest.raises(ArchiveDamagedError, match="another version"):
        read_toc(storage, SCHEMA)


@pytest.mark.filterwarnings(LEFT_OPEN)
def test_what_is_sealed_but_nothing_whoosh_wrote_is_of_another_version(storage):
    for text in (b"", b"no contents", pickle.dumps([1, 2])):
        path = toc_path(storage, 3)
        path.write_bytes(text)
        seal(path)
        with pytest.raises(ArchiveDamagedError, match="another version"):
            read_toc(storage, SCHEMA)


def test_contents_that_are_taken_away_meanwhile_are_told_as_such(storage, monkeypatch):
    write_toc(storage, SCHEMA, [], 1)
    monkeypatch.setattr("index.engine.toc.latest", lambda storage: 2)
    with pytest.raises(FileNotFoundError):
        read_toc(storage, SCHEMA)


def test_a_name_is_given_only_to_a_whole_file(storage, tmp_path):
    (tmp_path / "new").write_bytes(b"x")
    storage.rename_file("new", "plain")
    assert (tmp_path / "plain").read_bytes() == b"x"
    (tmp_path / "other").write_bytes(b"y")
    with suppress(wi.IndexError):
        storage.rename_file("other", toc_path(storage, 1).name)
    assert is_sealed(toc_path(storage, 1))
