"""Word 97: pieces, fields, tables, notes, headers; what an office program really writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import boxes, makers


def part_of(folder: Path, data: bytes) -> Part:
    (part,) = read_parts(makers.write(folder, "a.doc", data))
    return part


def test_a_document_of_an_office_program() -> None:
    (part,) = read_parts(boxes.OFFICE_97 / "fiche.doc")
    assert part.title == "Fiche du projet"
    assert part.text.startswith(f"{makers.TITLE}\n\n  • Statut du projet\n    Actif\n  • Budget")
    assert "« œuvre » commune" in part.text
    assert "Кириллица and €uro: el niño señala. un lien suit." in part.text


@pytest.mark.parametrize("wide", [True, False])
def test_pieces_in_both_widths(tmp_path: Path, wide: bool) -> None:
    assert part_of(tmp_path, boxes.doc("Été œuvre €\rFin\r", wide=wide)).text == (
        "Été œuvre €\n\nFin"
    )


def test_of_a_field_only_the_result_is_text(tmp_path: Path) -> None:
    text = 'Voir \x13HYPERLINK "http://x"\x14la \x13REF a\x14page\x15\x15 ici\x13 TOC \x15.\r'
    assert part_of(tmp_path, boxes.doc(text)).text == "Voir la page ici."


def test_tables_keep_their_rows(tmp_path: Path) -> None:
    text = "Avant\rA\x07B\x07\x07C\x07\x07\x07Entre\rD\x07E\x07F\x07\x07Après\r"
    found = part_of(tmp_path, boxes.doc(text)).text
    assert found.split("\n") == [
        "Avant", "", "  • A", "    B", "C", "Entre", "D | E | F", "Après",
    ]  # fmt: skip


def test_rows_of_different_length_end_at_an_empty_cell(tmp_path: Path) -> None:
    found = part_of(tmp_path, boxes.doc("A\x07B\x07\x07C\x07D\x07E\x07\x07"))
    assert found.text.split("\n") == ["  • A", "    B", "C | D | E"]


def test_notes_follow_heads_are_furniture_comments_go(tmp_path: Path) -> None:
    data = boxes.doc("Texte\x02\r", notes="Une note\r", head="En-tête\r", comment="Secret\r")
    part = part_of(tmp_path, data)
    assert part.text == "Texte\n\nUne note"
    assert part.furniture == ("En-tête",)


def test_an_older_word_is_told_what_to_do(tmp_path: Path) -> None:
    data = bytearray(boxes.doc("Texte\r"))
    place = data.index(b"\xec\xa5\xc1\x00")
    data[place + 2] = 0x68
    with pytest.raises(ReadError, match="before Word 97; save it"):
        part_of(tmp_path, bytes(data))


def test_a_locked_one_is_told(tmp_path: Path) -> None:
    data = bytearray(boxes.doc("Texte\r"))
    data[data.index(b"\xec\xa5\xc1\x00") + 11] |= 1
    with pytest.raises(ReadError, match="protected by a password"):
        part_of(tmp_path, bytes(data))
