"""Excel workbooks (ECMA-376 SpreadsheetML) by openpyxl: one part per row of every sheet.

Values are those that the program stored last; formulas are never computed, macros never opened.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from index.ingest.document import Part
from index.ingest.readers.content import MEGABYTE, BoundError, Bounds, Content, told
from index.ingest.readers.merged import Merged
from index.ingest.readers.rows import MAX_COLUMNS, shown_number, table_parts
from index.ingest.readers.xml import package

#: The strings of a workbook are held in memory; a sheet is read as a stream.
_MAX_STRINGS = 128 * MEGABYTE
MAX_SHEETS = 200
#: So many empty rows in a row are the formatted rest of a sheet.
_MAX_GAP = 10_000


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield a part for every row of the visible sheets of a workbook."""
    with package(content) as archive:
        _check(content, archive, bounds)
    content.file.seek(0)
    from index.ingest.readers.workbook import currency_signs, open_workbook

    # Styles and extensions that openpyxl leaves aside are nobody's concern here.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    with told(content):
        book = open_workbook(content.file)
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            signs = currency_signs(book)
            for sheet in sheets[:MAX_SHEETS]:
                name = sheet.title if len(sheets) > 1 else ""
                yield from table_parts(_rows(sheet, signs, bounds), name)
        finally:
            book.close()


def _check(content: Content, archive: zipfile.ZipFile, bounds: Bounds) -> None:
    """Refuse a workbook that unpacks to more than workbooks do, before anything is unpacked."""
    for info in archive.infolist():
        if info.flag_bits & 1:
            raise content.fault("it is protected by a password")
        if not info.filename.endswith((".xml", ".rels")):
            continue
        bounds.check_ratio(info.file_size, info.compress_size)
        bounds.spend(info.file_size)
        if info.filename.endswith("sharedStrings.xml") and info.file_size > _MAX_STRINGS:
            raise content.fault(f"it holds more than {_MAX_STRINGS // MEGABYTE} MB of text")


def _rows(sheet: Any, signs: Mapping[int, str], bounds: Bounds) -> Iterator[list[str]]:
    from index.ingest.readers.workbook import merged_below

    sheet.reset_dimensions()  # what a file states here need not be true
    merged, begun = Merged(), merged_below(sheet, bounds.check_time)
    gap = 0
    for number, row in enumerate(_values(sheet, signs), 1):
        if number % 256 == 0:
            bounds.check_time()
        if len(row) > MAX_COLUMNS and any(cell is not None for cell in row[MAX_COLUMNS:]):
            raise BoundError(f"a row has more than {MAX_COLUMNS:,} columns")
        cells = [shown_cell(cell) for cell in row[:MAX_COLUMNS]]
        gap = 0 if any(cells) else gap + 1
        if gap > _MAX_GAP:
            return
        yield merged.filled(number, cells, begun.get(number, ())) if begun else cells


def _values(sheet: Any, signs: Mapping[int, str]) -> Iterator[Sequence[Any]]:
    """Yield the values of each row, amounts of money with the currency that is shown."""
    if not signs:
        yield from sheet.iter_rows(values_only=True)
        return
    for row in sheet.iter_rows():
        yield [_priced(cell, signs) for cell in row]


def _priced(cell: Any, signs: Mapping[int, str]) -> Any:
    value = cell.value
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value
    sign = signs.get(cell._style_id)
    return f"{shown_cell(value)} {sign}" if sign else value


def shown_cell(value: Any) -> str:
    """Return a cell as text: days in ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return shown_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
