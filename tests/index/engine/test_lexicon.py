"""Sorted terms: found, walked by prefix and range, whatever bytes they are made of."""

import bisect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.lexicon import merge_terms
from tests.index.engine.memory import lexicon

#: Bytes that have a part of their own to play: the end of a term, the ends of the range, no UTF-8.
byte = st.sampled_from([b"\0", b"\n", b"a", b"b", b"\xc3", b"\xa9", b"\xfe", b"\xff"])
term = st.lists(byte, max_size=4).map(b"".join)
terms = st.lists(term, max_size=25, unique=True).map(sorted)


@settings(max_examples=100, deadline=None)
@given(terms)
def test_every_term_is_found_under_its_number(held):
    made = lexicon(held)
    assert len(made) == len(held)
    assert [made[number] for number in range(len(held))] == held
    assert [made.find(one) for one in held] == list(range(len(held)))


@settings(max_examples=100, deadline=None)
@given(terms, term)
def test_a_place_is_that_of_the_first_term_not_smaller(held, wanted):
    made = lexicon(held)
    assert made.place(wanted) == bisect.bisect_left(held, wanted)
    assert (made.find(wanted) >= 0) == (wanted in held)


@settings(max_examples=200, deadline=None)
@given(terms, st.lists(term | term.map(lambda one: b"a" * 7 + one), max_size=12, unique=True))
def test_many_terms_are_found_at_once(held, wanted):
    held = sorted({*held, *(b"a" * 7 + one for one in held[::2])})
    made = lexicon(held)
    assert sorted(made.find_all(wanted)) == [n for n, one in enumerate(held) if one in wanted]


def test_all_of_the_terms_of_a_lexicon_are_found_at_once():
    held = sorted(f"{number * 7919 % 100_003:016x}".encode() for number in range(5000))
    made = lexicon(held)
    assert made.find_all(held) == list(range(5000))
    assert made.find_all([]) == lexicon([]).find_all(held) == []


@settings(max_examples=100, deadline=None)
@given(terms, term)
def test_a_prefix_is_one_run_of_terms(held, prefix):
    made = lexicon(held)
    assert made.slice(*made.prefix(prefix)) == [one for one in held if one.startswith(prefix)]


@pytest.mark.parametrize("prefix", [b"\xff", b"\xff\xff", b"a\xff", b"", b"\n", b"\0"])
def test_a_prefix_at_the_end_of_all_bytes(prefix):
    held = sorted([b"", b"\0", b"\n", b"\n\n", b"a", b"a\xff", b"a\xff\xff", b"b", b"\xff\xff\xff"])
    made = lexicon(held)
    assert made.slice(*made.prefix(prefix)) == [one for one in held if one.startswith(prefix)]


@settings(max_examples=100, deadline=None)
@given(terms, st.none() | term, st.none() | term, st.booleans(), st.booleans())
def test_a_range_open_or_closed_at_either_end(held, low, high, low_excluded, high_excluded):
    made = lexicon(held)
    expected = [
        one
        for one in held
        if (low is None or one > low or (one == low and not low_excluded))
        and (high is None or one < high or (one == high and not high_excluded))
    ]
    assert made.slice(*made.between(low, high, low_excluded, high_excluded)) == expected


@settings(max_examples=60, deadline=None)
@given(terms, st.integers(0, 25), st.integers(0, 25))
def test_a_slice_and_its_sizes(held, first, last):
    made = lexicon(held)
    first, last = min(first, len(held)), min(last, len(held))
    assert made.slice(first, last) == held[first:last]
    if first <= last:
        assert made.sizes(first, last).tolist() == [len(one) for one in held[first:last]]
        assert made.text(first, last) == b"".join(one + b"\n" for one in held[first:last])


def test_no_terms_at_all():
    made = lexicon([])
    assert len(made) == 0
    assert made.find(b"") == -1
    assert made.prefix(b"") == made.prefix(b"\xff") == made.between(None, None, True, True)
    assert list(made.walk(0)) == made.slice(0, 0) == []


@pytest.mark.parametrize("size", [511, 512, 513, 1500])
def test_a_walk_over_many_terms_from_any_of_them(size):
    held = [b"%05d\n" % number for number in range(size)]
    made = lexicon(held)
    for first in (0, 1, 511, size - 1, size):
        assert list(made.walk(first)) == held[first:]


@settings(max_examples=100, deadline=None)
@given(st.lists(terms, min_size=1, max_size=4))
def test_a_union_and_where_the_terms_of_each_went(lists):
    union, places = merge_terms(lists)
    assert union == sorted(set().union(*lists))
    assert len(places) == len(lists)
    for held, place in zip(lists, places, strict=True):
        assert [union[at] for at in place.tolist()] == held


def test_the_union_of_nothing():
    union, places = merge_terms([[], [b"a"], []])
    assert union == [b"a"]
    assert [place.tolist() for place in places] == [[], [0], []]
    assert merge_terms([]) == ([], [])
    assert all(np.issubdtype(place.dtype, np.integer) for place in places)
