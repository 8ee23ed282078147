"""Workbooks as openpyxl reads them, without the one step that looks at a whole sheet first.

Apart from ``xlsx_rows`` because it imports openpyxl, which takes time that other formats need not
spend.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from index.ingest.budgets import currency_of

#: A merged range (ECMA-376, 18.3.1.55), which stands behind the rows of a sheet.
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?\bref=["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']"""
)
#: How a number format (ECMA-376, 18.8.31) shows a currency: "[$€-40C]", a text, a bare sign.
_SIGN = re.compile(
    r"""\[\$([^\]\-]{1,10})(?:-[0-9A-Fa-f]{1,8})?\]|"([^"]{1,10})"|(?<!\[)([€£$¥])"""
)
_BLOCK, _OVERLAP, _MOST_MERGED = 1 << 20, 400, 100_000


class _Sheet(ReadOnlyWorksheet):
    """A sheet whose size is nobody's concern.

    Where a sheet does not state its size, openpyxl looks for it to the end and holds all it sees.
    """

    def _get_size(self) -> None:
        return None


class _Reader(ExcelReader):
    def read_worksheets(self) -> None:
        """Put the sheets into the workbook, unread."""
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                book: Any = self.wb
                found = _Sheet(book, sheet.name, rel.target, self.shared_strings)
                found.sheet_state = sheet.state or "visible"
                book._sheets.append(found)


def currency_signs(book: Workbook) -> Mapping[int, str]:
    """Return style -> the currency that numbers in it are shown with ("€", "USD", "M€")."""
    styled: Any = book
    first = BUILTIN_FORMATS_MAX_SIZE
    signs = {first + place: _sign(text) for place, text in enumerate(styled._number_formats)}
    found = {place: signs.get(style.numFmtId) for place, style in enumerate(styled._cell_styles)}
    return {place: sign for place, sign in found.items() if sign}


def _sign(number_format: str) -> str:
    """Return the currency in a number format, empty without one."""
    shown = ("".join(filter(None, found.groups())) for found in _SIGN.finditer(number_format))
    return next((text.strip() for text in shown if currency_of(text)), "")


def merged_below(sheet: Any, alive: Callable[[], None]) -> Mapping[int, Sequence[tuple[int, int]]]:
    """Return number of a row -> (column from 0, rows) of the cells merged downwards from it."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for count, (column, first, last) in enumerate(_ranges(sheet, alive)):
        if count >= _MOST_MERGED:
            break
        if last > first:
            found[first].append((column_index_from_string(column) - 1, last - first + 1))
    return found


def _ranges(sheet: Any, alive: Callable[[], None]) -> Iterator[tuple[str, int, int]]:
    """Yield (first column, first row, last row) of the merged ranges of a sheet."""
    with sheet._get_source() as stream:
        rest = b""
        while block := stream.read(_BLOCK):
            alive()
            data = rest + block
            end = 0
            for range_ in _MERGED.finditer(data) if b"mergeCell" in data else ():
                yield range_[1].decode("ascii"), int(range_[2]), int(range_[3])
                end = range_.end()
            rest = data[max(end, len(data) - _OVERLAP) :]


def open_workbook(file: BinaryIO) -> Workbook:
    """Return the workbook in *file*, its sheets to be read as streams of stored values."""
    reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb
