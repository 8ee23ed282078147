from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from index.progress import Failure
from viewer.panes.failuretable import FailureTable

FAILED = (Failure("/x/a.pdf", "the file is damaged"), Failure("/y/b.doc", "the file is empty"))


@pytest.fixture
def table(qtbot):
    table = FailureTable(FAILED)
    qtbot.addWidget(table)
    return table


def test_every_document_stands_there_with_its_reason(table):
    model = table._table.model()
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [
        ["a.pdf", "the file is damaged", "/x"],
        ["b.doc", "the file is empty", "/y"],
    ]


def test_without_a_choice_all_are_tried_again(qtbot, table):
    assert table._retry.text() == "Try all again"
    assert not table._show.isEnabled()
    with qtbot.waitSignal(table.retry_wanted) as wanted:
        table._retry.click()
    assert wanted.args == [[]]
    table._table.selectAll()
    with qtbot.waitSignal(table.retry_wanted) as wanted:
        table._retry.click()
    assert wanted.args == [[]]


def test_chosen_ones_alone_are_tried_again(qtbot, table):
    table._table.selectRow(1)
    assert table._retry.text() == "Try again"
    with qtbot.waitSignal(table.retry_wanted) as wanted:
        table._retry.click()
    assert wanted.args == [["/y/b.doc"]]


def test_the_folder_is_shown(table, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    table._table.selectRow(0)
    table._show.click()
    assert [Path(path) for path in shown] == [Path("/x")]


def test_the_table_is_named_for_screen_readers(table):
    assert table._table.accessibleName()
