"""The first page without a full sort is the first page of the full sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engine.ranking import HEAD, LazyRanking, descending, top


def stable(keys):
    return sorted(range(len(keys)), key=lambda place: -keys[place])


@given(
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.5]) | st.floats(0, 1e6, width=32), max_size=300)
)
def test_positive_floats_sort_as_their_bits(numbers):
    keys = np.array(numbers, np.float32)
    assert descending(keys).tolist() == stable(keys.tolist())


@given(st.lists(st.floats(-1e6, 1e6) | st.just(-np.inf), max_size=100))
def test_any_floats_sort(numbers):
    keys = np.array(numbers, np.float64)
    assert descending(keys).tolist() == stable(keys.tolist())


@given(st.integers(0, 40_000), st.integers(1, 64), st.integers(1, 500), st.integers(0, 9))
def test_the_top_is_the_top(size, count, different, seed):
    generator = np.random.default_rng(seed)
    keys = generator.integers(0, different, size).astype(np.float32)
    assert top(keys, count).tolist() == descending(keys)[:count].tolist()


def test_pages_agree_with_the_whole():
    generator = np.random.default_rng(3)
    scores = generator.random(20_000, np.float32).round(3)
    docs = np.arange(20_000) + 7
    whole = LazyRanking(docs, scores, scores, {})
    for start, stop in ((0, 50), (10, 60), (0, HEAD), (19_990, 20_010), (HEAD, 2 * HEAD)):
        paged = LazyRanking(docs, scores, scores, {})
        found, held = paged.page(start, stop)
        assert found.tolist() == whole.docs[start:stop].tolist()
        assert held.tolist() == whole.scores[start:stop].tolist()
    assert whole.total == 20_000
    assert len(LazyRanking(docs[:0], scores[:0], scores[:0], {}).page(0, 50)[0]) == 0
