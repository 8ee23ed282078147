from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from viewer.savedsearches import SavedSearches
from viewer.session import Session


@pytest.fixture
def named(monkeypatch):
    """The name that a person types; None for cancel. What was offered is in the list."""
    asked = {"name": "Retour", "offered": []}

    def get_text(_parent, _title, _words, text=""):
        asked["offered"].append(text)
        return asked["name"] or "", asked["name"] is not None

    monkeypatch.setattr(QInputDialog, "getText", get_text)
    return asked


@pytest.fixture
def window(make_window):
    return make_window(Session(query="migration status:active"))


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.worker.idle)


def menu(window):
    actions = window.panes.header.query_bar.saved.menu().actions()
    return {action.text(): action for action in actions if action.text()}


def test_a_search_is_saved_and_opened_again(qtbot, window, named, tmp_path):
    window.deed["save_search"].trigger()
    assert named["offered"] == ["migration status:active"]
    assert window.panes.notice.text == "Saved as “Retour”."
    assert SavedSearches(tmp_path / "mission").items == (("Retour", "migration status:active"),)
    window.deed["clear_search"].trigger()
    settle(qtbot, window)
    menu(window)["Retour"].trigger()
    settle(qtbot, window)
    assert window.search.query.to_text() == "migration status:active"


def test_a_search_that_is_saved_is_offered_its_name(window, named):
    window.deed["save_search"].trigger()
    window.deed["save_search"].trigger()
    assert named["offered"][1] == "Retour"


def test_nothing_is_saved_without_a_name_or_a_search(qtbot, window, named, tmp_path):
    for name in (None, "  "):
        named["name"] = name
        window.deed["save_search"].trigger()
    window.deed["clear_search"].trigger()
    settle(qtbot, window)
    window.deed["save_search"].trigger()
    assert "nothing to save" in window.panes.notice.text
    assert SavedSearches(tmp_path / "mission").items == ()


def test_what_is_forgotten_leaves_the_menu(window, named, tmp_path):
    window.deed["save_search"].trigger()
    (forget,) = menu(window)["Forget"].menu().actions()
    forget.trigger()
    assert list(menu(window)) == ["Save this search…"]
    assert SavedSearches(tmp_path / "mission").items == ()


def test_saved_searches_are_offered_in_the_empty_field(qtbot, window, named):
    window.deed["save_search"].trigger()
    window.deed["clear_search"].trigger()
    settle(qtbot, window)
    window.activateWindow()
    field = window.panes.header.query_bar.field
    qtbot.waitUntil(field.hasFocus)
    window.panes.header.query_bar.take_focus()
    assert window.panes.offers.isVisible()
    assert window.panes.completions.offer(0).shown == "Retour"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.search.query.to_text() == "migration status:active"
