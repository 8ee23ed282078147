from __future__ import annotations

import errno

import pytest
from PySide6.QtCore import QLocale

from index.search.query import FACETS, MORE_SORTS, SORTS
from viewer import wording


def test_every_facet_and_every_order_has_a_name():
    assert set(wording.FACET_NAMES) >= set(FACETS)
    assert set(wording.SORT_NAMES) == {*SORTS, *MORE_SORTS}


def test_unknown_names_stay_as_they_are():
    assert wording.facet_name("colour") == "colour"


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_US", "12,403"), ("fr_FR", "12\u202f403"), ("es_ES", "12.403")],
)
def test_numbers_are_grouped_in_the_person_s_language(locale, text):
    QLocale.setDefault(QLocale(locale))
    assert wording.number(12403) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 records"), (1, "1 record"), (1200, "1,200 records")]
)
def test_counts_of_records(count, text):
    assert wording.records(count) == text


def test_counts_of_documents():
    assert wording.documents(1) == "1 document"
    assert wording.documents(2) == "2 documents"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-3, "0 s"), (12.4, "12 s"), (59.6, "1 min"), (600, "10 min"), (7260, "2 h 1 min")],
)
def test_durations_are_as_fine_as_a_person_waits(seconds, text):
    assert wording.duration(seconds) == text


def test_the_window_speaks_english_for_now():
    assert wording.language() == "en"


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (None, "the disk does not take it")]
)
def test_reasons_are_plain_words(qapp, number, words):
    error = OSError(number, "x") if number else OSError("x")
    assert wording.reason_of(error) == words
