"""Cutting bytes at blanks and numbering the pieces, for a quarter of a million bytes at a time.

A piece is known by a 64-bit hash of its bytes, worked out eight bytes at a time for all pieces at
once. Of pieces up to eight bytes no two have the same; of a million longer ones, two have by a
chance of one in thirty million (a birthday bound on 64 bits).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from index.engine.arrays import Array

#: Odd numbers to multiply by (from SplitMix64 and MurmurHash3), which lose nothing modulo 2^64.
_FIRST, _NEXT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
#: Every byte up to the blank parts pieces: no word of the analysis holds one.
_BLANK = 0x20
_WORD = 8
#: Keeps the first 0 to 8 bytes of a word.
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
#: Punctuation after a piece belongs to no word of the analysis and makes no other piece of it.
_TRAILING = np.zeros(256, np.uint8)
_TRAILING[list(b'.,;:!?)"')] = 1
#: Longer pieces are hashed one by one: they are no words.
_LONG = 128


def padded(texts: Sequence[bytes]) -> bytes:
    """Return texts as ``pieces`` takes them: blanks before, between and after."""
    data = b"\n%b\n" % b"\n".join(texts)
    return data + b"\n" * (2 * _WORD - len(data) % _WORD)


def pieces(data: bytes) -> tuple[Array, Array, Array]:
    """Return where pieces begin and end (int64), and their hashes (uint64, none of them 0).

    Up to two marks of punctuation are left out at the end of a piece that has something before.

    Args:
        data: as ``padded`` gives it.
    """
    flat = np.frombuffer(data, np.uint8)
    blank = flat <= _BLANK
    edges = np.flatnonzero(blank[1:] != blank[:-1])
    edges += 1
    starts, ends = np.ascontiguousarray(edges[0::2]), np.ascontiguousarray(edges[1::2])
    ends -= _TRAILING[flat[ends - 1]]
    more = np.flatnonzero(_TRAILING[flat[ends - 1]])
    ends[more] -= 1
    np.maximum(ends, starts + 1, out=ends)
    return starts, ends, _hashes(data, starts, ends - starts)


def _hashes(data: bytes, starts: Array, lengths: Array) -> Array:
    words = np.frombuffer(data, "<u8")
    hashes = _words_at(words, starts, lengths)
    hashes *= _FIRST  # no piece has a byte 0: no two short ones give the same word
    hashes ^= hashes >> np.uint64(32)
    done = _WORD
    rest = np.flatnonzero(lengths > done)
    while len(rest) and done < _LONG:
        mixed = hashes[rest]
        mixed *= _NEXT
        mixed ^= _words_at(words, starts[rest] + done, lengths[rest] - done)
        mixed *= _FIRST
        mixed ^= mixed >> np.uint64(29)
        hashes[rest] = mixed
        done += _WORD
        rest = rest[lengths[rest] > done]
    for place in rest.tolist():
        start = int(starts[place])
        digest = hashlib.blake2b(data[start : start + int(lengths[place])], digest_size=8)
        hashes[place] = int.from_bytes(digest.digest(), "little")
    return np.maximum(hashes, np.uint64(1), out=hashes)


def _words_at(words: Array, at: Array, lengths: Array) -> Array:
    """Return the eight bytes from any places on, those after a piece's end as zeros."""
    shifts = (at & _WORD - 1).astype(np.uint64)
    shifts <<= np.uint64(3)
    index = at >> 3
    low: Array = words[index].astype(np.uint64, copy=False)
    index += 1
    high = words[index].astype(np.uint64, copy=False)
    low >>= shifts
    np.subtract(np.uint64(64), shifts, out=shifts)
    high <<= shifts  # numpy shifts everything out where that is 64
    low |= high
    low &= _MASKS[np.minimum(lengths, _WORD)]
    return low


class HashTable:
    """Hash → number, with open addressing (Knuth 6.4), for whole arrays at a time."""

    def __init__(self) -> None:
        self._bits = 12
        self._count = 0
        self._keys = np.zeros(1 << self._bits, np.uint64)
        self._values = np.zeros(1 << self._bits, np.uint32)

    def __len__(self) -> int:
        return self._count

    def numbers(self, hashes: Array, name: Callable[[Array], Sequence[int]]) -> Array:
        """Return the number of each hash, uint32.

        Args:
            hashes: uint64, none of them 0.
            name: gives the numbers of hashes that are new, from the first place of each.
        """
        found, missing = self._look_up(hashes)
        if len(missing):
            new, first, which = np.unique(hashes[missing], return_index=True, return_inverse=True)
            numbers = np.array(name(missing[first]), np.uint32)
            self._add(new, numbers)
            found[missing] = numbers[which]
        return found

    def _look_up(self, hashes: Array) -> tuple[Array, Array]:
        """Return the numbers, and the places of the hashes that are not known."""
        mask = np.uint64(len(self._keys) - 1)
        slots = (hashes & mask).view(np.int64)
        held = self._keys[slots]
        found = self._values[slots]
        rest = np.flatnonzero(held != hashes)
        held, slots = held[rest], slots[rest]
        missing = []
        while len(rest):
            going = held != 0
            missing.append(rest[~going])
            rest, slots = rest[going], slots[going] + 1 & int(mask)
            held = self._keys[slots]
            same = held == hashes[rest]
            found[rest[same]] = self._values[slots[same]]
            rest, slots, held = rest[~same], slots[~same], held[~same]
        return found, np.sort(np.concatenate(missing)) if missing else rest

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
