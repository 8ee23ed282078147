from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from viewer.dialogs.papers import MOST_ROWS, MOST_SHEETS, Order, PaperDialog, Way


@pytest.fixture
def ask(qtbot, theme):
    def ask(found, chosen):
        dialog = PaperDialog(found, chosen)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return ask


def press(dialog, words):
    (button,) = [b for b in dialog.findChildren(QPushButton) if words in b.text()]
    button.click()


def test_all_that_was_found_as_a_list_is_meant_at_first(ask):
    dialog = ask(128, 1)
    assert dialog.order == Order(whole=True, as_list=True)
    assert "128 records" in dialog._whole.text()


def test_several_that_are_chosen_are_meant_before_all(ask):
    dialog = ask(128, 3)
    assert not dialog.order.whole
    assert "3 records" in dialog._chosen.text()


def test_what_there_is_not_cannot_be_chosen(ask):
    assert not ask(128, 0)._chosen.isEnabled()
    nothing = ask(0, 1)
    assert not nothing._whole.isEnabled()
    assert not nothing.order.whole


@pytest.mark.parametrize(
    ("words", "way"), [("view", Way.PREVIEW), ("P&DF", Way.FILE), ("&Print", Way.PRINTER)]
)
def test_a_button_says_where_the_pages_go(qtbot, ask, words, way):
    dialog = ask(128, 1)
    dialog._sheets.setChecked(True)
    dialog._text.setChecked(False)
    with qtbot.waitSignal(dialog.wanted) as wanted:
        press(dialog, words)
    assert wanted.args == [Order(True, False, True, False, False), way]
    assert not dialog.isVisible()


def test_parts_are_chosen_for_sheets_only(ask):
    dialog = ask(128, 1)
    assert not dialog._card.isEnabled()
    dialog._sheets.setChecked(True)
    assert dialog._card.isEnabled()
    assert not dialog._furniture.isChecked()


def test_what_is_too_much_is_said(ask):
    dialog = ask(MOST_SHEETS + 1, 1)
    assert not dialog._note.isVisible()
    dialog._sheets.setChecked(True)
    assert "The first 1,000 are printed" in dialog._note.text()
    assert dialog._note.isVisible()
    assert "5,000" in ask(MOST_ROWS + 1, 1)._note.text()


def test_close_asks_for_nothing(qtbot, ask):
    dialog = ask(128, 1)
    with qtbot.assertNotEmitted(dialog.wanted):
        press(dialog, "Close")


def test_nothing_can_be_sent_nowhere(ask):
    dialog = ask(0, 0)
    assert not any(button.isEnabled() for button in dialog._ways)
    assert all(button.isEnabled() for button in ask(1, 0)._ways)


def test_the_keyboard_begins_at_what_is_meant(qtbot, ask):
    dialog = ask(128, 3)
    dialog.activateWindow()
    qtbot.waitUntil(dialog._chosen.hasFocus)
