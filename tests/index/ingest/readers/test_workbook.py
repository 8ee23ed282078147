"""Opening a workbook looks at no sheet."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook

from index.ingest.readers.workbook import currency_signs, merged_below, open_workbook
from tests.index.ingest.readers import makers


def test_opening_reads_no_sheet() -> None:
    with zipfile.ZipFile(io.BytesIO(makers.xlsx(2))) as usual:
        members: dict[str, bytes | str] = {name: usual.read(name) for name in usual.namelist()}
    (sheet,) = (name for name in members if name.startswith("xl/worksheets/"))
    members[sheet] = "this is no sheet"
    book = open_workbook(io.BytesIO(makers.zipped(members)))
    assert [sheet.title for sheet in book.worksheets] == ["Projets"]
    book.close()


def test_rows_come_as_they_were_stored() -> None:
    book = open_workbook(io.BytesIO(makers.xlsx(2)))
    (sheet,) = book.worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert (sheet.sheet_state, len(rows), rows[1][0]) == ("visible", 3, "Projet 1")
    book.close()


def test_merged_cells_and_currencies_of_a_workbook() -> None:
    written, buffer = Workbook(), io.BytesIO()
    written.active.append(["a", 5])
    written.active["B1"].number_format = '0 "€"'
    for merged in ("B1:C1", "B2:C5", "AA3:AA4"):
        written.active.merge_cells(merged)
    written.save(buffer)
    book = open_workbook(buffer)
    asked: list[None] = []
    (sheet,) = book.worksheets
    below = merged_below(sheet, lambda: asked.append(None))
    assert (dict(below), bool(asked)) == ({2: [(1, 4)], 3: [(26, 2)]}, True)
    assert set(currency_signs(book).values()) == {"€"}
    book.close()
