"""What two sorted arrays share is what sets say, whatever way their lengths lead to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.meeting import Meeting, held_in


def ascending(size, top, seed, dtype):
    numbers = np.random.default_rng(seed).integers(100, top, size)
    return np.unique(numbers).astype(dtype)


def expected(first, second, ahead):
    others = set(second.tolist())
    return [number for number in first.tolist() if number + ahead in others]


@settings(deadline=None)
@given(
    st.sampled_from([0, 1, 5, 900, 3_000, 90_000]),
    st.sampled_from([0, 1, 5, 900, 3_000, 90_000]),
    st.sampled_from([4_000, 200_000, 4_000_000_000]),
    st.integers(-60, 60),
    st.sampled_from([np.uint32, np.int64]),
    st.integers(0, 99),
)
def test_the_same_as_with_sets(some, more, top, ahead, dtype, seed):
    first, second = ascending(some, top, seed, dtype), ascending(more, top, seed + 1, dtype)
    found = Meeting()(first, second, ahead)
    assert found.dtype == dtype
    assert found.tolist() == expected(first, second, ahead)


@pytest.mark.parametrize("ahead", [-3, 0, 3])
def test_one_table_serves_arrays_of_any_kind(ahead):
    meeting = Meeting()
    for dtype in (np.uint32, np.int64, np.uint32):
        first, second = ascending(5_000, 9_000, 1, dtype), ascending(4_000, 9_000, 2, dtype)
        for one, other in ((first, second), (second, first), (first, first)):
            assert meeting(one, other, ahead).tolist() == expected(one, other, ahead)


def test_numbers_of_one_flag_are_not_taken_for_each_other():
    """Multiples of the table's length have the same low bits."""
    first = np.arange(1, 3_001, dtype=np.int64) << 19
    second = first + (1 << 40)
    assert not len(Meeting()(first, second))
    assert Meeting()(first, np.sort(np.concatenate([second, first[::2]]))).tolist() == (
        first[::2].tolist()
    )


def test_arrays_whose_numbers_lie_apart_share_nothing():
    low, high = np.arange(100, 70_100, dtype=np.uint32), np.arange(80_000, 150_000, dtype=np.uint32)
    assert not len(Meeting()(low, high))
    assert not len(Meeting()(high, low))
    assert Meeting()(low, high, 10_000).tolist() == list(range(70_000, 70_100))


def test_which_of_a_few_are_held():
    few, many = np.array([1, 5, 9]), np.array([0, 5, 8])
    assert held_in(few, many).tolist() == [False, True, False]
    assert held_in(few, many[:0]).tolist() == [False, False, False]
