from __future__ import annotations

from dataclasses import replace

import pytest

from index.search.query import Filter, Query
from viewer.models.querystate import STATED_ONLY, QueryState

ACTIVE = Filter("status", "active")
AFRICA = Filter("region", "africa")
KEPT = QueryState.of(Query("retour", (ACTIVE,), "-date"))


def test_words_stand_in_the_field_and_filters_are_kept():
    assert KEPT.text == "retour"
    assert KEPT.kept == Query("", (ACTIVE,), "-date")
    assert KEPT.query == Query("retour", (ACTIVE,), "-date")


def test_the_space_that_ends_the_last_word_is_kept():
    state = QueryState("migr ", KEPT.kept)
    assert state.query == Query("migr", (ACTIVE,), "-date", ended=True)
    assert state.settled().text == "migr "
    assert state.settled().query == state.query
    assert not replace(state.settled(), text="migr").query.ended


def test_typed_clauses_count_at_once_and_are_told_apart():
    state = QueryState("retour region:africa sort:title inferred:no", KEPT.kept)
    assert state.query == Query("retour", (ACTIVE, AFRICA), "title", True)
    assert state.typed == (AFRICA, STATED_ONLY)
    assert state.settled().text == "retour"
    assert state.settled().typed == ()
    assert state.settled().query == state.query


@pytest.mark.parametrize("item", [ACTIVE, Filter("year", None), Filter("region", "a b", True)])
def test_a_filter_becomes_text_and_a_filter_again(item):
    state = KEPT.with_filter(item).as_text(item)
    assert state.text == f"retour {item.to_text()}"
    assert item not in state.kept.filters
    assert state.typed == (item,)
    assert set(state.query.filters) == {ACTIVE, item}
    assert state.settled().kept.filters[-1] == item


def test_a_filter_holds_for_all_beside_words_that_or_joins_to_a_clause():
    state = replace(KEPT, text="retour OR pays:Mali").with_filter(AFRICA).as_text(AFRICA)
    assert state.query.words == "retour OR pays:Mali"
    assert state.typed == (AFRICA,)


def test_the_switch_becomes_text_too():
    state = KEPT.with_stated_only(True).as_text(STATED_ONLY)
    assert state.text == "retour inferred:no"
    assert state.query.stated_only
    assert not state.kept.stated_only
    assert not state.without_filter(STATED_ONLY).query.stated_only


def test_filters_are_added_taken_away_and_turned_over():
    assert KEPT.with_filter(AFRICA).query.filters == (ACTIVE, AFRICA)
    assert KEPT.without_filter(ACTIVE).query.filters == ()
    assert KEPT.turned_over(ACTIVE).query.filters == (replace(ACTIVE, exclude=True),)
    assert KEPT.turned_over(ACTIVE).turned_over(replace(ACTIVE, exclude=True)) == KEPT
    assert KEPT.narrowed(Filter("status", "planned")).query.filters == (
        Filter("status", "planned"),
    )
    assert KEPT.without_facet("status").query.filters == ()
    assert KEPT.with_stated_only(True).cleared().query == Query("retour", (), "-date")
    assert KEPT.ordered("title").query.sort == "title"


def test_the_archive_s_own_codes_are_taken_once_they_are_told():
    typed = QueryState.of(Query("x", (Filter("source", "projets"),)))
    told = Query("x", (Filter("source", "s1"),))
    assert typed.named(told).query == told
    meanwhile = replace(typed, text="x status:active")
    assert meanwhile.named(told) == meanwhile
    assert replace(typed, text="y").named(told).query.filters == (Filter("source", "projets"),)
