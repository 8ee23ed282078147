from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from index.progress import Source
from viewer.dialogs.sources import SourcesDialog
from viewer.models.sources import SourceRow

ROWS = (
    SourceRow(Source("a", Path("/docs/a")), 12403),
    SourceRow(Source("b", Path("/media/usb"), watched=True, online=False), 7),
)


@pytest.fixture
def dialog(qtbot, qapp):
    dialog = SourcesDialog()
    qtbot.addWidget(dialog)
    dialog.set_sources(ROWS)
    return dialog


def texts(dialog, column):
    return [dialog._table.item(row, column).text() for row in range(dialog._table.rowCount())]


def test_folders_counts_and_marks_stand_there(dialog):
    assert texts(dialog, 0) == ["/docs/a", "/media/usb (cannot be reached; its records stay)"]
    assert texts(dialog, 1) == ["12,403", "7"]
    states = [dialog._table.item(row, 2).checkState() for row in range(2)]
    assert states == [Qt.CheckState.Unchecked, Qt.CheckState.Checked]


def test_without_a_choice_all_are_updated(qtbot, dialog):
    assert not dialog._remove.isEnabled()
    with qtbot.waitSignal(dialog.update_wanted) as wanted:
        dialog._update.click()
    assert wanted.args == [[]]


def test_a_chosen_one_is_updated_or_taken_out(qtbot, dialog):
    dialog._table.selectRow(1)
    with qtbot.waitSignal(dialog.update_wanted) as wanted:
        dialog._update.click()
    assert wanted.args == [[Path("/media/usb")]]
    with qtbot.waitSignal(dialog.remove_wanted) as wanted:
        dialog._remove.click()
    assert wanted.args == ["b"]


def test_the_columns_of_a_chosen_one_are_wanted(qtbot, dialog):
    assert not dialog._columns.isEnabled()
    dialog._table.selectRow(0)
    with qtbot.waitSignal(dialog.columns_wanted) as wanted:
        dialog._columns.click()
    assert wanted.args == [Path("/docs/a")]


def test_watching_is_switched(qtbot, dialog):
    with qtbot.waitSignal(dialog.watch_wanted) as wanted:
        dialog._table.item(0, 2).setCheckState(Qt.CheckState.Checked)
    assert wanted.args == ["a", True]


def test_the_choice_stays_when_the_list_is_shown_anew(dialog):
    dialog._table.selectRow(1)
    dialog.set_sources(ROWS[1:])
    assert dialog._chosen() == ROWS[1]
    dialog.set_sources(())
    assert dialog._chosen() is None
    assert not dialog._update.isEnabled()


def test_trouble_is_told_until_the_list_is_shown_anew(dialog):
    dialog.set_trouble("Busy.")
    assert dialog._said.text() == "Busy."
    dialog.set_sources(ROWS)
    assert dialog._said.text().startswith("Documents stay where they are.")


def test_the_table_is_named_for_screen_readers(dialog):
    assert dialog._table.accessibleName()
