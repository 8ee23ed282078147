"""Excel 97: rows as the program stored them, dates, hidden sheets, locked and broken books."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlrd
from xlrd.sheet import Cell

from index.errors import ReadError
from index.ingest.readers import read_parts, xls_rows
from tests.index.ingest.readers import boxes, makers


def test_a_workbook_of_an_office_program() -> None:
    parts = list(read_parts(boxes.OFFICE_97 / "projets.xls"))
    assert [part.name for part in parts] == ["row 2", "row 3", "row 4"]
    assert parts[0].card == (
        ("Titre", "Projet 1"),
        ("Statut du projet", "Actif"),
        ("Budget (EUR)", "250000"),
        ("Année", "2019"),
        ("Pays", "Niger"),
    )


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (xlrd.XL_CELL_TEXT, " Été ", " Été "),
        (xlrd.XL_CELL_NUMBER, 1234.5, "1234.5"),
        (xlrd.XL_CELL_NUMBER, 2019.0, "2019"),
        (xlrd.XL_CELL_DATE, 43538.0, "2019-03-14"),
        (xlrd.XL_CELL_DATE, 1e9, "1000000000"),
        (xlrd.XL_CELL_BOOLEAN, 1, "true"),
        (xlrd.XL_CELL_ERROR, 42, ""),
        (xlrd.XL_CELL_EMPTY, "", ""),
    ],
)
def test_cells(kind: int, value: object, shown: str) -> None:
    assert xls_rows._shown(Cell(kind, value), 0) == shown


@pytest.mark.parametrize(
    ("said", "told"),
    [("Workbook is encrypted", "protected by a password"), ("Can't find it", "damaged")],
)
def test_what_the_library_says_becomes_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    def refuse(**_: object) -> None:
        raise xlrd.XLRDError(said)

    monkeypatch.setattr(xlrd, "open_workbook", refuse)
    path = makers.write(tmp_path, "a.xls", boxes.box({"Workbook": b"x" * 5000}))
    with pytest.raises(ReadError, match=told):
        list(read_parts(path))


def test_a_broken_book_is_refused(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.xls", boxes.box({"Workbook": b"x" * 5000}))
    with pytest.raises(ReadError):
        list(read_parts(path))
