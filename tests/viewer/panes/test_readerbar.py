from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from viewer.panes.readerbar import ReaderBar


@pytest.fixture
def bar(shown):
    return shown(ReaderBar(), 400, 40)


@pytest.mark.parametrize(
    ("current", "total", "text"),
    [
        (0, 0, ""),
        (0, 1, "1 hit"),
        (0, 7, "7 hits"),
        (2, 7, "hit 2 of 7"),
        (1, 1200, "hit 1 of 1,200"),
    ],
)
def test_the_count(bar, current, total, text):
    bar.set_count(current, total)
    assert bar.count_text == text


def test_buttons_are_the_window_s_actions(qtbot, bar):
    action = QAction("&Next hit", bar)
    bar.set_actions([action], [QAction("Print", bar)])
    first, second = bar.findChildren(QToolButton)
    assert (first.accessibleName(), second.accessibleName()) == ("Next hit", "Print")
    with qtbot.waitSignal(action.triggered):
        first.click()
