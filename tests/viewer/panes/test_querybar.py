from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from index.search.query import MORE_SORTS, SORTS
from viewer.panes.querybar import QueryBar


@pytest.fixture
def bar(theme, shown):
    return shown(QueryBar(theme), 600, 60)


def test_a_burst_of_keys_is_said_once(qtbot, bar):
    said = []
    bar.text_changed.connect(said.append)
    qtbot.keyClicks(bar._field, "migration")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["migration"]


def test_enter_says_it_at_once(qtbot, bar):
    bar._field.setText("migration")
    with qtbot.waitSignal(bar.text_committed) as said:
        qtbot.keyClick(bar._field, Qt.Key.Key_Return)
    assert said.args == ["migration"]


def test_text_that_is_put_in_is_not_searched(qtbot, bar):
    with qtbot.assertNotEmitted(bar.text_changed, wait=80):
        bar.set_text("asile")
    assert bar._field.text() == "asile"


def test_down_goes_to_the_list(qtbot, bar):
    with qtbot.waitSignal(bar.list_wanted):
        qtbot.keyClick(bar._field, Qt.Key.Key_Down)


def test_the_order_in_force_is_shown_and_another_can_be_chosen(qtbot, bar):
    bar.set_sort("-date")
    assert bar._sort.text() == "Newest first"
    every = bar._sort.menu().actions()
    actions = {action.data(): action for action in every if not action.isSeparator()}
    assert set(actions) == {*SORTS, *MORE_SORTS}
    assert actions["-date"].isChecked()
    with qtbot.waitSignal(bar.sort_chosen) as chosen:
        actions["title"].trigger()
    assert chosen.args == ["title"]


def test_every_order_but_relevance_stands_beside_its_opposite(bar):
    groups = [[]]
    for action in bar._sort.menu().actions():
        if action.isSeparator():
            groups.append([])
        else:
            groups[-1].append(action.data())
    assert groups[0] == ["relevance"]
    assert all(len(pair) == 2 for pair in groups[1:])
    assert all({sort.strip("-") for sort in pair} == {pair[0].strip("-")} for pair in groups[1:])


def test_taking_focus_selects_what_is_there(qtbot, bar):
    bar.set_text("migration")
    bar.activateWindow()
    bar.take_focus()
    assert bar._field.selectedText() == "migration"


def test_it_is_named_for_screen_readers(bar):
    assert bar._field.accessibleName() == "Search the archive"
    assert bar._sort.accessibleName()
    assert isinstance(bar._sort.menu(), QMenu)
