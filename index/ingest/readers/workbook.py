"""Workbooks as openpyxl reads them, without the one step that looks at a whole sheet first.

Apart from ``xlsx_rows`` because it imports openpyxl, which takes time that other formats need not
spend.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet


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


def open_workbook(file: BinaryIO) -> Workbook:
    """Return the workbook in *file*, its sheets to be read as streams of stored values."""
    reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb
