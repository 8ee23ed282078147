"""Workbooks."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes) -> list[Part]:
    return list(read_parts(makers.write(folder, "a.xlsx", data)))


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_rows_of_a_sheet(tmp_path: Path) -> None:
    parts = read(tmp_path, makers.xlsx())
    assert [part.name for part in parts] == ["row 2", "row 3", "row 4"]
    assert parts[0].card == (("Titre", "Projet 1"), *((a, b) for a, b in makers.CARD))


def test_several_sheets_name_their_rows_and_hidden_ones_do_not_count(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Un"
    for name in ("Deux", "Caché"):
        book.create_sheet(name)
    for sheet in book:
        sheet.append(["Titre", "Pays"])
        sheet.append([sheet.title, "Niger"])
    book["Caché"].sheet_state = "hidden"
    assert [part.name for part in read(tmp_path, saved(book))] == ["Un, row 2", "Deux, row 2"]


def test_a_banner_above_the_header(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Projets du Fonds"], [], ["Titre", "Pays", "Budget (EUR)"], ["A", "Niger", 1000]):
        book.active.append(row)
    (part,) = read(tmp_path, saved(book))
    assert part.name == "row 4"
    assert part.card == (("Titre", "A"), ("Pays", "Niger"), ("Budget (EUR)", "1000"))


def test_a_cell_merged_over_rows_holds_for_each(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Pays", "Titre"], ["Mali", "A"], [None, "B"], [None, "C"], [None, None]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("A5:B5")
    assert [part.card for part in read(tmp_path, saved(book))] == [
        (("Pays", "Mali"), ("Titre", "A")),
        (("Pays", "Mali"), ("Titre", "B")),
        (("Pays", ""), ("Titre", "C")),
    ]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ('#,##0.00 "€"', "1200 €"),
        ("_-* #,##0.00\\ [$€-40C]_-", "1200 €"),
        ("[$USD] #,##0", "1200 USD"),
        ("[$$-409]#,##0.00", "1200 $"),
        ('#,##0.0 "M€"', "1200 M€"),
        ('#,##0 "jours"', "1200"),
        ("[$-409]#,##0", "1200"),
        ("General", "1200"),
    ],
)
def test_money_is_read_with_its_currency(tmp_path: Path, number_format: str, shown: str) -> None:
    book = Workbook()
    book.active.append(["Titre", "Budget", "Note"])
    book.active.append(["A", 1200, "x"])
    book.active["B2"].number_format = number_format
    (part,) = read(tmp_path, saved(book))
    assert part.card == (("Titre", "A"), ("Budget", shown), ("Note", "x"))


def test_values_as_a_person_reads_them(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["a", "b", "c", "d", "e", "f", "g"])
    moment = datetime(2019, 3, 14, 8, 30)
    book.active.append([1.5, 2.0, True, date(2019, 3, 14), moment, 1234.567, 1e300])
    (part,) = read(tmp_path, saved(book))
    assert [value for _, value in part.card] == [
        "1.5", "2", "true", "2019-03-14", "2019-03-14 08:30:00", "1234.5670", "1e+300",
    ]  # fmt: skip


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Titre", "Total"])
    book.active.append(["A", '=WEBSERVICE("http://x.example/")'])
    (part,) = read(tmp_path, saved(book))
    assert part.card == (("Titre", "A"), ("Total", ""))


def test_cells_far_away(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"], book.active["B1"], book.active["A2"] = "Titre", "Pays", "A"
    book.active["XFD1048576"] = "x"
    assert read(tmp_path, saved(book))[0].card == (("Titre", "A"),)


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    bomb = makers.zipped(
        {"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "<a>" + " " * 50_000_000 + "</a>"}
    )
    with pytest.raises(ReadError, match="200 times its size"):
        read(tmp_path, bomb)


@pytest.mark.parametrize(
    "data", [b"rien", makers.zipped({"a": b"b"}), b"\xd0\xcf\x11\xe0" + bytes(600)]
)
def test_what_is_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError):
        read(tmp_path, data)


def test_what_the_library_leaves_aside_is_not_told(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(makers.xlsx())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    styles = members["xl/styles.xml"]
    start, end = styles.index(b"<cellStyles"), styles.index(b"</cellStyles>")
    members["xl/styles.xml"] = styles[:start] + styles[end + len(b"</cellStyles>") :]
    assert len(read(tmp_path, makers.zipped(members))) == 3
