from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from viewer.actions import DEEDS, MENUS, NEEDS_RECORD, Actions, words


@pytest.fixture
def actions(qtbot, theme):
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Actions(window, theme)
    made.keep = window
    return made


def test_every_deed_has_a_menu_and_words():
    assert all(deed.menu in MENUS for deed in DEEDS)
    assert all(deed.text for deed in DEEDS if deed.name)


def test_no_key_means_two_things():
    keys = Counter(QKeySequence(key).toString() for deed in DEEDS for key in deed.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_no_letter_is_underlined_twice_in_a_menu():
    for menu in MENUS:
        letters = Counter(
            words(deed)[words(deed).index("&") + 1].lower()
            for deed in DEEDS
            if deed.menu == menu and "&" in words(deed)
        )
        assert [letter for letter, count in letters.items() if count > 1] == [], menu


def test_names_are_unique_and_known():
    names = [deed.name for deed in DEEDS if deed.name]
    assert len(names) == len(set(names))
    assert set(NEEDS_RECORD) <= set(names)


def test_menus_hold_their_deeds_in_order(actions):
    for menu in MENUS:
        texts = [action.text() for action in actions.menus[menu].actions()]
        assert texts == [words(deed) if deed.name else "" for deed in DEEDS if deed.menu == menu]


def test_tooltips_tell_the_key(actions):
    assert actions["print"].toolTip() == "Print (Ctrl+P)"
    assert actions["about"].toolTip() == "About Fonds"


def test_several_can_be_disabled_at_once(actions):
    actions.set_enabled(NEEDS_RECORD, False)
    assert not actions["print"].isEnabled()
    assert actions["quit"].isEnabled()


def test_icons_follow_the_colours(theme, actions):
    before = actions["print"].icon().cacheKey()
    theme.choose("dark")
    assert actions["print"].icon().cacheKey() != before
