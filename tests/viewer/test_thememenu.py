from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from viewer.thememenu import ThemeMenu


@pytest.fixture
def menu(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    menu = ThemeMenu(theme, holder)
    menu.holder = holder
    return menu


def test_the_choice_in_force_is_checked(menu):
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Light"]


def test_a_choice_changes_the_colours_and_is_said(qtbot, menu, theme):
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[2].trigger()
    assert chosen.args == ["dark"]
    assert theme.colours.name == "dark"
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Dark"]
