"""Books: chapters in the order of the spine, properties; what is locked or points outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers
from tests.index.ingest.readers.newformats import epub


def test_a_book_is_one_record(tmp_path: Path) -> None:
    (part,) = read_parts(makers.write(tmp_path, "a.epub", epub()))
    assert part.text.startswith(f"{makers.TITLE}\n\n  • Statut du projet\n    Actif\n")
    assert part.text.endswith(makers.PROSE[1])
    assert "Table des matières" not in part.text
    assert (part.title, part.made, part.language) == ("Fiche du projet", "2019-03-14", "fr")


def test_scripts_and_pictures_are_nothing_to_read(tmp_path: Path) -> None:
    data = epub(["<p>Texte<img src='http://example.org/a.png' alt=''/></p><script>x()</script>"])
    (part,) = read_parts(makers.write(tmp_path, "a.epub", data))
    assert part.text == "Texte"


def test_a_chapter_that_is_a_bomb_is_passed_over(tmp_path: Path) -> None:
    bomb = "<p>" + "a" * 30_000_000 + "</p>"
    (part,) = read_parts(makers.write(tmp_path, "a.epub", epub([bomb, "<p>Texte</p>"])))
    assert part.text == "Texte"


def test_a_book_with_a_lock_is_told(tmp_path: Path) -> None:
    data = epub(extra={"META-INF/rights.xml": "<rights/>"})
    with pytest.raises(ReadError, match="protected against copying"):
        list(read_parts(makers.write(tmp_path, "a.epub", data)))


def test_no_book(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no electronic book"):
        list(read_parts(makers.write(tmp_path, "a.epub", makers.zipped({"a.txt": "x"}))))
