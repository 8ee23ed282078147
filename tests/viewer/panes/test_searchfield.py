from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.panes.searchfield import SearchField


@pytest.fixture
def field(theme, shown):
    return shown(SearchField(theme, "Find a value", lens=True), 300, 40)


def test_it_is_named_by_its_placeholder(field):
    assert field.placeholderText() == field.accessibleName() == "Find a value"


def test_escape_empties_it_as_if_typed(qtbot, field):
    field.setText("abc")
    with qtbot.waitSignal(field.textEdited) as edited:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert edited.args == [""]
    assert field.text() == ""


def test_escape_in_an_empty_field_is_left_to_others(qtbot, field):
    with qtbot.assertNotEmitted(field.textEdited):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_the_button_is_there_only_when_there_is_something_to_empty(field):
    assert not field._clear.isVisible()
    field.setText("abc")
    assert field._clear.isVisible()
    field._clear.trigger()
    assert field.text() == ""


def test_it_follows_the_colours(theme, field):
    before = field._clear.icon().cacheKey()
    theme.choose("dark")
    assert field._clear.icon().cacheKey() != before
