import pytest

from index.record import INFERRED, Record
from viewer.printing.columns import COLUMNS, LONGEST_CELL, cut

RECORD = Record(
    id="r",
    title="Titre",
    body="",
    year=2016,
    status="completed",
    region=("africa",),
    budget=100000.0,
    currency="USD",
    project_id="PO.0105",
    prima_id="NE10P0002",
    sources={"region": INFERRED, "language": INFERRED},
)


def test_a_row_has_what_a_list_needs():
    texts = [column.cell(RECORD, "en").text for column in COLUMNS]
    assert texts == [
        "PO.0105\nNE10P0002",
        "Titre",
        "2016",
        "Completed",
        "Africa",
        "100,000 USD",
    ]


def test_inferred_values_are_told_apart():
    assert [c.head for c in COLUMNS if c.cell(RECORD, "en").inferred] == ["Region"]


def test_what_is_not_stated_is_empty():
    bare = Record(id="b", title="", body="")
    assert [column.cell(bare, "en").text for column in COLUMNS] == [""] * len(COLUMNS)


def test_shares_leave_room_for_the_number():
    assert sum(column.share for column in COLUMNS) == pytest.approx(0.95)


def test_a_text_beyond_all_measure_is_cut():
    assert len(cut("x" * 10_000)) == LONGEST_CELL
    assert cut("x\x1by") == "x\ufffdy"


def test_a_budget_is_told_without_its_cents():
    column = next(column for column in COLUMNS if column.field == "budget")
    rich = Record(id="r", title="", body="", budget=1250000.5, currency="EUR")
    assert column.cell(rich, "en").text == "1,250,000 EUR"
    assert column.cell(Record(id="r", title="", body="", budget=0.0), "en").text == "0"
