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


def test_values_can_be_sorted_by_name(countries):
    by_name, by_count = countries._sort.menu().actions()[:2]
    countries.set_values((FacetValue("z", "Zone", 99), *COUNTRIES[:7]), ())
    assert by_count.isChecked()
    by_name.trigger()
    assert countries._model.row(7).label == "Zone"
    by_count.trigger()
    assert countries._model.row(7).label == "Pays 6"


def test_years_can_be_sorted_by_their_counts(years):
    by_year, by_count = years._sort.menu().actions()[:2]
    assert (by_year.text(), by_year.isChecked()) == ("By year", True)
    years.set_values((FacetValue("2009", "2009", 9), FacetValue("2020", "2020", 3)), ())
    assert years._model.row(0).label == "2020"
    by_count.trigger()
    assert years._model.row(0).label == "2009"


def test_one_value_has_no_order(status):
    assert status._sort.isVisible()
    status.set_values(STATUSES[:1], ())
    assert not status._sort.isVisible()


def test_all_values_of_a_facet_can_be_taken_back(qtbot, status):
    none = status._sort.menu().actions()[-1]
    assert not none.isEnabled()
    status.set_values(STATUSES, (Filter("status", "completed"),))
    with qtbot.waitSignal(status.facet_cleared) as cleared:
        none.trigger()
    assert cleared.args == ["status"]


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


def test_a_range_that_is_wanted_again_is_taken_back(qtbot, years):
    for value in ("2015..2018", "2015"):
        years.set_values(YEARS, (Filter("year", value),))
        with qtbot.waitSignal(years.filter_removed) as removed:
            years._histogram.range_chosen.emit(*years._histogram._chosen)
        assert removed.args == [Filter("year", value)]


@pytest.mark.parametrize("values", [["2015", "2018"], ["x"], []])
def test_no_range_is_drawn_for_what_is_none(years, values):
    years.set_values(YEARS, [Filter("year", value) for value in values])
    assert years._histogram._chosen is None


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2016", (2016, 2016)),
        ("2015..2018", (2015, 2018)),
        ("2015..", (2015, 2999)),
        ("..2018", (1000, 2018)),
    ],
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
    assert countries._sort.accessibleName() == "Order of country"
    assert countries._list.focusPolicy() & Qt.FocusPolicy.TabFocus
