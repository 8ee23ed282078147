"""Documents that break programs, one function each: bombs, depths, widths and lengths.

Each writes one file into a folder. ``scale`` is 1 for the sizes that their names tell, less for a
quick look.
"""

from __future__ import annotations

import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from tests.index.ingest.readers import makers

_MEGABYTE = 1_000_000
_DEPTH = 50
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_X = "urn:oasis:names:tc:opendocument:xmlns"


def zip_flat(folder: Path, scale: float) -> Path:
    """Ten gigabytes of zeros as one text; it says so."""
    return _zeros(folder / "zeros.zip", int(10_000 * scale), honest=True)


def zip_lies(folder: Path, scale: float) -> Path:
    """The same, with a head that says it is small."""
    return _zeros(folder / "lies.zip", int(10_000 * scale), honest=False)


def _zeros(path: Path, megabytes: int, *, honest: bool) -> Path:
    """Write a ZIP file of one text of zeros, by hand: no library writes what is not so."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(_MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    data = piece * megabytes + end
    stated = min(megabytes * _MEGABYTE, 0xFFFFFFFE) if honest else 1000
    name, crc = b"a.txt", zlib.crc32(bytes(1000))
    local = _LOCAL.pack(b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), stated, len(name), 0) + name
    central = _CENTRAL.pack(
        b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), stated, len(name), 0, 0, 0, 0, 0, 0
    )
    start = len(local) + len(data)
    end_record = _END.pack(b"PK\5\6", 0, 0, 1, 1, len(central) + len(name), start, 0)
    path.write_bytes(local + data + central + name + end_record)
    return path


def zip_nested_bomb(folder: Path, scale: float) -> Path:
    """Like 42.zip: sixteen archives in each of sixteen, five deep, with zeros at the bottom."""
    data = _zeros(folder / "bottom.zip", int(1000 * scale), honest=True).read_bytes()
    (folder / "bottom.zip").unlink()
    for level in range(5):
        data = makers.zipped({f"{level}-{number}.zip": data for number in range(16)})
    return makers.write(folder, "42.zip", data)


def zip_deep(folder: Path, scale: float) -> Path:
    """A text in a ZIP file, in a ZIP file, fifty deep."""
    data = makers.text()
    for level in range(_DEPTH):
        data = makers.zipped({"a.zip" if level else "a.txt": data, "beside.txt": makers.text()})
    return makers.write(folder, "deep.zip", data)


def tar_deep(folder: Path, scale: float) -> Path:
    """A text in a tar file, in a tar file, fifty deep."""
    data = makers.text()
    for level in range(_DEPTH):
        data = makers.tarred({"a.tar" if level else "a.txt": data, "beside.txt": makers.text()})
    return makers.write(folder, "deep.tar", data)


def tar_zeros(folder: Path, scale: float) -> Path:
    """A tar file packed by gzip that unpacks to gigabytes of zeros."""
    info = tarfile.TarInfo("a.txt")
    info.size = int(4000 * scale) * _MEGABYTE
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(info.tobuf()) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(bytes(_MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return makers.write(folder, "zeros.tar.gz", head + piece * int(4000 * scale) + packer.flush())


def letters_deep(folder: Path, scale: float) -> Path:
    """A message in a message, fifty deep."""
    data = makers.message()
    for level in range(_DEPTH):
        head = f"From: a@exemple.ne\nSubject: Lettre {level}\nMIME-Version: 1.0\n"
        data = head.encode() + b"Content-Type: message/rfc822\n\n" + data
    return makers.write(folder, "deep.eml", data)


def text_one_line(folder: Path, scale: float) -> Path:
    """A text of one line of a gigabyte."""
    return _line(folder / "line.txt", int(1000 * scale), b"mot ")


def text_line_allowed(folder: Path, scale: float) -> Path:
    """A text of one line, as large as texts may be."""
    return _line(folder / "allowed.txt", int(63 * scale), b"mot ")


def text_lines(folder: Path, scale: float) -> Path:
    """A text of twenty million lines, as short as can be."""
    return _line(folder / "lines.txt", int(60 * scale), b"mot\n\n")


def json_one_line(folder: Path, scale: float) -> Path:
    """JSON lines of one line of 300 megabytes."""
    return _line(folder / "line.jsonl", int(300 * scale), b'{"a":')


def _line(path: Path, megabytes: int, word: bytes) -> Path:
    piece = (word * (_MEGABYTE // len(word) + 1))[:_MEGABYTE]
    with path.open("wb") as file:
        for _ in range(max(megabytes, 1)):
            file.write(piece)
    return path


def pdf_pages(folder: Path, scale: float) -> Path:
    """A PDF of 10,000 full pages."""
    lines = [f"Ligne {n} du rapport sur le retour volontaire des migrants." for n in range(40)]
    return makers.write(folder, "pages.pdf", makers.pdf([lines] * int(10_000 * scale)))


def rtf_large(folder: Path, scale: float) -> Path:
    """An RTF text just below the size at which it is refused."""
    return makers.write(folder, "large.rtf", makers.rtf("mot \\par " * int(880_000 * scale)))


def rtf_groups(folder: Path, scale: float) -> Path:
    """RTF of a million groups in each other."""
    groups = int(1_000_000 * scale)
    return makers.write(folder, "groups.rtf", makers.rtf("{" * groups + "fin" + "}" * groups))


def json_deep(folder: Path, scale: float) -> Path:
    """Lists in lists, 100,000 deep, in a file of 200 megabytes."""
    path = folder / "deep.json"
    depth = 100_000
    with path.open("wb") as file:
        file.write(b"[" * depth)
        for _ in range(int(200 * scale)):
            file.write(b" " * _MEGABYTE)
        file.write(b"]" * depth)
    return path


def json_deep_small(folder: Path, scale: float) -> Path:
    """The same without the blanks."""
    return makers.write(folder, "small.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000)


def xlsx_rows(folder: Path, scale: float) -> Path:
    """A workbook of a million rows."""
    sheet = BytesIO()
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    sheet.write(head.encode())
    for number in range(1, int(1_000_000 * scale) + 1):
        cells = "".join(f"<c><v>{number * step % 9973}</v></c>" for step in (1, 7, 31))
        sheet.write(f'<row r="{number}">{cells}</row>'.encode())
    sheet.write(b"</sheetData></worksheet>")
    with zipfile.ZipFile(BytesIO(makers.xlsx(1))) as usual:
        names = (name for name in usual.namelist() if not name.startswith("xl/worksheets/"))
        members: dict[str, bytes | str] = {name: usual.read(name) for name in names}
    return makers.write(
        folder,
        "rows.xlsx",
        makers.zipped({**members, "xl/worksheets/sheet1.xml": sheet.getvalue()}),
    )


def docx_laughs(folder: Path, scale: float) -> Path:
    """A billion laughs in a Word document: entities of entities."""
    return makers.write(folder, "laughs.docx", makers.zipped({"word/document.xml": _laughs("w:p")}))


def odt_laughs(folder: Path, scale: float) -> Path:
    """The same in an OpenDocument text."""
    return makers.write(folder, "laughs.odt", makers.zipped({"content.xml": _laughs("text:p")}))


def _laughs(paragraph: str) -> str:
    entities = '<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)
    )
    prefix, _, _ = paragraph.partition(":")
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    name = word if prefix == "w" else f"{_X}:text:1.0"
    text = "&a10;&f;" if prefix == "text" else "<w:r><w:t>&a10;&f;</w:t></w:r>"
    return (
        f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><d xmlns:{prefix}="{name}">'
        f"<{paragraph}>{text}</{paragraph}></d>"
    )


def html_divs(folder: Path, scale: float) -> Path:
    """A page of a million boxes in each other."""
    count = int(1_000_000 * scale)
    page = b"<html><body>" + b"<div>" * count + b"Texte" + b"</div>" * count
    return makers.write(folder, "divs.html", page)


def html_open(folder: Path, scale: float) -> Path:
    """A page of a million marks that never end."""
    return makers.write(folder, "open.html", b"<p><b>mot " * int(1_000_000 * scale))


def mailbox(folder: Path, scale: float) -> Path:
    """A mailbox of 50,000 messages."""
    return makers.write(folder, "many.mbox", makers.mbox(int(50_000 * scale)))


def csv_wide(folder: Path, scale: float) -> Path:
    """A table whose row has ten million columns."""
    return makers.write(folder, "wide.csv", b"a,b\n" + b"1," * int(10_000_000 * scale))


def ods_repeats(folder: Path, scale: float) -> Path:
    """A spreadsheet of a few bytes that stands for a billion cells."""
    from tests.index.ingest.readers.newformats import ods, ods_cell, ods_row

    cell = ods_cell("mot", 'table:number-columns-repeated="900"')
    row = ods_row(cell, 'table:number-rows-repeated="1048576"')
    return makers.write(folder, "repeats.ods", ods({"a": row * 3}))


#: What is tried, as it is called in the table.
CASES: Mapping[str, Callable[[Path, float], Path]] = MappingProxyType(
    {
        "ZIP of 10 GB of zeros": zip_flat,
        "ZIP of 10 GB that says 1 kB": zip_lies,
        "ZIP bomb, nested (like 42.zip)": zip_nested_bomb,
        "ZIP in ZIP, 50 deep": zip_deep,
        "tar in tar, 50 deep": tar_deep,
        "tar.gz of 4 GB of zeros": tar_zeros,
        "message in message, 50 deep": letters_deep,
        "text of one line, 1 GB": text_one_line,
        "text of one line, 63 MB": text_line_allowed,
        "text of 20 million lines": text_lines,
        "JSON lines of one line, 300 MB": json_one_line,
        "PDF of 10,000 pages": pdf_pages,
        "RTF of 8 MB": rtf_large,
        "RTF, a million groups deep": rtf_groups,
        "JSON of 200 MB, 100,000 deep": json_deep,
        "JSON, 100,000 deep": json_deep_small,
        "XLSX of a million rows": xlsx_rows,
        "DOCX with a billion laughs": docx_laughs,
        "ODT with a billion laughs": odt_laughs,
        "HTML, a million boxes deep": html_divs,
        "HTML, a million open marks": html_open,
        "mailbox of 50,000 messages": mailbox,
        "CSV row of 10^7 columns": csv_wide,
        "ODS of a billion repeated cells": ods_repeats,
    }
)
