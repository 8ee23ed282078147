from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from index.search.query import Filter
from viewer.models.chips import Chip
from viewer.panes.nothingpage import NothingPage

ACTIVE = Filter("status", "active")
CHIP = Chip(ACTIVE, "Actif", "")


@pytest.fixture
def page(shown):
    return shown(NothingPage(), 400, 400)


def buttons(page):
    return [b for b in page.findChildren(QPushButton) if b.isVisible()]


def test_it_says_what_was_searched(page):
    page.set_search("migratoin", "", None, ())
    assert page._title.text() == "Nothing found for “migratoin”"
    page.set_search("", "Searched for: “a”", None, (CHIP,))
    assert page._title.text() == "Nothing found"
    assert page._said.text() == "Searched for: “a”"


def test_a_spelling_is_offered(qtbot, page):
    page.set_search("migratoin", "", "migration", ())
    (button,) = buttons(page)
    with qtbot.waitSignal(page.spelling_chosen) as chosen:
        button.click()
    assert chosen.args == ["migration"]


def test_the_filter_to_drop_is_offered_with_what_that_gives(qtbot, page):
    page.set_search("x", "", None, (CHIP,))
    assert buttons(page) == []
    page.set_count(ACTIVE, 34)
    (button,) = buttons(page)
    assert button.text() == "Without the filter “Actif”: 34 records"
    with qtbot.waitSignal(page.filter_dropped) as dropped:
        button.click()
    assert dropped.args == [ACTIVE]


def test_filters_that_give_nothing_or_are_gone_are_not_offered(page):
    page.set_search("x", "", None, (CHIP,))
    page.set_count(ACTIVE, 0)
    page.set_count(Filter("year", "2024"), 3)
    assert buttons(page) == []


def test_another_search_takes_the_offers_away(page):
    page.set_search("x", "", "y", (CHIP,))
    page.set_count(ACTIVE, 3)
    page.set_search("z", "", None, ())
    assert buttons(page) == []


def test_words_of_a_person_are_no_format(page):
    page.set_search("{0} {words} 100 %", "", None, ())
    assert page._title.text() == "Nothing found for “{0} {words} 100 %”"


def test_the_first_documents_are_waited_for(page):
    page.set_waiting()
    assert page._title.text() == "Reading the first documents…"


def test_dropping_all_filters_is_offered_below_each(qtbot, page):
    page.set_search("x", "", None, (CHIP,))
    page.set_bare_count(12)
    page.set_count(ACTIVE, 3)
    first, last = sorted(buttons(page), key=lambda button: button.y())
    assert first.text().startswith("Without the filter")
    assert last.text() == "Without any filter: 12 records"
    with qtbot.waitSignal(page.filters_cleared):
        last.click()
    page.set_search("y", "", None, (CHIP,))
    assert buttons(page) == []
    page.set_bare_count(0)
    assert buttons(page) == []
