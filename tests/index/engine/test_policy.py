"""Which segments are merged: few are left, none too large, and small commits stay small."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.inversion import MAX_DOCUMENTS
from index.engine.policy import FAN_IN, SMALL, worth_merging
from index.engine.segment import FondsSegment


def segment(size, dead=0):
    made = FondsSegment("MAIN", documents=size)
    if dead:
        made.delete_all(np.arange(dead))
    return made


def sizes(groups):
    return [[held.doc_count() for held in group] for group in groups]


#: Sizes on both sides of every limit, and the share of each that is deleted.
shapes = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 64, 65, 511, 4096, 4097, 9000, 32_768, 65_535, 65_536]),
        st.sampled_from([0.0, 0.0, 0.1, 0.31, 0.9]),
    ),
    max_size=30,
)


def made_of(shapes):
    return [segment(size, int(size * share)) for size, share in shapes]


@settings(max_examples=100, deadline=None)
@given(shapes, st.booleans(), st.booleans())
def test_no_segment_is_in_two_groups_and_no_group_is_too_large(shapes, small_only, everything):
    held = made_of(shapes)
    groups = worth_merging(held, small_only=small_only, everything=everything)
    named = [made.segid for group in groups for made in group]
    assert len(set(named)) == len(named)
    order = [made.segid for made in held]
    for group in groups:
        assert sum(made.doc_count() for made in group) <= MAX_DOCUMENTS
        places = [order.index(made.segid) for made in group]
        assert places == sorted(places)
        assert len(group) > 1 or group[0].has_deletions()


@settings(max_examples=100, deadline=None)
@given(shapes)
def test_within_a_commit_only_small_merges(shapes):
    for group in worth_merging(made_of(shapes), small_only=True, everything=False):
        assert sum(made.doc_count() for made in group) <= SMALL


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 300), st.sampled_from([1, 10, 64, 500]))
def test_merging_again_and_again_leaves_few(commits, size):
    held = []
    for _ in range(commits):
        held.append(segment(size))
        for group in worth_merging(held, small_only=True, everything=False):
            gone = {made.segid for made in group}
            held = [made for made in held if made.segid not in gone]
            held.append(segment(sum(made.doc_count() for made in group)))
    assert sum(made.doc_count() for made in held) == commits * size
    small = [made for made in held if made.doc_count() <= SMALL // FAN_IN]
    assert len(small) < 3 * FAN_IN


@pytest.mark.parametrize(("count", "merged"), [(FAN_IN - 1, []), (FAN_IN, [[30] * FAN_IN])])
def test_as_many_of_one_size_as_the_fan_takes_in(count, merged):
    groups = worth_merging([segment(30)] * count, small_only=True, everything=False)
    assert sizes(groups) == merged


def test_segments_of_different_sizes_are_left_apart():
    held = [segment(10 * 8**step) for step in range(5) for _ in range(FAN_IN - 1)]
    assert worth_merging(held, small_only=False, everything=False) == []


def test_what_is_deleted_counts_for_nothing_in_the_size():
    held = [segment(5000, dead=4990) for _ in range(FAN_IN)]
    assert sizes(worth_merging(held, small_only=True, everything=False)) == [[10] * FAN_IN]


@pytest.mark.parametrize(("dead", "anew"), [(0, False), (30, False), (31, True), (100, True)])
def test_a_segment_with_much_deleted_is_written_anew(dead, anew):
    held = [segment(100, dead)]
    groups = worth_merging(held, small_only=True, everything=False)
    assert groups == ([held] if anew else [])


def test_a_large_segment_with_much_deleted_waits_for_the_end():
    held = [segment(3 * SMALL, SMALL)]
    assert worth_merging(held, small_only=True, everything=False) == []
    assert worth_merging(held, small_only=False, everything=False) == [held]


def test_everything_is_packed_as_full_as_it_fits_in_order():
    held = [segment(size) for size in (30_000, 30_000, 30_000, 5_536, 65_536, 1, 1)]
    groups = worth_merging(held, small_only=False, everything=True)
    assert sizes(groups) == [[30_000, 30_000], [30_000, 5_536], [1, 1]]


@pytest.mark.parametrize("everything", [True, False])
def test_nothing_to_merge(everything):
    assert worth_merging([], small_only=False, everything=everything) == []
    assert worth_merging([segment(7)], small_only=False, everything=everything) == []


def test_sizes_grow_by_the_fan_from_sixty_four_documents_on():
    half = FAN_IN // 2
    for low, high in ((64, 65), (519, 520)):
        held = [segment(size) for size in (low, high) for _ in range(half)]
        assert worth_merging(held, small_only=True, everything=False) == []
        same = [segment(low)] * FAN_IN
        assert len(worth_merging(same, small_only=False, everything=False)) == 1
