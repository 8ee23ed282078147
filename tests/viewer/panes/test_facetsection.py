from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from index.results import FacetValue
from index.search.query import Filter
from viewer.panes.facetsection import FacetSection

STATUSES = (FacetValue("completed", "Achevé", 80), FacetValue("active", "Actif", 40))
YEARS = tuple(FacetValue(str(year), str(year), 5) for year in range(2010, 2024))
COUNTRIES = tuple(FacetValue(f"c{n}", f"Pays {n}", 100 - n) for n in range(42))


@pytest.fixture
def status(theme, shown):
    section = FacetSection(theme, "status")
    section.set_values(STATUSES, ())
    return shown(section)


@pytest.fixture
def countries(theme, shown):
    section = FacetSection(theme, "country")
    section.set_values(COUNTRIES, ())
    return shown(section)


@pytest.fixture
def years(theme, shown):
    section = FacetSection(theme, "year")
    section.set_values(YEARS, ())
    return shown(section)


def test_choosing_and_leaving_out_ask_for_filters(qtbot, status):
    row = status._model.row(0)
    with qtbot.waitSignal(status.filter_added) as added:
        status._list.toggled.emit(row, False)
    assert added.args == [Filter("status", "completed")]
    with qtbot.waitSignal(status.filter_added) as added:
        status._list.toggled.emit(row, True)
    assert added.args == [Filter("status", "completed", True)]


def test_a_second_click_takes_the_filter_away(qtbot, status):
    status.set_values(STATUSES, (Filter("status", "completed"),))
    with qtbot.waitSignal(status.filter_removed) as removed:
        status._list.toggled.emit(status._model.row(0), False)
    assert removed.args == [Filter("status", "completed")]


def test_only_this_narrows_the_facet(qtbot, status):
    with qtbot.waitSignal(status.facet_narrowed) as narrowed:
        status._list.only_wanted.emit(status._model.row(1))
    assert narrowed.args == [Filter("status", "active")]


def test_a_few_values_need_neither_more_nor_find(status):
    assert not status._more.isVisible()
    assert not status._find.isVisible()


def test_many_values_can_be_shown_all_and_found(qtbot, countries):
    assert countries._more.text() == "Show all 42"
    countries._more.click()
    assert countries._model.rowCount() == 42
    assert countries._find.isVisible()
    qtbot.keyClicks(countries._find, "pays 41")
    assert countries._model.rowCount() == 1
    countries._more.click()
    assert countries._model.rowCount() == 8
    assert not countries._find.isVisible()


def test_many_values_can_be_sorted_by_name(countries):
    assert not countries._by_name.isVisible()
    countries._more.click()
    assert countries._by_name.text() == "Sort by name"
    countries.set_values((FacetValue("z", "Zone", 99), *COUNTRIES[:20]), ())
    countries._by_name.click()
    assert countries._model.row(20).label == "Zone"
    assert countries._by_name.text() == "Sort by count"
    countries._more.click()
    assert not countries._by_name.isVisible()


def test_years_have_one_order(years):
    years._more.click()
    assert years._find.isVisible()
    assert not years._by_name.isVisible()


def test_fewer_values_fold_the_long_list_again(countries):
    countries._more.click()
    countries.set_values(COUNTRIES[:3], ())
    assert not countries._more.isVisible()
    countries.set_values(COUNTRIES, ())
    assert countries._model.rowCount() == 8


def test_the_head_folds_the_section(countries):
    countries._head.click()
    assert not countries._list.isVisible()
    assert not countries._more.isVisible()
    countries._head.click()
    assert countries._list.isVisible()


def test_a_facet_that_nothing_states_hides(status):
    status.set_values((FacetValue(None, "Not stated", 9),), ())
    assert not status.isVisible()
    status.set_values((), (Filter("status", "active"),))
    assert status.isVisible()


def test_years_have_a_histogram_that_takes_ranges(qtbot, years):
    assert years._histogram.isVisible()
    with qtbot.waitSignal(years.facet_narrowed) as narrowed:
        years._histogram.range_chosen.emit(2015, 2018)
    assert narrowed.args == [Filter("year", "2015..2018")]
    with qtbot.waitSignal(years.facet_narrowed) as narrowed:
        years._histogram.range_chosen.emit(2015, 2015)
    assert narrowed.args == [Filter("year", "2015")]


@pytest.mark.parametrize(
    ("value", "span"),
    [("2015..2018", (2015, 2018)), ("2015..", (2015, 2999)), ("..2018", (1000, 2018))],
)
def test_the_range_in_force_is_drawn(years, value, span):
    years.set_values(YEARS, (Filter("year", value),))
    assert years._histogram._chosen == span


def test_the_keyboard_keeps_its_place(qtbot, status):
    status.window().activateWindow()
    status.take_focus()
    qtbot.waitUntil(status._list.hasFocus)
    status._list.keep_place(1)
    status.set_values(STATUSES, (Filter("status", "active"),))
    assert status._list.currentIndex().row() == 1


def test_it_is_named_for_screen_readers(countries):
    assert countries._list.accessibleName() == "Country"
    assert countries._head.accessibleName() == "Filter by Country"
    assert countries._find.accessibleName() == "Find in country"
    assert countries._list.focusPolicy() & Qt.FocusPolicy.TabFocus
