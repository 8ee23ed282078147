"""Spreadsheets (OASIS ODF 1.3), zipped or flat: one part per row of every table.

Values are those that the program stored last. Repeated cells and rows, by which a few bytes
become millions, are counted out no further than tables go.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from index.ingest.document import Part
from index.ingest.readers.content import MEGABYTE, BoundError, Bounds, Content, told
from index.ingest.readers.merged import Merged
from index.ingest.readers.rows import MAX_COLUMNS, shown_number, table_parts
from index.ingest.readers.xml import member, package

_MAX_FLAT = 48 * MEGABYTE
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
#: The same row, or its cells together, this often are the formatted rest of a sheet.
_MAX_REPEATS, _MAX_REPEATED_CELLS = 1000, 5000
_MAX_TABLES = 200
_DIGITS, _CURRENCY = 7, 10


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield a part for every row of a spreadsheet."""
    if content.head(2) != b"PK":
        data: bytes | None = content.whole(_MAX_FLAT)
    else:
        with package(content) as archive:
            data = member(content, bounds, archive, "content.xml")
            manifest = member(content, bounds, archive, "META-INF/manifest.xml")
            if manifest is not None and b"encryption-data" in manifest:
                raise content.fault("it is protected by a password")
    if data is None:
        raise content.fault("it is no spreadsheet")
    names = data.count(b"<table:table ")
    with told(content):
        for number, table in enumerate(_tables(data, bounds)):
            if number >= _MAX_TABLES:
                return
            name = table.name if names > 1 else ""
            yield from table_parts(table.rows(), name)


class _Table:
    """One table of the stream; its rows come while the stream goes on."""

    def __init__(self, name: str, steps: Iterator[tuple[str, Any]], bounds: Bounds) -> None:
        self.name = name
        self._steps = steps
        self._bounds = bounds

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows as texts, up to the end of the table."""
        merged, height = Merged(), 0
        for number, (event, element) in enumerate(self._steps):
            if number % 4096 == 0:
                self._bounds.check_time()
            if event == "start" or not isinstance(element.tag, str):
                continue
            if element.tag == _TABLE + "table":
                element.clear()
                return
            if element.tag == _TABLE + "table-row":
                cells = _cells(element)
                begun = _merged_below(element)
                for _ in range(_repeats(element, cells)):
                    height += 1
                    yield merged.filled(height, cells, begun)
                element.clear()


def _tables(data: bytes, bounds: Bounds) -> Iterator[_Table]:
    from lxml import etree

    steps = iter(
        etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            tag=(_TABLE + "table", _TABLE + "table-row"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
    )
    for event, element in steps:
        if event == "start" and element.tag == _TABLE + "table":
            yield _Table(element.get(_TABLE + "name", ""), steps, bounds)


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
        text = _shown(cell)
        count = _count(cell, "columns", MAX_COLUMNS + 1 - min(len(cells), MAX_COLUMNS))
        cells += [text] * count
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise BoundError(f"a row has more than {MAX_COLUMNS:,} columns")
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _merged_below(row: Any) -> list[tuple[int, int]]:
    """Return (column from 0, rows) of the cells that are merged with those below them."""
    found: list[tuple[int, int]] = []
    column = 0
    for cell in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
        rows = cell.get(_TABLE + "number-rows-spanned", "1")
        if rows != "1" and rows.isdecimal() and len(rows) <= _DIGITS:
            found.append((column, int(rows)))
        column += _count(cell, "columns", MAX_COLUMNS)
    return found


def _repeats(row: Any, cells: list[str]) -> int:
    """Return how often a row stands there; an empty one does once, however high it is."""
    if not cells:
        return 1
    return _count(row, "rows", max(1, min(_MAX_REPEATS, _MAX_REPEATED_CELLS // len(cells))))


def _count(element: Any, what: str, most: int) -> int:
    stated = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(stated), most) if stated.isdecimal() else 1


def _shown(cell: Any) -> str:
    """Return a cell as text: dates in ISO 8601, numbers as they were stored, not as shown."""
    kind = cell.get(_OFFICE + "value-type", "")
    if kind == "date":
        return str(cell.get(_OFFICE + "date-value", "")).removesuffix("T00:00:00")
    if kind in ("float", "currency", "percentage"):
        currency = cell.get(_OFFICE + "currency", "")[:_CURRENCY]
        try:
            return f"{shown_number(float(cell.get(_OFFICE + 'value', '')))} {currency}".rstrip()
        except (ValueError, OverflowError):
            pass
    return "\n".join("".join(text.itertext()) for text in cell.iterchildren(_TEXT + "p"))
