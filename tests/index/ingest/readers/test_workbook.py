"""Opening a workbook looks at no sheet."""

from __future__ import annotations

import io
import zipfile

from index.ingest.readers.workbook import open_workbook
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
