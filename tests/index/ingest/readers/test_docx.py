"""Word documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers

CARD = "  • Statut du projet\n    Actif\n  • Budget (EUR)\n    250 000\n  • Année\n    2019\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(folder: Path, data: bytes) -> Part:
    (part,) = read_parts(makers.write(folder, "rapport.docx", data))
    return part


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def test_title_table_text_and_properties(tmp_path: Path) -> None:
    part = read(tmp_path, makers.docx())
    assert part.text.startswith(f"{makers.TITLE}\n\n{CARD}")
    assert part.text.endswith("\n\n".join(makers.PROSE))
    assert (part.title, part.made, part.language) == ("Fiche du projet", "2019-03-14", "fr")


def test_runs_tabs_breaks_and_hyphens(tmp_path: Path) -> None:
    body = paragraph(
        run("main"), "<w:r><w:noBreakHyphen/></w:r>", run("d'"), run("œuvre"),
        "<w:r><w:tab/><w:t>ici</w:t><w:br/><w:t>là</w:t></w:r>",
    )  # fmt: skip
    assert read(tmp_path, makers.docx(body)).text == "main-d'œuvre ici\nlà"


def test_what_was_deleted_is_not_read(tmp_path: Path) -> None:
    body = paragraph(
        "<w:ins>" + run("neuf") + "</w:ins>",
        "<w:del><w:r><w:delText>vieux</w:delText></w:r></w:del>",
        '<w:r><w:instrText>HYPERLINK "http://x.example"</w:instrText></w:r>',
        "<w:hyperlink>" + run(" lien") + "</w:hyperlink>",
    )
    assert read(tmp_path, makers.docx(body)).text == "neuf lien"


def test_hidden_text_is_not_read_and_signs_part_words(tmp_path: Path) -> None:
    body = paragraph(
        run("un"),
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
        '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>deux</w:t></w:r>',
    )
    assert read(tmp_path, makers.docx(body)).text == "un deux"


def test_lists_by_numbering_and_by_style(tmp_path: Path) -> None:
    numbered = f"<w:p><w:pPr><w:numPr/></w:pPr>{run('un')}</w:p>"
    body = numbered + paragraph(run("deux"), style="ListBullet") + paragraph(run("Fin."))
    assert read(tmp_path, makers.docx(body)).text == "  • un\n  • deux\n\nFin."


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('encadré'))}</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    alternate = f"<w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"
    body = f"<w:p xmlns:mc='urn:mc'>{run('avant')}{alternate}</w:p>"
    assert read(tmp_path, makers.docx(body)).text.count("encadré") == 1


def test_notes_come_last_and_headers_are_furniture(tmp_path: Path) -> None:
    extra = {
        f"word/{name}.xml": f'<w:{tag} xmlns:w="{W}">{paragraph(run(text))}</w:{tag}>'
        for name, tag, text in (("footnotes", "fn", "Une note."), ("header1", "hdr", "En-tête"))
    }
    part = read(tmp_path, makers.docx(paragraph(run("Le texte.")), extra))
    assert part.text == "Le texte.\n\nUne note."
    assert part.furniture == ("En-tête",)


def test_a_document_without_text_is_named(tmp_path: Path) -> None:
    part = read(tmp_path, makers.docx("<w:p/>"))
    assert (part.title, part.warning) == ("Fiche du projet", "it has no text")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(40), "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password or in an old Office format"),
        (makers.zipped({"a.xml": "<a/>"}), "it is no Word document"),
        (makers.zipped({"word/document.xml": "<w:document"}), "damaged"),
    ],
)
def test_what_is_none(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(tmp_path, data)


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="200 times its size"):
        read(tmp_path, makers.docx(paragraph(run("a" * 20_000_000))))


def test_entities_do_not_multiply_and_nothing_is_fetched(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE d [<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    for entity in ("&e9;", "&f;"):
        document = f'{dtd}<w:document xmlns:w="{W}">{paragraph(run(entity + "x"))}</w:document>'
        try:
            text = read(tmp_path, makers.zipped({"word/document.xml": document})).text
        except ReadError:
            continue
        assert "lol" not in text
        assert "root:" not in text
