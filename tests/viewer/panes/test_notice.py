from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from viewer.panes import notice as module
from viewer.panes.notice import Notice


@pytest.fixture
def notice(theme, shown):
    holder = shown(Notice(theme), 500, 40)
    yield holder
    holder.hide()


def test_a_message_with_something_to_do(qtbot, notice):
    done = []
    notice.tell("Two could not be read.", [("Show which", lambda: done.append(1))])
    (button,) = [b for b in notice.findChildren(QPushButton) if b.isVisible()]
    button.click()
    assert done == [1]
    assert notice.text == "Two could not be read."
    assert notice.accessibleName() == notice.text


def test_another_message_takes_its_place(notice):
    notice.tell("One.", [("Do", lambda: None)])
    notice.tell("Two.", warning=True)
    assert notice.text == "Two."
    assert not [b for b in notice.findChildren(QPushButton) if b.isVisible()]


def test_it_can_be_closed(notice):
    notice.tell("One.")
    notice._close.click()
    assert not notice.isVisible()


def test_what_needs_no_answer_goes_by_itself(qtbot, notice):
    notice._rest.setInterval(10)
    notice.tell("Copied.")
    qtbot.waitUntil(lambda: not notice.isVisible())
    assert module._SHOWN_MS >= 5000


def test_warnings_and_choices_stay(notice):
    notice.tell("Bad.", warning=True)
    assert not notice._rest.isActive()
    notice.tell("Choose.", [("Do", lambda: None)])
    assert not notice._rest.isActive()


def test_markup_is_shown_as_it_is(notice):
    notice.tell("<b>x</b>", warning=True)
    assert notice._text.textFormat().name == "PlainText"
