"""Records of a file have ids that last."""

import pytest

from index.errors import ReadError
from index.ingest.records import record_id, records_of, source_id
from index.progress import Source


def test_the_same_place_gives_the_same_id(tmp_path):
    here, there = Source("s", tmp_path / "a"), Source("s", tmp_path / "b")
    assert record_id(here.path / "x" / "y.txt", here) == record_id(
        there.path / "x" / "y.txt", there
    )
    assert record_id(here.path / "x.txt", here) != record_id(here.path / "y.txt", here)
    assert record_id(here.path / "x.txt", here) != record_id(here.path / "x.txt", here, "2")
    assert record_id(here.path, here)
    assert source_id(tmp_path) == source_id(tmp_path)


def test_a_text_is_one_record(tmp_path):
    path = tmp_path / "lettre.txt"
    path.write_text("Le titre\n\nLe texte de la lettre.\n")
    (record,) = records_of(path, Source("s", tmp_path))
    assert (record.title, record.path, record.source) == ("Le titre", str(path), "s")


def test_what_cannot_be_read_says_why(tmp_path):
    path = tmp_path / "vide.txt"
    path.touch()
    with pytest.raises(ReadError):
        list(records_of(path, Source("s", tmp_path)))
