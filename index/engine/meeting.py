"""Where two long ascending arrays of integers agree, without sorting or walking them.

``np.intersect1d`` sorts, ``np.searchsorted`` searches: both cost tens of nanoseconds for each
number. A table of flags that fits the processor's cache tells for one or two nanoseconds which
numbers may be in both (Bloom 1970, with one hash, the low bits); only those are compared.
"""

from __future__ import annotations

import numpy as np

from index.engine.arrays import Array

#: An array this many times shorter than the other is searched for in it.
RARE = 24
#: Numbers that are looked at together: what they need stays in the cache, and small enough for
#: the memory that was used for the block before to be used again.
_BLOCK = 1 << 15
_FLAGS = 1 << 19
#: With fewer numbers a table costs more than it saves.
_LEAST = 1024


class Meeting:
    """Compares arrays; keeps its table of flags from one time to the next."""

    def __init__(self) -> None:
        self._table = np.zeros(0, np.bool_)

    def __call__(self, first: Array, second: Array, ahead: int = 0) -> Array:
        """Return the numbers of *first* that, moved on by *ahead*, stand in *second*.

        Args:
            first: ascending, each once, of the dtype of ``second``.
            second: as ``first``.
            ahead: may be negative; neither array holds a number this near an end of the dtype.
        """
        shift = np.array(ahead, np.int64).astype(first.dtype)  # unsigned: it wraps around twice
        if len(first) * RARE < len(second) or len(second) < _LEAST:
            return first[held_in(first + shift, second)]
        if len(second) * RARE < len(first) or len(first) < _LEAST:
            back: Array = second - shift
            return back[held_in(back, first)]
        if len(first) > len(second):
            return self._blocks(first, second, shift)
        met: Array = self._blocks(second, first, np.negative(shift)) - shift
        return met

    def _blocks(self, many: Array, few: Array, shift: Array) -> Array:
        """Return the numbers of *many* that, moved on, stand in *few*."""
        if not len(self._table):
            self._table = np.zeros(_FLAGS, np.bool_)
        places = range(0, len(many), _BLOCK)
        bounds = [*np.searchsorted(few, many[::_BLOCK] + shift).tolist(), len(few)]
        found = [
            self._shared(many[place : place + _BLOCK], few[low:high] - shift)
            for place, low, high in zip(places, bounds[:-1], bounds[1:], strict=True)
            if low < high
        ]
        return np.concatenate(found) if found else many[:0]

    def _shared(self, many: Array, few: Array) -> Array:
        """Return the numbers of a block that are among a few."""
        likely = self._flagged(many, few)
        likely_few = self._flagged(few, likely)
        return likely[held_in(likely, likely_few)]

    def _flagged(self, numbers: Array, known: Array) -> Array:
        """Return those of some numbers whose low bits some known number has."""
        bits = numbers.dtype.type(_FLAGS - 1)
        self._table.fill(False)
        self._table[(known & bits).astype(np.intp)] = True
        # No index is out of bounds: "wrap" saves a look at each.
        flags = self._table.take((numbers & bits).astype(np.intp), mode="wrap")
        return numbers.compress(flags)


def held_in(few: Array, many: Array) -> Array:
    """Return which of a few numbers stand among many (booleans); both ascending."""
    if not len(many):
        return np.zeros(len(few), np.bool_)
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    found: Array = many[places] == few
    return found
