"""Small documents of every format, most of them made from nothing but the standard library."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

TITLE = "Appui au retour volontaire au Niger"
CARD = (
    ("Statut du projet", "Actif"),
    ("Budget (EUR)", "250 000"),
    ("Année", "2019"),
    ("Pays", "Niger"),
)
PROSE = (
    "Le projet aide les migrants à rentrer chez eux en sécurité et dans la dignité, avec l'appui "
    "des autorités locales et des associations de femmes des communes d'Agadez et d'Arlit.",
    "Une cellule de suivi, installée à Niamey, tient à jour la liste des bénéficiaires et rend "
    "compte chaque trimestre des formations données, des outils remis et des emplois trouvés.",
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_O = "urn:oasis:names:tc:opendocument:xmlns"
CORE = (
    '<?xml version="1.0"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Fiche du projet</dc:title><dc:language>fr-FR</dc:language>"
    "<dcterms:created>2019-03-14T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def zipped(members: Mapping[str, bytes | str], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file of *members*, the same bytes for the same members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = level
            archive.writestr(info, data)
    return buffer.getvalue()


def tarred(members: Mapping[str, bytes], packing: str = "") -> bytes:
    """Return a tar file of *members*, packed by "gz", "bz2", "xz" or not at all."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    pack: Callable[[bytes], bytes] = {
        "gz": lambda data: gzip.compress(data, mtime=0),
        "bz2": bz2.compress,
        "xz": lzma.compress,
    }.get(packing, bytes)
    return pack(buffer.getvalue())


def docx(body: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """Return a Word document; *body* is WordprocessingML that replaces the usual one."""
    rows = "".join(
        f"<w:tr><w:tc>{_w_p(label)}</w:tc><w:tc>{_w_p(value)}</w:tc></w:tr>"
        for label, value in CARD
    )
    usual = f"{_w_p(TITLE, 'Titre1')}<w:tbl>{rows}</w:tbl>" + "".join(map(_w_p, PROSE))
    head = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>'
    document = f"{head}{body or usual}</w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            "docProps/core.xml": CORE,
            **(extra or {}),
        }
    )


def _w_p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str = "") -> bytes:
    """Return an OpenDocument text; *body* replaces the usual content of office:text."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in CARD
    )
    usual = f"<text:h>{TITLE}</text:h><table:table>{rows}</table:table>" + "".join(
        f"<text:p>{text}</text:p>" for text in PROSE
    )
    names = " ".join(f'xmlns:{name}="{_O}:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:text>'
        f"{body or usual}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'<?xml version="1.0"?><office:document-meta xmlns:office="{_O}:office:1.0" '
        f'xmlns:meta="{_O}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>Fiche du projet</dc:title><dc:language>fr-FR</dc:language>"
        "<meta:creation-date>2019-03-14T08:00:00</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, "meta.xml": meta})


def rtf(text: str = "") -> bytes:
    """Return an RTF document."""
    paragraphs = [TITLE, *(f"{label} : {value}" for label, value in CARD), *PROSE]
    body = text or "\\par\n".join(map(_rtf_text, paragraphs))
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Fiche du projet}"
    return (head + r"{\creatim\yr2019\mo3\dy14\hr8}}" + body + "}").encode("ascii")


def _rtf_text(text: str) -> str:
    return "".join(char if char.isascii() else "\\'" + char.encode("cp1252").hex() for char in text)


def pdf(pages: list[list[str]], title: str = "", *, created: str = "D:20190314080000Z") -> bytes:
    """Return a PDF whose pages show the given lines, twelve points apart, "" for a gap."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects.append(font.encode())
    for lines in pages:
        shown = "".join(f"({_pdf_text(line)}) Tj T* " for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 800 Td {shown}ET".encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
    refs = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{refs}]/Count {len(kids)}>>".encode()
    objects.append(f"<</Title({_pdf_text(title)})/CreationDate({created})>>".encode("cp1252"))
    return pdf_file(objects)


