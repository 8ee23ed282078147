"""Workbooks of Excel 95 to 2003 (MS-XLS) by xlrd: one part per row of every visible sheet.

Values are those that the program stored last; formulas are never computed, macros never opened.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.ingest.document import MISNAMED, Part
from index.ingest.readers.compound import MAGIC
from index.ingest.readers.content import DAMAGED, MEGABYTE, Bounds, Content, told
from index.ingest.readers.rows import MAX_COLUMNS, shown_number, table_parts
from index.ingest.readers.xlsx_rows import MAX_SHEETS, shown_cell

if TYPE_CHECKING:
    import xlrd

#: The format ends at 65,536 rows of 256 columns; a larger file is full of pictures.
_MAX_BYTES = 128 * MEGABYTE
_VISIBLE = 0
#: How a workbook before Excel 5 begins, which needed no box around it.
_BARE = b"\x09"


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield a part for every row of the visible sheets of a workbook."""
    book = _opened(content)
    with told(content):
        for number in range(min(book.nsheets, MAX_SHEETS)):
            bounds.check_time()
            sheet = _sheet(book, number, content)
            if sheet.visibility == _VISIBLE:
                name = sheet.name if book.nsheets > 1 else ""
                yield from table_parts(_rows(sheet, book.datemode, bounds), name)
            book.unload_sheet(number)


def _opened(content: Content) -> xlrd.Book:
    import xlrd
    from xlrd.compdoc import CompDocError

    data = content.whole(_MAX_BYTES)
    if not data.startswith((MAGIC, _BARE)):
        raise content.fault(MISNAMED)
    try:
        with told(content):
            return xlrd.open_workbook(
                file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
            )
    except (xlrd.XLRDError, CompDocError) as error:
        raise _fault(content, error) from error


def _sheet(book: xlrd.Book, number: int, content: Content) -> xlrd.sheet.Sheet:
    import xlrd

    try:
        return book.sheet_by_index(number)
    except xlrd.XLRDError as error:
        raise _fault(content, error) from error


def _fault(content: Content, error: Exception) -> ReadError:
    locked = "encrypted" in str(error).lower() or "password" in str(error).lower()
    return content.fault("it is protected by a password" if locked else DAMAGED)


def _rows(sheet: xlrd.sheet.Sheet, datemode: int, bounds: Bounds) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        if number % 256 == 0:
            bounds.check_time()
        length = min(sheet.row_len(number), MAX_COLUMNS)
        yield [_shown(sheet.cell(number, column), datemode) for column in range(length)]


def _shown(cell: xlrd.sheet.Cell, datemode: int) -> str:
    """Return a cell as text, as the cells of newer workbooks are shown."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return shown_cell(xlrd.xldate_as_datetime(cell.value, datemode))
        except (ValueError, OverflowError):
            return shown_number(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown_cell(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    return shown_cell(cell.value)
