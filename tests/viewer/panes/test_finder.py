from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.panes.finder import Finder
from viewer.panes.readerview import ReaderView


@pytest.fixture
def finder(theme, shown):
    holder = QWidget()
    view = ReaderView(theme)
    finder = Finder(theme, view)
    layout = QVBoxLayout(holder)
    layout.addWidget(view)
    layout.addWidget(finder)
    shown(holder, 500, 300)
    view.setPlainText("Une migration, deux migrations, trois Migrations.")
    return finder


def find(qtbot, finder, text):
    finder.open_bar()
    finder._bar._field.setText(text)
    qtbot.waitUntil(lambda: not finder._rest.isActive())


def test_it_is_hidden_until_it_is_opened(finder):
    assert not finder.isVisible()
    finder.open_bar()
    assert finder.isVisible()


def test_places_are_found_whatever_their_case(qtbot, finder):
    find(qtbot, finder, "migration")
    assert finder._bar._count.text() == "1 of 3"
    assert finder._view.textCursor().selectedText() == "migration"
    assert len(finder._view.extraSelections()) == 3


def test_walking_goes_round_the_end(qtbot, finder):
    find(qtbot, finder, "migration")
    finder.walk(-1)
    assert finder._bar._count.text() == "3 of 3"
    finder.walk(1)
    assert finder._bar._count.text() == "1 of 3"


def test_walking_before_the_keys_rest_finds_first(finder):
    finder.open_bar()
    finder._bar._field.setText("deux")
    finder.walk(1)
    assert finder._view.textCursor().selectedText() == "deux"


def test_nothing_found_is_said(qtbot, finder):
    find(qtbot, finder, "asile")
    assert finder._bar._count.text() == "Nothing found"
    finder.walk(1)


def test_it_begins_with_the_selected_words(finder):
    cursor = finder._view.document().find("trois", 0)
    finder._view.setTextCursor(cursor)
    finder.open_bar()
    assert finder._bar.text == "trois"


def test_closing_takes_the_marks_away(qtbot, finder):
    find(qtbot, finder, "migration")
    qtbot.keyClick(finder._bar._field, Qt.Key.Key_Escape)
    finder.close_bar()
    assert not finder.isVisible()
    assert finder._view.extraSelections() == []


def test_another_text_is_searched_again(qtbot, finder):
    find(qtbot, finder, "migration")
    finder._view.setPlainText("une migration")
    finder.text_changed()
    assert finder._bar._count.text() == "1 of 1"
