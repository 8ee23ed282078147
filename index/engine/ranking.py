"""The order of hits, worked out as far as it is looked at: the first page costs no full sort."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.engine.arrays import Array
from index.engine.interface import Ranking

#: Up to so many hits from the top are found without sorting all.
HEAD = 256
_BLOCK = 64


class LazyRanking(Ranking):
    """A ``Ranking`` whose order is made when it is asked for.

    Args:
        docs: the hits by document number, int64.
        scores: float32 beside them.
        keys: what orders the hits, the largest first, float32 or float64; NaN comes last.
        facets: as in ``Ranking``.
    """

    _docs: NDArray[np.int64]
    _scores: NDArray[np.float32]
    _keys: Array
    _head: Array
    _sorted: Array | None

    def __init__(
        self,
        docs: NDArray[np.int64],
        scores: NDArray[np.float32],
        keys: Array,
        facets: Mapping[str, Mapping[str | None, int]],
    ) -> None:
        object.__setattr__(self, "facets", facets)
        object.__setattr__(self, "_docs", docs)
        object.__setattr__(self, "_scores", scores)
        object.__setattr__(self, "_keys", keys)
        object.__setattr__(self, "_head", np.zeros(0, np.intp))
        object.__setattr__(self, "_sorted", None)

    @property
    def docs(self) -> NDArray[np.int64]:
        """All hits, best first."""
        return self._docs[self._order()]

    @property
    def scores(self) -> NDArray[np.float32]:
        """The scores of all hits, in their order."""
        return self._scores[self._order()]

    @property
    def total(self) -> int:
        """The number of hits."""
        return len(self._docs)

    def page(self, start: int, stop: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the hits [start, stop) and their scores."""
        if stop <= HEAD and self._sorted is None:
            if len(self._head) < min(stop, self.total):
                object.__setattr__(self, "_head", top(self._keys, max(stop, _BLOCK)))
            order = self._head[start:stop]
        else:
            order = self._order()[start:stop]
        return self._docs[order], self._scores[order]

    def _order(self) -> Array:
        order = self._sorted
        if order is None:
            order = descending(self._keys)
            object.__setattr__(self, "_sorted", order)
        return order


def descending(keys: Array) -> Array:
    """Return the order of keys, largest first, NaN last; equal ones stay as they are."""
    if keys.dtype == np.float32 and len(keys) and keys.min() >= 0:
        # Positive floats order as their bits do: one sort of integers is twice as fast.
        bits = ~keys.view(np.uint32) if keys.flags.c_contiguous else ~keys.copy().view(np.uint32)
        both = bits.astype(np.uint64) << np.uint64(32) | np.arange(len(keys), dtype=np.uint64)
        both.sort()
        return (both & np.uint64(0xFFFFFFFF)).astype(np.intp)
    return np.argsort(-keys, kind="stable")


def top(keys: Array, count: int) -> Array:
    """Return the first ``count`` of ``descending(keys)``, without sorting all keys.

    The count-th largest of the maxima of blocks is no larger than the count-th largest key, so
    that only what reaches it needs sorting.
    """
    blocks = len(keys) // _BLOCK
    if blocks < 2 * count or np.isnan(keys[-1]) or np.isnan(keys.max()):
        return descending(keys)[:count]
    maxima = keys[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    threshold = np.partition(maxima, blocks - count)[blocks - count]
    chosen = np.flatnonzero(keys >= threshold)
    return chosen[descending(keys[chosen])[:count]]
