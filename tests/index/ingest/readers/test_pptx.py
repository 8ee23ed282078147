"""Presentations: slides in the order of the show, titles, tables, notes; nothing from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers
from tests.index.ingest.readers.newformats import a_p, pptx, shape


def text_of(folder: Path, data: bytes) -> str:
    (part,) = read_parts(makers.write(folder, "a.pptx", data))
    return part.text


def test_slides_come_as_they_are_shown(tmp_path: Path) -> None:
    (part,) = read_parts(makers.write(tmp_path, "a.pptx", pptx()))
    assert part.text.startswith(f"{makers.TITLE}\n\n  • Statut du projet\n    Actif\n")
    assert part.text.endswith(makers.PROSE[1])
    assert (part.title, part.made, part.language) == ("Fiche du projet", "2019-03-14", "fr")


def test_number_date_and_footer_are_left_out(tmp_path: Path) -> None:
    slide = "".join(shape(kind, kind) for kind in ("sldNum", "dt", "ftr")) + shape("Texte")
    assert text_of(tmp_path, pptx([slide])) == "Texte"


def test_notes_follow_their_slide_and_links_outside_are_not_followed(tmp_path: Path) -> None:
    data = pptx([shape("Un"), shape("Deux")], notes="Note dite")
    assert text_of(tmp_path, data) == "Un\n\nDeux\n\nNote dite"


def test_breaks_and_fields(tmp_path: Path) -> None:
    text = "<a:p><a:r><a:t>Un</a:t></a:r><a:br/><a:r><a:t>deux</a:t></a:r>"
    slide = f"<p:sp><p:txBody>{text}<a:fld><a:t>12</a:t></a:fld></a:p>{a_p('')}</p:txBody></p:sp>"
    assert text_of(tmp_path, pptx([slide])) == "Un\ndeux"


def test_no_presentation(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no presentation"):
        text_of(tmp_path, makers.zipped({"a.xml": "<a/>"}))
