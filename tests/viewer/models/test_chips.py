from __future__ import annotations

import pytest

from index.search.query import Filter, Query
from viewer.models.chips import Chip, chips_of, span_of_years
from viewer.models.querystate import STATED_ONLY


def label(facet, code):
    return {"completed": "Achevé", "africa": "Afrique"}.get(code, code)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Filter("status", "completed"), "Achevé"),
        (Filter("region", "africa", True), "not: Afrique"),
        (Filter("year", "2024"), "2024"),
        (Filter("year", "2015..2018"), "2015–2018"),
        (Filter("year", None), "Year: not stated"),
        (Filter("year", None, True), "not: Year: not stated"),
        (Filter("type", "TCMMCB"), "TCMMCB"),
        (Filter("source", "projets"), "Source: projets"),
        (Filter("tag", "urgent", True), "not: Tag: urgent"),
        (Filter("budget", ">100k"), "Budget: more than 100k"),
        (Filter("budget", "<=2m"), "Budget: 2m or less"),
        (Filter("budget", "50k..2m"), "Budget: 50k–2m"),
        (Filter("budget", "50k.."), "Budget: from 50k"),
        (Filter("budget", "50k..<100k"), "Budget: 50k–100k"),
        (Filter("budget", "..<50k"), "Budget: less than 50k"),
        (Filter("budget", None), "Budget: not stated"),
        (Filter("budget", ">100k", True), "not: Budget: more than 100k"),
        (Filter("date", "2016-03..2016-08"), "Date: 2016-03–2016-08"),
        (Filter("date", "2016-03"), "Date: 2016-03"),
        (Filter("start", ">=2019"), "Start: from 2019"),
        (Filter("end", "<2019"), "End: before 2019"),
        (Filter("added", "7d"), "Added in the last 7 days"),
        (Filter("added", "last"), "New since the last import"),
    ],
)
def test_the_words_on_a_chip(qapp, item, text):
    (chip,) = chips_of(Query("x", (item,)), label)
    assert chip.text == text
    assert chip.filter is item


def test_a_screen_reader_hears_what_a_click_does(qapp):
    (chip,) = chips_of(Query("", (Filter("status", "completed"),)), label)
    assert chip.spoken == "Remove the filter Status: Achevé"


@pytest.mark.parametrize(
    ("value", "text"),
    [("2015..2018", "2015–2018"), ("2015..", "from 2015"), ("..2018", "until 2018")],
)
def test_spans_of_years(qapp, value, text):
    assert span_of_years(value) == text


def test_no_filters_no_chips():
    assert chips_of(Query("words"), label) == ()


def test_the_switch_is_a_chip(qapp):
    chip, switch = chips_of(Query("", (Filter("status", "completed"),), stated_only=True), label)
    assert switch == Chip(STATED_ONLY, "Inferred values left out", "Let inferred values in")
    assert not chip.typed


def test_what_stands_in_the_field_still_is_told(qapp):
    items = (Filter("status", "completed"), Filter("region", "africa"))
    chips = chips_of(Query("", items), label, typed=(items[1],))
    assert [chip.typed for chip in chips] == [False, True]
