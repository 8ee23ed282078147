"""Messages of Outlook: head, letter, attachments, both kinds of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.readers import read_parts
from tests.index.ingest.readers import boxes, makers

HEAD = (
    ("From", "Aïssa Mahamadou <aissa@exemple.ne>"),
    ("To", "Bureau de Niamey"),
    ("Date", "2019-03-14"),
)


@pytest.mark.parametrize("page", [0, 1252, 65001])
def test_a_letter_in_every_kind_of_text(tmp_path: Path, page: int) -> None:
    data = boxes.msg("Été à Niamey", "Bonjour,\r\n\r\nà bientôt", page=page)
    (part,) = read_parts(makers.write(tmp_path, "a.msg", data))
    assert (part.title, part.text) == ("Été à Niamey", "Bonjour,\n\nà bientôt")
    assert (part.kind, part.date, part.card) == ("message", "2019-03-14", HEAD)


def test_attachments_are_parts_and_pictures_are_not(tmp_path: Path) -> None:
    attached = {"..\\annexe.txt": makers.text(), "b.jpg": b"x", "c.docx": bytes(40)}
    path = makers.write(tmp_path, "a.msg", boxes.msg("Titre", "Texte", attached=attached))
    letter, annex, broken = read_parts(path)
    assert (letter.name, annex.name, broken.name) == ("", "annexe.txt", "c.docx")
    assert annex.text.startswith(makers.TITLE)
    assert broken.warning


def test_a_letter_that_is_a_page(tmp_path: Path) -> None:
    streams = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_10130102": "<html><body><p>Bonjour à tous</p></body></html>".encode(),
    }
    (part,) = read_parts(makers.write(tmp_path, "a.msg", boxes.box(streams)))
    assert (part.title, part.text, part.date) == ("", "Bonjour à tous", None)


def test_an_empty_one_and_another_box(tmp_path: Path) -> None:
    empty = boxes.box({"__properties_version1.0": bytes(8)})
    with pytest.raises(ReadError, match="no message in it"):
        list(read_parts(makers.write(tmp_path, "a.msg", empty)))
    with pytest.raises(ReadError, match="no message"):
        list(read_parts(makers.write(tmp_path, "a.msg", boxes.box({"Other": b"x"}))))
