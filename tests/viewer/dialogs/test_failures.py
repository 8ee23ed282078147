from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from viewer.dialogs.failures import FailuresDialog

FAILED = [("/x/a.pdf", "the file is damaged"), ("/y/b.doc", "the file is empty")]


@pytest.fixture
def dialog(qtbot):
    dialog = FailuresDialog(FAILED)
    qtbot.addWidget(dialog)
    return dialog


def test_every_document_stands_there_with_its_reason(dialog):
    table = dialog._table
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert rows == [
        ["a.pdf", "the file is damaged", "/x"],
        ["b.doc", "the file is empty", "/y"],
    ]


def test_without_a_choice_all_are_tried_again(qtbot, dialog):
    assert dialog._retry.text() == "Try all again"
    assert not dialog._show.isEnabled()
    with qtbot.waitSignal(dialog.retry_wanted) as wanted:
        dialog._retry.click()
    assert wanted.args == [["/x/a.pdf", "/y/b.doc"]]


def test_chosen_ones_alone_are_tried_again(qtbot, dialog):
    dialog._table.selectRow(1)
    assert dialog._retry.text() == "Try again"
    with qtbot.waitSignal(dialog.retry_wanted) as wanted:
        dialog._retry.click()
    assert wanted.args == [["/y/b.doc"]]


def test_the_folder_is_shown(dialog, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    dialog._table.selectRow(0)
    dialog._show.click()
    assert [Path(path) for path in shown] == [Path("/x")]


def test_the_table_is_named_for_screen_readers(dialog):
    assert dialog._table.accessibleName()
