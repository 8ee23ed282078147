"""Near spellings: Levenshtein's distance whatever the terms are made of, at both its ends."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.fuzzy import MAX_DISTANCE, near_terms
from tests.index.engine.memory import lexicon

#: One to four bytes each, what ends a term, and what pads the table.
texts = st.text(st.sampled_from("ab\0\né漢𝄞"), max_size=6)


def distance(one, other):
    """Levenshtein's recursion, as it is written down."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return distance(one[1:], other[1:])
    return 1 + min(distance(one[1:], other), distance(one, other[1:]), distance(one[1:], other[1:]))


def found(terms, word, reach, prefix=0):
    held = lexicon([term.encode() for term in terms])
    numbers, distances = near_terms(held, word, reach, prefix)
    assert (numbers.dtype, distances.dtype) == (np.int64, np.uint8)
    assert numbers.tolist() == sorted(numbers.tolist())
    return {held[int(n)].decode(): int(d) for n, d in zip(numbers, distances, strict=True)}


@settings(max_examples=80, deadline=None)
@given(st.lists(texts, max_size=10), texts, st.integers(0, 3), st.integers(0, 3))
def test_characters_of_every_width(terms, word, reach, prefix):
    expected = {term: distance(term, word) for term in terms if term.startswith(word[:prefix])}
    assert found(terms, word, reach, prefix) == {
        term: apart for term, apart in expected.items() if apart <= reach
    }


def test_an_empty_word_is_near_to_short_terms():
    assert found(["", "a", "é", "ab"], "", 1) == {"": 0, "a": 1, "é": 1}
    assert found(["", "a"], "", 0) == {"": 0}
    assert found([], "", 3) == {}


@pytest.mark.parametrize("reach", [MAX_DISTANCE, MAX_DISTANCE + 1, 1000])
def test_no_distance_is_larger_than_the_largest(reach):
    assert found(["abc", "abcd", "xyz", "wxyz"], "abc", reach) == {"abc": 0, "abcd": 1, "xyz": 3}


def test_a_negative_distance_is_none():
    assert found(["a", "b"], "a", -4) == {"a": 0}


def test_a_long_term_and_a_long_word():
    assert found(["a" * 300, "a" * 299 + "é", "a" * 303, "a" * 304], "a" * 300, 3) == {
        "a" * 300: 0,
        "a" * 299 + "é": 1,
        "a" * 303: 3,
    }


def test_terms_that_are_no_text_are_compared_as_they_are_shown():
    held = lexicon([b"\xff\xfe", b"a\xff", b"\x80ab", b"ab"])
    numbers, distances = near_terms(held, "ab", 1, 0)
    near = {held[number]: apart for number, apart in zip(numbers, distances.tolist(), strict=True)}
    assert near == {b"a\xff": 1, b"\x80ab": 1, b"ab": 0}


def test_a_prefix_that_no_text_can_hold():
    """Half of a pair of surrogates, as a broken file name has them: nothing begins so."""
    assert found(["ab", "b"], "\ud800b", 3, prefix=1) == {}
    assert found(["ab", "b"], "\ud800b", 1) == {"ab": 1, "b": 1}
