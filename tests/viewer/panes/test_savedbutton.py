from __future__ import annotations

import pytest

from viewer.panes.savedbutton import SavedButton

ITEMS = (("Retour & traite", "retour traite"), ("Asie", "region:asia-oceania"))


@pytest.fixture
def button(theme, shown):
    button = shown(SavedButton(theme))
    button.set_saved(ITEMS)
    return button


def texts(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_names_stand_under_saving_and_above_forgetting(button):
    assert texts(button.menu()) == ["Save this search…", "Retour && traite", "Asie", "Forget"]
    assert texts(button.menu().actions()[-1].menu()) == ["Retour && traite", "Asie"]


def test_without_any_only_saving_is_offered(button):
    button.set_saved(())
    assert texts(button.menu()) == ["Save this search…"]


def test_it_says_what_is_wanted(qtbot, button):
    save, _, first, *_ = button.menu().actions()
    with qtbot.waitSignal(button.save_wanted):
        save.trigger()
    with qtbot.waitSignal(button.search_wanted) as wanted:
        first.trigger()
    assert wanted.args == ["retour traite"]
    with qtbot.waitSignal(button.forget_wanted) as wanted:
        button.menu().actions()[-1].menu().actions()[0].trigger()
    assert wanted.args == ["Retour & traite"]


def test_it_is_named_for_screen_readers(button):
    assert button.accessibleName() == "Saved searches"