def _pdf_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf_file(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects; the first is its catalogue, the last says what it is."""
    data = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, len(objects), start,
    )  # fmt: skip
    return bytes(data)


def html(main: str = "") -> bytes:
    """Return a web page with a menu, a field card as a definition list, text and a footer."""
    card = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in CARD)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    usual = f"<h1>{TITLE}</h1><dl>{card}</dl>{text}"
    return (
        '<!DOCTYPE html><html lang="fr-FR"><head><title>Site | Projet</title>'
        '<meta charset="utf-8"><meta property="article:published_time" content="2019-03-14">'
        "<script>alert('Niamey')</script></head><body>"
        "<nav><ul><li>Accueil</li><li>Qui sommes-nous</li></ul></nav>"
        f"<main><article>{main or usual}</article></main>"
        "<footer><p>Mentions légales</p></footer></body></html>"
    ).encode()


def mhtml() -> bytes:
    """Return a page saved as one file, with a picture."""
    import base64

    page = base64.encodebytes(html()).decode()
    return (
        "From: <Saved by Fonds>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="=b"; type="text/html"\r\n\r\n'
        "--=b\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{page}\r\n"
        "--=b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n"
        "--=b--\r\n"
    ).encode()


def message(*, attached: Mapping[str, bytes] | None = None, subject: str = TITLE) -> bytes:
    """Return an e-mail message with its attachments."""
    mail = EmailMessage()
    mail["From"] = "Aïssa Mahamadou <aissa@exemple.ne>"
    mail["To"] = "bureau@exemple.fr"
    mail["Subject"] = subject
    mail["Date"] = "Thu, 14 Mar 2019 08:00:00 +0100"
    mail.set_content("\n\n".join(PROSE))
    for name, data in (attached or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return _with_fixed_boundary(mail)


def _with_fixed_boundary(mail: EmailMessage) -> bytes:
    if mail.is_multipart():
        mail.set_boundary("=fonds=")
    return mail.as_bytes()


def mbox(count: int = 3) -> bytes:
    """Return a mailbox of *count* messages; the last one has an attachment."""
    pieces = []
    for number in range(1, count + 1):
        attached = {"annexe.txt": b"Annexe : liste des outils."} if number == count else {}
        mail = message(attached=attached, subject=f"Lettre {number} du Niger")
        pieces.append(b"From aissa@exemple.ne Thu Mar 14 08:00:00 2019\n" + mail + b"\n")
    return b"".join(pieces)


def rows(count: int = 3) -> list[dict[str, str]]:
    """Return rows of a table of projects."""
    return [
        {"Titre": f"Projet {number}", **dict(CARD), "Année": str(2018 + number)}
        for number in range(1, count + 1)
    ]


def csv(delimiter: str = ",", count: int = 3) -> bytes:
    """Return a table of projects as delimited text."""
    table = rows(count)
    lines = [delimiter.join(table[0])]
    lines += [delimiter.join(f'"{cell}"' for cell in row.values()) for row in table]
    return "\r\n".join(lines).encode()


def xlsx(count: int = 3) -> bytes:
    """Return a table of projects as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Projets")
    table = rows(count)
    sheet.append(list(table[0]))
    for row in table:
        sheet.append(list(row.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def markdown() -> bytes:
    """Return a Markdown text with front matter, a card and prose."""
    card = "\n".join(f"- **{label}** : {value}" for label, value in CARD)
    return (
        f"---\ntitle: {TITLE}\n---\n\n# {TITLE}\n\n{card}\n\n".encode()
        + "\n\n".join(PROSE).encode()
    )


def text() -> bytes:
    """Return a plain text with a field card."""
    card = "\n".join(f"  • {label}\n    {value}" for label, value in CARD)
    return f"{TITLE}\n\n{card}\n\n{PROSE[0]}\n\n{PROSE[1]}\n".encode()


def every_format() -> dict[str, bytes]:
    """Return file name -> bytes of one good document of every format."""
    from tests.index.ingest.readers import boxes, newformats

    table = rows()
    card = [f"{label} : {value}" for label, value in CARD]
    lines = [TITLE, "", *PROSE[0].split(", "), "", *PROSE[1].split(", ")]
    return {
        "a.txt": text(),
        "a.md": markdown(),
        "a.html": html(),
        "a.mhtml": mhtml(),
        "a.pdf": pdf([lines, lines], "Fiche du projet"),
        "a.docx": docx(),
        "a.odt": odt(),
        "a.rtf": rtf(),
        "a.eml": message(attached={"annexe.docx": docx()}),
        "a.mbox": mbox(),
        "a.doc": (boxes.OFFICE_97 / "fiche.doc").read_bytes(),
        "a.xls": (boxes.OFFICE_97 / "projets.xls").read_bytes(),
        "a.ppt": boxes.ppt([[TITLE, "\r".join(card)], list(PROSE)]),
        "a.msg": boxes.msg(TITLE, "\r\n".join(PROSE), attached={"annexe.txt": text()}),
        "a.pptx": newformats.pptx(),
        "a.epub": newformats.epub(),
        "a.ods": newformats.ods(),
        "a.odp": odt(),
        "a.csv": csv(),
        "a.tsv": csv("\t"),
        "a.xlsx": xlsx(),
        "a.json": json.dumps(table, ensure_ascii=False).encode(),
        "a.jsonl": "\n".join(json.dumps(row) for row in table).encode(),
        "a.zip": zipped({"dossier/a.txt": text(), "dossier/b.docx": docx()}),
        "a.tar": tarred({"a.txt": text()}),
        "a.tar.gz": tarred({"a.txt": text()}, "gz"),
        "a.tar.bz2": tarred({"a.txt": text()}, "bz2"),
        "a.tar.xz": tarred({"a.txt": text()}, "xz"),
    }


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a document and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


def as_every_page(lines: list[str]) -> dict[str, bytes]:
    """Return file name -> bytes of one text, line by line, in every format that holds pages."""
    filled = [line for line in lines if line]
    paragraphs = "".join(f"<p>{line}</p>" for line in filled)
    return {
        "b.txt": "\n".join(lines).encode(),
        "b.html": f"<html><body><nav>Menu</nav><main>{paragraphs}</main></body></html>".encode(),
        "b.docx": docx("".join(map(_w_p, filled))),
        "b.odt": odt("".join(f"<text:p>{line}</text:p>" for line in filled)),
        "b.rtf": rtf("\\par\n".join(map(_rtf_text, filled))),
        "b.pdf": pdf([lines]),
    }
