"""Spreadsheets of OpenDocument: stored values, repeats that do not explode, several tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers
from tests.index.ingest.readers.newformats import ods, ods_cell, ods_row

HEAD = ods_row(ods_cell("Titre") + ods_cell("Pays"))


def parts_of(folder: Path, data: bytes) -> list[Part]:
    return list(read_parts(makers.write(folder, "a.ods", data)))


def test_rows_become_cards(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, ods())
    assert [part.name for part in parts] == ["row 2", "row 3", "row 4"]
    assert parts[0].card[0] == ("Titre", "Projet 1")


def test_values_are_those_that_were_stored(tmp_path: Path) -> None:
    cells = (
        ods_cell("14 mars", 'office:value-type="date" office:date-value="2019-03-14T00:00:00"')
        + ods_cell("1 234,50 €", 'office:value-type="currency" office:value="1234.5"')
        + ods_cell("?", 'office:value-type="float" office:value="much"')
    )
    (part,) = parts_of(tmp_path, ods({"a": HEAD + ods_row(cells)}))
    assert [value for _, value in part.card] == ["2019-03-14", "1234.5", "?"]


def test_money_has_its_currency_and_merged_cells_hold_below(tmp_path: Path) -> None:
    money = 'office:value-type="currency" office:currency="EUR" office:value="1200"'
    high = ods_cell("Un", 'table:number-rows-spanned="2"') + ods_cell("1 200 €", money)
    low = "<table:covered-table-cell/>" + ods_cell("5")
    parts = parts_of(tmp_path, ods({"a": HEAD + ods_row(high) + ods_row(low)}))
    assert [[value for _, value in part.card] for part in parts] == [
        ["Un", "1200 EUR"],
        ["Un", "5"],
    ]


def test_several_tables_are_named(tmp_path: Path) -> None:
    body = HEAD + ods_row(ods_cell("Un") + ods_cell("Niger"))
    parts = parts_of(tmp_path, ods({"Nord": body, "Sud": body}))
    assert [part.name for part in parts] == ["Nord, row 2", "Sud, row 2"]


def test_repeats_are_counted_out_within_reason(tmp_path: Path) -> None:
    twice = ods_row(ods_cell("Un") + ods_cell("Niger"), 'table:number-rows-repeated="2"')
    blank = ods_cell("", 'table:number-columns-repeated="16384"')
    rest = ods_row(blank, 'table:number-rows-repeated="1048576"')
    assert len(parts_of(tmp_path, ods({"a": HEAD + twice + rest}))) == 2
    many = ods_row(ods_cell("Un") + ods_cell("Niger"), 'table:number-rows-repeated="1048576"')
    assert len(parts_of(tmp_path, ods({"a": HEAD + many}))) == 1000


def test_a_row_without_end_is_told(tmp_path: Path) -> None:
    wide = ods_row(ods_cell("x", 'table:number-columns-repeated="16384"'))
    with pytest.raises(ReadError, match="more than 1,000 columns"):
        parts_of(tmp_path, ods({"a": wide}))


def test_a_locked_one_and_none(tmp_path: Path) -> None:
    locked = makers.zipped({"content.xml": "<a/>", "META-INF/manifest.xml": "encryption-data"})
    with pytest.raises(ReadError, match="protected by a password"):
        parts_of(tmp_path, locked)
    with pytest.raises(ReadError, match="no spreadsheet"):
        parts_of(tmp_path, makers.zipped({"a.txt": "x"}))
