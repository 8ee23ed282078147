"""Cutting bytes at blanks and numbering the pieces, for a million bytes at a time.

A piece is known by a 64-bit polynomial hash of its bytes (Karp and Rabin 1987), worked out for all
pieces at once from running sums; two pieces of one length below 64 have the same hash only when
their difference is divisible by 2 to the 64th at a fixed odd base, which no pair of words is.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index.engine.arrays import Array

#: The base of the polynomial, an odd number, and its inverse modulo 2 to the 64th.
_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
#: Every byte up to the blank parts pieces: no word of the analysis holds one.
_BLANK = 0x20


class Hasher:
    """Cuts and hashes; keeps the powers of its base."""

    def __init__(self) -> None:
        self._powers = np.ones(1, np.uint64)
        self._inverses = np.ones(1, np.uint64)

    def pieces(self, data: Array) -> tuple[Array, Array, Array]:
        """Return where the pieces of some bytes begin and end (int64), and their hashes (uint64).

        Args:
            data: uint8, blank at both ends.
        """
        blank = data <= _BLANK
        edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
        starts, ends = edges[0::2], edges[1::2]
        powers, inverses = self._up_to(len(data))
        sums = np.empty(len(data) + 1, np.uint64)
        sums[0] = 0
        np.cumsum((data + np.uint64(1)) * powers, out=sums[1:])
        hashes = (sums[ends] - sums[starts]) * inverses[starts]
        hashes ^= hashes >> np.uint64(32)
        hashes *= _MIX
        hashes ^= hashes >> np.uint64(29)
        hashes += (ends - starts).astype(np.uint64)
        return starts, ends, np.maximum(hashes, np.uint64(1))

    def _up_to(self, size: int) -> tuple[Array, Array]:
        if len(self._powers) < size:
            self._powers = _powers(_BASE, size)
            self._inverses = _powers(_INVERSE, size)
        return self._powers[:size], self._inverses[:size]


def _powers(base: int, size: int) -> Array:
    steps = np.full(size, base, np.uint64)
    steps[:1] = 1
    powers: Array = np.cumprod(steps)
    return powers


class HashTable:
    """Hash → number, with open addressing (Knuth 6.4), for whole arrays at a time."""

    def __init__(self) -> None:
        self._bits = 12
        self._count = 0
        self._keys = np.zeros(1 << self._bits, np.uint64)
        self._values = np.zeros(1 << self._bits, np.uint32)

    def __len__(self) -> int:
        return self._count

    def numbers(self, hashes: Array, name: Callable[[int], int]) -> Array:
        """Return the number of each hash, uint32.

        Args:
            hashes: uint64, none of them 0.
            name: gives the number of a hash that was not met before, from its first place.
        """
        found, missing = self._look_up(hashes)
        if len(missing):
            new, first, which = np.unique(hashes[missing], return_index=True, return_inverse=True)
            numbers = np.array([name(place) for place in missing[first].tolist()], np.uint32)
            self._add(new, numbers)
            found[missing] = numbers[which]
        return found

    def _look_up(self, hashes: Array) -> tuple[Array, Array]:
        """Return the numbers, and the places of the hashes that are not known."""
        mask = np.uint64(len(self._keys) - 1)
        slots = (hashes & mask).astype(np.int64)
        held = self._keys[slots]
        found = self._values[slots]
        missing = [np.flatnonzero(held == 0)]
        rest = np.flatnonzero((held != hashes) & (held != 0))
        while len(rest):
            slots = (slots if len(slots) == len(rest) else slots[rest]) + 1 & int(mask)
            held = self._keys[slots]
            found[rest] = self._values[slots]
            missing.append(rest[held == 0])
            going = (held != hashes[rest]) & (held != 0)
            rest, slots = rest[going], slots[going]
        return found, np.sort(np.concatenate(missing))

    def _add(self, hashes: Array, numbers: Array) -> None:
        """Put in hashes that are new, each once."""
        self._count += len(hashes)
        if self._count * 2 > len(self._keys):
            self._grow()
        slots = (hashes & np.uint64(len(self._keys) - 1)).astype(np.int64)
        waiting = np.arange(len(hashes))
        while len(waiting):
            at = slots[waiting]
            free = self._keys[at] == 0
            self._keys[at[free]] = hashes[waiting[free]]
            settled = self._keys[at] == hashes[waiting]
            self._values[at[settled]] = numbers[waiting[settled]]
            waiting = waiting[~settled]
            slots[waiting] = slots[waiting] + 1 & len(self._keys) - 1

    def _grow(self) -> None:
        held = self._keys != 0
        keys, values = self._keys[held], self._values[held]
        while self._count * 3 > len(self._keys):
            self._bits += 1
            self._keys = np.zeros(1 << self._bits, np.uint64)
        self._values = np.zeros(1 << self._bits, np.uint32)
        self._count -= len(keys)
        self._add(keys, values)
