"""PDF documents: text, title, dates, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Limits, Part
from index.ingest.readers import pdf, read_parts
from tests.index.ingest.readers import makers

LINES = [makers.TITLE, "", *makers.PROSE[0].split(", "), "", *makers.PROSE[1].split(", ")]


def read(folder: Path, data: bytes, limits: Limits | None = None) -> Part:
    (part,) = read_parts(makers.write(folder, "rapport.pdf", data), limits or Limits())
    return part


def test_text_title_and_dates(tmp_path: Path) -> None:
    part = read(tmp_path, makers.pdf([LINES], "Fiche du projet"))
    assert part.text.startswith(f"{makers.TITLE}\n\nLe projet aide")
    assert part.text.endswith("des outils remis et des emplois trouvés.")
    assert (part.title, part.made, part.date) == ("Fiche du projet", "2019-03-14", None)
    assert part.properties["Pages"] == "1"
    assert part.warning == ""


def test_pages_and_their_offsets(tmp_path: Path) -> None:
    part = read(tmp_path, makers.pdf([["Première page"], ["Deuxième page"], ["Troisième page"]]))
    assert len(part.pages) == 3
    assert [part.text[start:].split("\n")[0] for start in part.pages] == [
        "Première page",
        "Deuxième page",
        "Troisième page",
    ]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    part = read(tmp_path, makers.pdf([[], []]))
    assert (part.text, part.title) == ("", "rapport")
    assert part.warning == "it has no text layer (scanned pages)"
    assert not part.empty


def test_pages_beyond_the_limit_are_told(tmp_path: Path) -> None:
    data = makers.pdf([[f"Le texte de la page {word}"] for word in "abcdefgh"])
    part = read(tmp_path, data, Limits(pages=3))
    assert part.warning == "only the first 3 of its 8 pages were read"
    assert "page c" in part.text
    assert "page d" not in part.text


def test_what_programs_put_into_the_title_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, makers.pdf([["a"]], "Microsoft Word - brouillon.doc")).title == ""
    assert read(tmp_path, makers.pdf([["a"]], "rapport_v2.docx")).title == ""


def test_bytes_before_the_head_do_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, b"\r\n" + makers.pdf([LINES])).text.startswith(makers.TITLE)


def test_ten_thousand_pages(tmp_path: Path) -> None:
    data = makers.pdf([[f"Page {number} du grand rapport"] for number in range(10_000)])
    part = read(tmp_path, data)
    assert "Page 9999 du grand rapport" in part.text
    assert (part.properties["Pages"], part.warning) == ("10000", "")


@pytest.mark.parametrize(("name", "value"), [("MAX_TEXT", 100), ("_SECONDS", -1.0)])
def test_more_pages_than_a_record_holds_or_time_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: float
) -> None:
    monkeypatch.setattr(pdf, name, value)
    path = makers.write(tmp_path, "a.pdf", makers.pdf([LINES] * 5, "Un long rapport"))
    (part,) = read_parts(path)
    assert part.warning.startswith("only the first ")
    assert part.warning.endswith(" of its 5 pages were read")


@pytest.mark.parametrize("data", [b"%PDF-1.4\nrien", b"%PDF-" + bytes(1000)])
def test_damaged(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match="the file is damaged"):
        read(tmp_path, data)


def test_a_password(tmp_path: Path) -> None:
    locked = makers.pdf([LINES]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -1"
        b"/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    )
    with pytest.raises(ReadError, match="protected by a password"):
        read(tmp_path, locked)
