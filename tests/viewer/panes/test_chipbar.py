from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from index.search.query import Filter
from viewer.models.chips import Chip
from viewer.models.querystate import STATED_ONLY
from viewer.panes.chipbar import ChipBar

YEAR = Chip(Filter("year", "2024"), "2024", "Remove the filter Year: 2024")
STATUS = Chip(Filter("status", "active"), "Actif", "Remove the filter Status: Actif")


@pytest.fixture
def bar(theme, shown):
    return shown(ChipBar(theme), 600, 60)


def test_a_chip_takes_its_filter_away(qtbot, bar):
    bar.set_chips([YEAR, STATUS])
    assert [button.text() for button in bar.buttons()] == ["2024", "Actif"]
    with qtbot.waitSignal(bar.removed) as removed:
        bar.buttons()[1].click()
    assert removed.args == [STATUS.filter]


def test_clear_all_is_offered_for_more_than_one(qtbot, bar):
    bar.set_chips([YEAR])
    assert bar._holder.findChildren(QPushButton) == []
    bar.set_chips([YEAR, STATUS])
    (clear,) = bar._holder.findChildren(QPushButton)
    with qtbot.waitSignal(bar.cleared):
        clear.click()


def test_the_same_chips_are_not_made_again(bar):
    bar.set_chips([YEAR])
    before = bar.buttons()
    bar.set_chips([YEAR])
    assert bar.buttons() == before


def test_chips_vanish(bar):
    bar.set_chips([YEAR, STATUS])
    bar.set_chips([])
    assert bar.buttons() == []


def test_many_chips_flow_into_several_lines(bar):
    bar.set_chips([YEAR])
    one = bar.sizeHint().height()
    bar.set_chips([Chip(Filter("year", str(year)), str(year), "") for year in range(1990, 2024)])
    assert bar.layout().heightForWidth(600) > 2 * one


def test_the_total_is_grouped_and_the_time_is_told_on_demand(bar):
    bar.set_total(128, 12403, 0.004)
    assert bar.total_text == "128 of 12,403"
    assert bar._total.toolTip() == "Found in 4 ms"


def test_everything_found_is_said_shorter(bar):
    bar.set_total(12403, 12403, 0)
    assert bar.total_text == "12,403 records"
    bar.set_total(1, 1, 0)
    assert bar.total_text == "1 record"


def test_what_was_searched_is_said_in_a_line_when_it_differs(bar):
    bar.set_note("Searched for: migration")
    assert bar._note.isVisible()
    bar.set_note("")
    assert not bar._note.isVisible()


def test_chips_are_named_for_screen_readers(bar):
    bar.set_chips([YEAR])
    assert bar.buttons()[0].accessibleName() == YEAR.spoken


def test_the_chips_follow_the_colours(theme, bar):
    bar.set_chips([YEAR])
    theme.choose("dark")
    assert [button.text() for button in bar.buttons()] == ["2024"]


def menu_texts(bar, chip):
    return [action.text() for action in bar.menu_of(chip).actions()]


def test_the_menu_of_a_chip_turns_it_into_text_and_over(qtbot, bar):
    bar.set_chips([YEAR])
    assert menu_texts(bar, YEAR) == ["Turn into text", "Leave it out", "Take away"]
    menu = bar.menu_of(YEAR)
    for action, signal in zip(
        menu.actions(), (bar.text_wanted, bar.turned_over, bar.removed), strict=True
    ):
        with qtbot.waitSignal(signal) as said:
            action.trigger()
        assert said.args == [YEAR.filter]


def test_a_chip_of_text_looks_and_acts_otherwise(qtbot, bar, theme):
    typed = replace(YEAR, typed=True)
    bar.set_chips([YEAR])
    plain = bar.buttons()[0].grab().toImage()
    bar.set_chips([typed])
    assert bar.buttons()[0].grab().toImage() != plain
    with qtbot.waitSignal(bar.filter_wanted):
        bar.menu_of(typed).actions()[0].trigger()


def test_what_is_left_out_can_be_asked_for(bar):
    out = replace(YEAR, filter=Filter("year", "2024", True))
    assert menu_texts(bar, out)[1] == "Ask for it instead"
    assert menu_texts(bar, Chip(STATED_ONLY, "x", "y")) == ["Turn into text", "Take away"]


def test_another_spelling_is_offered_in_a_line(qtbot, bar):
    bar.set_spelling("migration")
    assert bar._spelling.text() == "Did you mean “migration”?"
    with qtbot.waitSignal(bar.spelling_chosen) as chosen:
        bar._spelling.click()
    assert chosen.args == ["migration"]
    bar.set_spelling("")
    assert not bar._spelling.isVisible()
