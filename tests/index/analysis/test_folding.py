"""Folding: spellings of one word become one term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.folding import MAX_TERM, fold, fold_all


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("Migration", "migration"),
        ("RÉFUGIÉS", "refugies"),
        ("œuvre", "oeuvre"),
        ("ŒUVRE", "oeuvre"),
        ("Ægypte", "aegypte"),
        ("Straße", "strasse"),
        ("ñandú", "nandu"),
        ("Łódź", "lodz"),
        ("e\u0301te\u0301", "ete"),
        ("mi\u00adgra\u00adtion", "migration"),
        ("ﬁn", "fin"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("مُحَمَّد", "محمد"),
        ("𝟘𝟙", "01"),
        ("İstanbul", "istanbul"),
    ],
)
def test_fold(word, term):
    assert fold(word) == term


@given(st.text(max_size=40))
def test_folding_is_bounded_and_indifferent_to_case(word):
    assert len(fold(word)) <= MAX_TERM
    assert fold(fold(word)) == fold(word) or not word.isascii()


@given(st.text(alphabet="abcdeéèêëïôùœæçñáíóú'", max_size=20))
def test_folding_twice_changes_nothing(word):
    assert fold(fold(word)) == fold(word)
    assert fold(word.upper()) == fold(word)


def test_a_word_without_end_is_cut():
    assert len(fold("é" * 1_000_000)) == MAX_TERM


@given(st.lists(st.text(max_size=100).map(lambda word: word.replace("\n", "")), max_size=10))
def test_many_at_once_are_folded_like_each(words):
    words += ["Œuvre", "²ª", "é" * 79 + "Œ", "x" * 200, "É" * 200, "ΣΊΣΥΦΟΣ", "İstanbul", "ß" * 60]
    assert fold_all(words) == [fold(word) for word in words]
