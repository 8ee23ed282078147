"""Postings as Whoosh walks them: step by step, by leaps, back to the start, to the very end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import formats
from whoosh.matching import NullMatcher, ReadTooFar
from whoosh.scoring import WeightLengthScorer

from index.engine.matcher import PostingsMatcher
from index.engine.postings import FieldReader
from tests.index.engine.memory import array_file, inverted

#: document → positions, of one term; another term stands before it and one after.
held = st.dictionaries(
    st.integers(0, 60),
    st.lists(st.integers(0, 99), min_size=1, max_size=4, unique=True).map(sorted),
    min_size=1,
    max_size=15,
)
TERM = ("body", b"term")


def matcher_of(postings, *, positions=True, boost=1.0, lengths=None, scorer=None):
    other = {1: [0, 3], 9: [1]}
    field = inverted(
        {b"a": other, b"term": postings, b"z": other},
        positions=positions,
        boost=boost,
        lengths=lengths,
    )
    made = {}

    def write(out):
        made.update(field.write(out, "f"))

    reader = FieldReader(array_file(write), "f", made)
    format_ = formats.Positions() if positions else formats.Frequency()
    return PostingsMatcher(reader, reader.lexicon.find(b"term"), format_, TERM, scorer)


@settings(max_examples=60, deadline=None)
@given(held, st.booleans())
def test_a_walk_to_the_end(postings, positions):
    matcher = matcher_of(postings, positions=positions, boost=2.0)
    walked = []
    while matcher.is_active():
        walked.append((matcher.id(), matcher.weight()))
        if positions:
            assert matcher.value_as("positions") == postings[matcher.id()]
            assert matcher.format.decode_positions(matcher.value()) == postings[matcher.id()]
        assert matcher.value_as("frequency") == len(postings[matcher.id()])
        matcher.next()
    assert walked == [(doc, 2.0 * len(places)) for doc, places in sorted(postings.items())]


@settings(max_examples=60, deadline=None)
@given(held, st.lists(st.integers(0, 70), max_size=5))
def test_leaps_never_go_back(postings, leaps):
    matcher = matcher_of(postings)
    left = sorted(postings)
    for leap in leaps:
        if not left:
            break
        matcher.skip_to(leap)
        left = [doc for doc in left if doc >= leap]
        assert matcher.is_active() == bool(left)
        assert list(matcher.all_ids()) == left
        if left:
            assert matcher.id() == left[0]
            assert next(matcher.copy().all_items())[0] == left[0]


@settings(max_examples=30, deadline=None)
@given(held)
def test_a_copy_walks_by_itself_and_a_reset_begins_anew(postings):
    matcher = matcher_of(postings)
    matcher.next()
    twin = matcher.copy()
    assert list(twin.all_ids()) == sorted(postings)[1:]
    if twin.is_active():
        twin.next()
        assert matcher.id() == sorted(postings)[1]
    matcher.reset()
    assert matcher.id() == min(postings)
    assert [doc for doc, _ in matcher.all_items()] == sorted(postings)
    assert not matcher.is_active()


def test_nothing_is_read_after_the_end():
    matcher = matcher_of({3: [0]})
    assert matcher.next() is True
    for read in (matcher.id, matcher.next, lambda: matcher.skip_to(9)):
        with pytest.raises(ReadTooFar):
            read()
    assert isinstance(matcher.replace(), type(NullMatcher()))
    assert list(matcher.all_ids()) == list(matcher.all_items()) == []
    assert matcher.skip_to_quality(0.0) == 0


@settings(max_examples=30, deadline=None)
@given(held)
def test_what_all_postings_are_at_most_and_at_least(postings):
    lengths = [7 + number % 5 for number in range(61)]
    matcher = matcher_of(postings, lengths=lengths)
    known = [lengths[doc] for doc in postings]
    assert (matcher.block_min_length(), matcher.block_max_length()) == (min(known), max(known))
    assert matcher.block_max_weight() == max(map(len, postings.values()))
    assert matcher.block_max_id() == max(postings)


def test_a_field_without_lengths():
    matcher = matcher_of({1: [0]})
    assert (matcher.block_min_length(), matcher.block_max_length()) == (0, 0)


class Plain(WeightLengthScorer):
    """The weight is the score."""

    def __init__(self, most):
        self._maxquality = most

    def score(self, matcher):
        return matcher.weight()

    def _score(self, weight, length):
        return weight

    def block_quality(self, matcher):
        return matcher.block_max_weight()


def test_where_no_score_is_high_enough_nothing_is_left():
    matcher = matcher_of({1: [0], 2: [0, 1, 2]}, scorer=Plain(3.0))
    assert matcher.replace(2.0) is matcher
    assert matcher.skip_to_quality(2.0) == 0
    assert matcher.is_active()
    assert isinstance(matcher.replace(3.5), type(NullMatcher()))
    assert matcher.skip_to_quality(3.0) == 1
    assert not matcher.is_active()


def test_what_stores_nothing_beside_a_posting():
    matcher = matcher_of({1: [0]}, positions=False)
    matcher.format = formats.Existence()
    assert matcher.value() == b""
    assert matcher.term() == TERM
    assert not matcher.supports_block_quality()
