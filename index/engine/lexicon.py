"""The sorted terms of one field of a segment: found by binary search, walked by prefix and range.

Terms are bytes in one blob, each followed by a line feed, so that a pattern can be looked for in
all of them at once; ``offsets`` says where each begins. Nothing is loaded at opening.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from index.engine.arrays import Array, ArrayFile, ArrayWriter, counts, offsets

#: Bytes that are compared at once, and what keeps the first 0 to 8 of them.
_WORD = 8
_FIRST_BYTES = np.array([(1 << 64) - (1 << 8 * (8 - size)) for size in range(9)], np.uint64)


class Lexicon:
    """Read access to sorted byte strings, numbered from 0 in their order.

    Args:
        blob: uint8, every term followed by a line feed.
        starts: uint32 or wider, where each term starts, and the blob's length.
    """

    def __init__(self, blob: Array, starts: Array) -> None:
        self.starts = starts
        self.blob = memoryview(blob)  # type: ignore[arg-type]  # numpy arrays are buffers
        self._numbers = range(len(starts) - 1)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: int) -> bytes:
        """Return one term."""
        return bytes(self.blob[self.starts[number] : self.starts[number + 1] - 1])

    def place(self, term: bytes) -> int:
        """Return the number of the first term that is not smaller than this one."""
        return bisect_left(self._numbers, term, key=self.__getitem__)

    def find(self, term: bytes) -> int:
        """Return the number of a term, or -1."""
        number = self.place(term)
        return number if number < len(self) and self[number] == term else -1

    def find_all(self, terms: Sequence[bytes]) -> list[int]:
        """Return the numbers of those of the terms that are here; most may not be.

        All are looked for at once by their first eight bytes, and only what begins as a term here
        is looked for by itself.
        """
        if len(self.blob) < _WORD:
            return [number for number in map(self.find, terms) if number >= 0]
        wanted = np.frombuffer(
            b"".join([term[:_WORD].ljust(_WORD, b"\0") for term in terms]), ">u8"
        )
        low = np.zeros(len(terms), np.int64)
        high = np.full(len(terms), len(self))
        while (still := low < high).any():
            middle = np.where(still, (low + high) // 2, 0)
            before = still & (self._beginnings(middle) < wanted)
            low[before] = middle[before] + 1
            high = np.where(still & ~before, middle, high)
        here = np.flatnonzero(low < len(self))
        alike = here[self._beginnings(low[here]) == wanted[here]]
        numbers = [self.find(terms[place]) for place in alike.tolist()]
        return [number for number in numbers if number >= 0]

    def _beginnings(self, numbers: Array) -> Array:
        """Return the first eight bytes of some terms as numbers that sort as the terms do."""
        starts = self.starts[numbers].astype(np.int64)
        sizes = self.starts[numbers + 1] - starts - 1
        last = len(self.blob) - _WORD
        windows: Array = np.ndarray(last + 1, ">u8", self.blob, strides=(1,))  # one at each byte
        places = np.minimum(starts, last)
        found: Array = windows[places].astype(np.uint64)
        found <<= (8 * (starts - places)).astype(np.uint64)
        found &= _FIRST_BYTES[np.minimum(sizes, _WORD)]
        return found

    def prefix(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers [first, last) of the terms that begin with a prefix."""
        after = _next_prefix(prefix)
        return self.place(prefix), len(self) if after is None else self.place(after)

    def between(
        self, low: bytes | None, high: bytes | None, low_excluded: bool, high_excluded: bool
    ) -> tuple[int, int]:
        """Return the numbers [first, last) of the terms in a range; None leaves an end open."""
        first = 0 if low is None else self.place(low + b"\0" if low_excluded else low)
        if high is None:
            return first, len(self)
        return first, self.place(high if high_excluded else high + b"\0")

    def slice(self, first: int, last: int) -> list[bytes]:
        """Return the terms [first, last) as a list."""
        if first >= last:
            return []
        starts = self.starts[first : last + 1].tolist()
        base = starts[0]
        text = bytes(self.blob[base : starts[-1]])
        if text.count(b"\n") == last - first:  # no term holds one: a third of the time
            return text[:-1].split(b"\n")
        return [text[start - base : end - base - 1] for start, end in pairwise(starts)]

    def walk(self, first: int) -> Iterator[bytes]:
        """Yield the terms from a number on, reading a few hundred at a time."""
        for start in range(first, len(self), 512):
            yield from self.slice(start, min(start + 512, len(self)))

    def text(self, first: int, last: int) -> bytes:
        """Return the terms [first, last) as they lie in the blob, a line each."""
        return bytes(self.blob[self.starts[first] : self.starts[last]])

    def sizes(self, first: int, last: int) -> Array:
        """Return the length in bytes of the terms [first, last)."""
        return counts(self.starts[first : last + 1]) - 1


def _next_prefix(prefix: bytes) -> bytes | None:
    """Return the smallest bytes greater than all that begin with a prefix; None: there are none."""
    bare = prefix.rstrip(b"\xff")
    return bare[:-1] + bytes([bare[-1] + 1]) if bare else None


def write_lexicon(out: ArrayWriter, name: str, terms: Sequence[bytes]) -> None:
    """Write sorted terms under ``name``."""
    blob = b"".join([term + b"\n" for term in terms])
    sizes = np.fromiter(map(len, terms), np.int64, len(terms)) + 1
    starts = offsets(sizes)
    out.add(f"{name}/terms", np.frombuffer(blob, np.uint8))
    out.add(f"{name}/starts", starts.astype("<u4" if len(blob) < 1 << 32 else "<u8"))


def read_lexicon(file: ArrayFile, name: str) -> Lexicon:
    """Return the terms written under ``name``."""
    return Lexicon(file[f"{name}/terms"], file[f"{name}/starts"])


def merge_terms(lexicons: Iterable[Sequence[bytes]]) -> tuple[list[bytes], list[Array]]:
    """Return the sorted union of several term lists, and where the terms of each went (int64)."""
    lists = list(lexicons)
    union = sorted(set().union(*lists))
    if all(len(terms) == len(union) for terms in lists):
        return union, [np.arange(len(union)) for _ in lists]
    place = {term: number for number, term in enumerate(union)}
    return union, [
        np.fromiter(map(place.__getitem__, terms), np.int64, len(terms)) for terms in lists
    ]
