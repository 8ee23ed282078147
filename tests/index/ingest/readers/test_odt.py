"""OpenDocument texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes, name: str = "a.odt") -> Part:
    (part,) = read_parts(makers.write(folder, name, data))
    return part


def test_title_table_text_and_properties(tmp_path: Path) -> None:
    part = read(tmp_path, makers.odt())
    assert part.text.startswith(f"{makers.TITLE}\n\n  • Statut du projet\n    Actif\n")
    assert part.text.endswith("\n\n".join(makers.PROSE))
    assert (part.title, part.made, part.language) == ("Fiche du projet", "2019-03-14", "fr")


def test_spans_blanks_tabs_and_breaks(tmp_path: Path) -> None:
    body = (
        "<text:p>Le <text:span>grand<text:s text:c='3'/>projet</text:span> aide<text:tab/>ici"
        "<text:line-break/>là.</text:p>\n<text:p>Fin.</text:p>"
    )
    assert read(tmp_path, makers.odt(body)).text == "Le grand projet aide ici\nlà.\n\nFin."


def test_lists(tmp_path: Path) -> None:
    items = "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in "ab")
    assert read(tmp_path, makers.odt(f"<text:list>{items}</text:list>")).text == "  • a\n  • b"


def test_remarks_and_deleted_text_are_not_read(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>vieux</text:p></text:tracked-changes>"
        "<text:p>neuf<office:annotation><text:p>remarque</text:p></office:annotation> et bon"
        "</text:p>"
    )
    assert read(tmp_path, makers.odt(body)).text == "neuf et bon"


def test_a_note_stands_after_the_text_and_not_in_its_sentence(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Une <text:span>note</text:span>.</text:p></text:note-body></text:note>"
    )
    body = f"<text:p>Les éleveurs{note} du <text:span>Niger{note}</text:span>.</text:p>"
    text = read(tmp_path, makers.odt(body + "<text:p>Fin.</text:p>")).text
    assert text == "Les éleveurs du Niger.\n\nFin.\n\nUne note.\n\nUne note."


def test_what_a_flat_document_says_of_itself(tmp_path: Path) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    data = (
        f'<office:document xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        f' xmlns:style="{names}:style:1.0" xmlns:meta="{names}:meta:1.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<office:meta><meta:creation-date>2019-03-14T10:00:00</meta:creation-date>"
        "<dc:title>La fiche</dc:title><dc:language>fr-FR</dc:language></office:meta>"
        "<office:master-styles><style:master-page><style:header><text:p>Bureau</text:p>"
        "</style:header></style:master-page></office:master-styles>"
        "<office:body><office:text><text:p>Bonjour</text:p></office:text></office:body>"
        "</office:document>"
    )
    part = read(tmp_path, data.encode(), "a.fodt")
    assert (part.title, part.made, part.language) == ("La fiche", "2019-03-14", "fr")
    assert (part.text, part.furniture) == ("Bonjour", ("Bureau",))


def test_a_flat_document(tmp_path: Path) -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    data = (
        f'<office:document xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0">'
        "<office:styles><text:p>style</text:p></office:styles>"
        "<office:body><office:text><text:p>Bonjour</text:p></office:text></office:body>"
        "</office:document>"
    )
    assert read(tmp_path, data.encode(), "a.fodt").text == "Bonjour"


def test_absurd_numbers_of_blanks(tmp_path: Path) -> None:
    body = "<text:p>a<text:s text:c='999999999'/>b<text:s text:c='x'/>c</text:p>"
    assert read(tmp_path, makers.odt(body)).text == "a b c"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (makers.zipped({"a.xml": "<a/>"}), "it is no OpenDocument text"),
        (makers.zipped({"content.xml": "<a"}), "damaged"),
        (bytes(40), "damaged"),
        (
            makers.zipped({"content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}),
            "password",
        ),
        (
            makers.zipped({"encrypted-package": "x", "META-INF/manifest.xml": "encryption-data"}),
            "password",
        ),
    ],
)
def test_what_is_none(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(tmp_path, data)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(tmp_path, b"<a>" * 50_000 + b"</a>" * 50_000, "a.fodt")
