from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from viewer.dialogs.helptable import HelpTable


def test_parts_and_rows_are_shown_as_text(qtbot):
    dialog = HelpTable("Help", [("One", [("a", "<b>first</b>")]), ("Two", [("b", "second")])])
    qtbot.addWidget(dialog)
    labels = dialog.findChildren(QLabel)
    assert [label.text() for label in labels] == ["One", "a", "<b>first</b>", "Two", "b", "second"]
    assert all(label.textFormat().name == "PlainText" for label in labels)
    assert labels[0].font().bold()


ROWS = [(f"left {n}", f"what it does, number {n}, in a sentence") for n in range(60)]


@pytest.fixture
def dialog(qtbot, theme):
    dialog = HelpTable("Help", [("One", ROWS[:30]), ("Two", ROWS[30:])])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_both_columns_have_one_left_edge_each_and_no_row_covers_another(dialog):
    labels = [label for label in dialog.findChildren(QLabel) if not label.font().bold()]
    left = [label for label in labels if label.text().startswith("left")]
    right = [label for label in labels if label.text().startswith("what")]
    assert len({label.x() for label in left}) == len({label.x() for label in right}) == 1
    assert all(label.geometry().right() < right[0].x() for label in left)
    tops = [label.y() for label in left]
    assert all(after - before >= left[0].height() for before, after in pairwise(tops))


def test_the_keyboard_scrolls_and_leaves(qtbot, dialog):
    area = dialog.findChild(QScrollArea)
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
