"""Small presentations, books and spreadsheets, made from nothing but the standard library."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.ingest.readers import makers

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_O = "urn:oasis:names:tc:opendocument:xmlns"


def pptx(slides: Sequence[str] | None = None, notes: str = "") -> bytes:
    """Return a presentation; a slide is the DrawingML of its shapes, the last file comes first."""
    rows = "".join(
        f"<a:tr><a:tc><a:txBody>{a_p(label)}</a:txBody></a:tc>"
        f"<a:tc><a:txBody>{a_p(value)}</a:txBody></a:tc></a:tr>"
        for label, value in makers.CARD
    )
    usual = [
        shape(makers.TITLE, "title") + f"<p:graphicFrame><a:tbl>{rows}</a:tbl></p:graphicFrame>",
        "".join(map(shape, makers.PROSE)) + shape("3", "sldNum"),
    ]
    shown = list(slides or usual)
    ids = "".join(f'<p:sldId id="{n}" r:id="rId{n}"/>' for n in range(len(shown), 0, -1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/slide" Target="slides/slide{n}.xml"/>'
        for n in range(1, len(shown) + 1)
    )
    members = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}"><p:sldIdLst>{ids}'
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{_REL}">{links}</Relationships>',
        "docProps/core.xml": makers.CORE,
    }
    for number, body in enumerate(reversed(shown), 1):
        members[f"ppt/slides/slide{number}.xml"] = _slide(body)
    if notes:
        members["ppt/slides/_rels/slide1.xml.rels"] = (
            f'<Relationships xmlns="{_REL}">'
            f'<Relationship Id="a" Type="{_R}/notesSlide" Target="../notesSlides/n1.xml"/>'
            f'<Relationship Id="b" Type="{_R}/notesSlide" TargetMode="External" '
            'Target="http://example.org/n2.xml"/></Relationships>'
        )
        members["ppt/notesSlides/n1.xml"] = _slide(shape(notes))
    return makers.zipped(members)


def shape(text: str, kind: str = "") -> str:
    """Return a shape with one paragraph; *kind* is what it is a place for."""
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    return f"<p:sp>{place}<p:txBody>{a_p(text)}</p:txBody></p:sp>"


def a_p(text: str) -> str:
    """Return a paragraph of a shape."""
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def _slide(body: str) -> str:
    return (
        f'<p:sld xmlns:p="{_P}" xmlns:a="{_A}"><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>'
    )


def epub(chapters: Sequence[str] | None = None, *, extra: dict[str, str] | None = None) -> bytes:
    """Return a book; a chapter is the body of its page."""
    card = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in makers.CARD)
    usual = [
        f"<h1>{makers.TITLE}</h1><dl>{card}</dl>",
        *(f"<p>{text}</p>" for text in makers.PROSE),
    ]
    shown = list(chapters or usual)
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(shown))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(shown)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Fiche du projet</dc:title>'
        "<dc:language>fr</dc:language><dc:date>2019-03-14</dc:date></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{refs}</spine></package>'
    )
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'<container xmlns="{_O}:container">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": opf,
        "OEBPS/nav.xhtml": "<html><body><p>Table des matières</p></body></html>",
        **{
            f"OEBPS/text/c {n}.xhtml": f"<html><body>{body}</body></html>"
            for n, body in enumerate(shown)
        },
        **(extra or {}),
    }
    return makers.zipped(members)


def ods(tables: dict[str, str] | None = None) -> bytes:
    """Return a spreadsheet; a table is the XML of its rows."""
    rows = makers.rows()
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    usual = "".join(ods_row("".join(map(ods_cell, line))) for line in lines)
    shown = "".join(
        f'<table:table table:name="{name}">{body}</table:table>'
        for name, body in (tables or {"Projets": usual}).items()
    )
    names = " ".join(f'xmlns:{name}="{_O}:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f"{shown}</office:spreadsheet></office:body></office:document-content>"
    )
    return makers.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def ods_row(cells: str, attributes: str = "") -> str:
    """Return a row of cells."""
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def ods_cell(text: str, attributes: str = "") -> str:
    """Return a cell."""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{shown}</table:table-cell>"
