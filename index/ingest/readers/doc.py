"""Word documents of 1997 to 2003 (MS-DOC): text by its piece table, tables, notes, properties.

Field codes, comments and pictures are left out; headers and footers are furniture.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from index.ingest.document import Part
from index.ingest.readers.compound import box, facts_of, stream
from index.ingest.readers.content import Bounds, Content, told
from index.ingest.readers.docx import part_of
from index.ingest.readers.layout import Block, join, table_row, tidy

#: MS-DOC 2.5.1: the first two bytes, and what older versions of Word put after them.
_WORD, _FIRST_VERSION = 0xA5EC, 0xC1
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200
#: Where the file information block tells the place of the piece table, and lengths of texts.
_CLX, _LENGTHS = 0x01A2, 0x4C
_PIECE = struct.Struct("<HIH")
_COMPRESSED = 1 << 30
#: A field is code, separator, result; only the result is seen on the page.
_FIELD_CODE = re.compile("\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15")
_FIELDS_IN_FIELDS = 10
_MARKS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\r", "\x1e": "-", "\x1f": "", "\xa0": " ", "\0": ""}
    | {chr(code): "" for code in (1, 2, 3, 4, 5, 6, 8, 0x13, 0x14, 0x15)}
)
_CELL = "\x07"


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a Word document."""
    with box(content) as opened:
        main = stream(opened, "WordDocument", content, bounds)
        if main is None:
            raise content.fault("it is no Word document")
        with told(content):
            ident, version = struct.unpack_from("<HH", main)
            flags: int = struct.unpack_from("<H", main, 0x0A)[0]
            if ident != _WORD or version < _FIRST_VERSION:
                raise content.fault("it is in a format before Word 97; save it as .docx")
            if flags & _ENCRYPTED:
                raise content.fault("it is protected by a password")
            table = stream(opened, "1Table" if flags & _TABLE_ONE else "0Table", content, bounds)
            text = _text(main, table or b"")
            pieces = _parted(text, struct.unpack_from("<7I", main, _LENGTHS))
        facts = facts_of(opened, content)
    body, footnotes, heads, _, _, endnotes, boxes = (_blocks(piece, bounds) for piece in pieces)
    yield part_of(content, [*body, *boxes, *footnotes, *endnotes], facts, [join(heads)])


def _text(main: bytes, table: bytes) -> str:
    """Return all text of a document, by the pieces of which it is put together (2.4.1)."""
    place, length = struct.unpack_from("<II", main, _CLX)
    clx = table[place : place + length]
    start = 0
    while clx[start] == 1:  # properties that pieces refer to
        start += 3 + int(struct.unpack_from("<H", clx, start + 1)[0])
    size: int = struct.unpack_from("<I", clx, start + 1)[0]
    plc = clx[start + 5 : start + 5 + size]
    count = (len(plc) - 4) // (4 + _PIECE.size)
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    texts = []
    for number, (first, last) in enumerate(pairwise(ends)):
        _, where, _ = _PIECE.unpack_from(plc, 4 * (count + 1) + number * _PIECE.size)
        wide = not where & _COMPRESSED
        begin = where if wide else (where & ~_COMPRESSED) // 2
        data = main[begin : begin + max(last - first, 0) * (2 if wide else 1)]
        texts.append(data.decode("utf-16-le" if wide else "cp1252", "replace"))
    return "".join(texts)


def _parted(text: str, lengths: tuple[int, ...]) -> list[str]:
    """Return the body, footnotes, headers, macros, comments, endnotes and boxes of a text."""
    parts, start = [], 0
    for length in lengths:
        parts.append(text[start : start + length])
        start += length
    return parts


def _blocks(text: str, bounds: Bounds) -> list[Block]:
    """Return the paragraphs and table rows of a text."""
    for _ in range(_FIELDS_IN_FIELDS):
        bounds.check_time()
        text, found = _FIELD_CODE.subn(lambda field: field[1] or "", text)
        if not found:
            break
    blocks: list[Block] = []
    *cells, rest = text.translate(_MARKS).split(_CELL)
    table: list[str] = []
    for number, cell in enumerate(cells):
        before, _, last = cell.rpartition("\r")
        if before and (number == 0 or not cells[number - 1]):  # a table begins after paragraphs
            blocks += [*_rows(table), *_paragraphs(before)]
            table, cell = [], last
        table.append(cell)
    return [*blocks, *_rows(table), *_paragraphs(rest)]


def _rows(cells: list[str]) -> list[Block]:
    """Return the rows of a table, given its cells and the empty ones that end its rows."""
    if not cells:
        return []
    width = _width(cells)
    rows: list[list[str]] = [[]]
    for cell in cells:
        if (len(rows[-1]) == width) if width else not cell:
            rows.append([])
        else:
            rows[-1].append(tidy(cell.replace("\r", "\n")))
    return [block for row in rows for block in table_row(row)]


def _width(cells: list[str]) -> int:
    """Return how many cells the rows have when all have the same number, else 0."""
    first = next((place for place, cell in enumerate(cells) if not cell), 0)
    for width in range(max(first, 1), min(len(cells) // 2, 64)):
        if len(cells) % (width + 1) == 0 and not any(cells[width :: width + 1]):
            return width
    return 0


def _paragraphs(text: str) -> list[Block]:
    return [Block(line) for paragraph in text.split("\r") if (line := tidy(paragraph))]
