"""The card of an archive and the stamps of its generations."""

import json
from pathlib import Path

import pytest

from index.errors import ArchiveDamagedError, ArchiveMissingError
from index.layout import Card, Generation, remove_other_generations, source_names
from index.progress import Source


def test_a_card_is_read_as_it_was_written(tmp_path):
    card = Card("x1", "Essai", 3, (Source("s1", tmp_path / "é"),))
    card.write(tmp_path)
    assert Card.read(tmp_path) == card
    assert [path.name for path in tmp_path.iterdir()] == ["archive.json"]


def test_no_card_and_a_broken_card(tmp_path):
    with pytest.raises(ArchiveMissingError):
        Card.read(tmp_path)
    for wrong in ("", "[]", '{"id": "x"}', "\0"):
        (tmp_path / "archive.json").write_text(wrong)
        with pytest.raises(ArchiveDamagedError):
            Card.read(tmp_path)


def test_stamps(tmp_path):
    generation = Generation.of(tmp_path, 1)
    generation.folder.mkdir(parents=True)
    assert "damaged" in generation.trouble("x1")
    generation.write_stamp("x1")
    assert "damaged" in generation.trouble("x1")
    generation.prints.touch()
    assert generation.trouble("x1") is None
    assert "another archive" in generation.trouble("x2")
    stamp = generation.folder / "stamp.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "schema": "0"}))
    assert "another version" in generation.trouble("x1")
    stamp.write_text("[]")
    assert generation.trouble("x1") is not None


def test_old_generations_go(tmp_path):
    for number in (1, 2, 3):
        Generation.of(tmp_path, number).folder.mkdir(parents=True)
    remove_other_generations(tmp_path, 2)
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["2"]
    remove_other_generations(tmp_path / "nowhere", 1)


def test_sources_bear_the_names_of_their_folders_and_more_where_those_are_alike():
    paths = {"a": "/d/projets", "b": "/d/2018/notes", "c": "/d/2019/notes", "d": "/d/un.txt"}
    sources = [Source(id, Path(path)) for id, path in paths.items()]
    assert source_names(sources) == {
        "a": "projets",
        "b": "2018/notes",
        "c": "2019/notes",
        "d": "un.txt",
    }
    assert source_names([Source("e", Path("/")), Source("f", Path("/"))]) == {"e": "/", "f": "/"}
    assert source_names([]) == {}
