from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.panes.findbar import FindBar


@pytest.fixture
def bar(theme, shown):
    return shown(FindBar(theme), 400, 40)


def test_enter_goes_on_and_shift_enter_back(qtbot, bar):
    with qtbot.waitSignal(bar.next_wanted):
        qtbot.keyClick(bar._field, Qt.Key.Key_Return)
    with qtbot.waitSignal(bar.previous_wanted):
        qtbot.keyClick(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_escape_closes(qtbot, bar):
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar._field, Qt.Key.Key_Escape)


def test_the_count(bar):
    bar.set_count(0, 0)
    assert bar._count.text() == ""
    bar._field.setText("x")
    bar.set_count(0, 0)
    assert bar._count.text() == "Nothing found"
    bar.set_count(3, 1700)
    assert bar._count.text() == "3 of 1,700"


def test_what_is_typed_is_said(qtbot, bar):
    with qtbot.waitSignal(bar.text_changed) as said:
        bar._field.setText("mot")
    assert said.args == ["mot"]
    assert bar.text == "mot"


def test_taking_focus_takes_the_words_given(bar):
    bar.take_focus("mots choisis")
    assert bar.text == "mots choisis"
    bar.take_focus("")
    assert bar.text == "mots choisis"


def test_buttons_are_named_for_screen_readers(bar):
    assert all(button.accessibleName() for button in (bar._back, bar._on, bar._close))
