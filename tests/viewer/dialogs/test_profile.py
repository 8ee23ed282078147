from __future__ import annotations

from pathlib import Path

import pytest

from index.ingest.preview import Column
from tests.viewer.fakes import make_record
from viewer.dialogs.profile import ProfileDialog

COLUMNS = (Column("Montant", None, ("100", "200")), Column("Année", "year", ("2024",)))


@pytest.fixture
def dialog(qtbot, qapp):
    dialog = ProfileDialog(Path("/x/projets.csv"))
    qtbot.addWidget(dialog)
    return dialog


def test_columns_meanings_and_examples_stand_there(dialog):
    assert not dialog._save.isEnabled()
    dialog.set_columns(COLUMNS, {"Montant": "budget"})
    assert dialog._save.isEnabled()
    table = dialog._columns
    assert [table.item(row, 0).text() for row in range(2)] == ["Montant", "Année"]
    assert [table.cellWidget(row, 1).currentText() for row in range(2)] == [
        "Budget", "By itself: Year",
    ]  # fmt: skip
    assert table.item(0, 2).text() == "100 · 200"


def test_a_choice_is_said_with_its_column(qtbot, dialog):
    dialog.set_columns(COLUMNS, {})
    with qtbot.waitSignal(dialog.field_chosen) as chosen:
        dialog._columns.cellWidget(0, 1).field_chosen.emit("budget")
    assert chosen.args == ["Montant", "budget"]


def test_records_show_what_they_have(dialog):
    dialog.set_records([make_record(1), make_record(2)])
    table = dialog._records
    heads = [table.horizontalHeaderItem(n).text() for n in range(table.columnCount())]
    assert heads[:3] == ["Title", "Status", "Year"]
    assert "Prima ID" not in heads
    assert table.item(1, 0).text() == make_record(2).title


def test_saving_says_for_which_documents(qtbot, dialog):
    dialog.set_columns(COLUMNS, {})
    for place, whole in ((0, False), (1, True)):
        dialog._scope.setCurrentIndex(place)
        with qtbot.waitSignal(dialog.save_wanted) as wanted:
            dialog._save.click()
        assert wanted.args == [whole]


def test_a_text_without_columns_says_so(dialog):
    dialog.set_columns((), {})
    assert dialog._said.text().startswith("“projets.csv” has no columns or labels")
    assert not dialog._save.isEnabled()


def test_trouble_is_told(dialog):
    dialog.set_trouble("The file is damaged.")
    assert dialog._said.text() == "The file is damaged."


def test_its_parts_are_named_for_screen_readers(dialog):
    parts = (dialog._columns, dialog._records, dialog._scope)
    assert all(part.accessibleName() for part in parts)
