"""Grams: which of a few known strings a text holds, told by one look at all its places at once.

To look for one string after the other reads a text as often as there are strings; here it is read
once, for five bytes of each, and hardly any text has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

#: So many bytes in a row are a gram. No known string may be shorter.
GRAM = 5
#: A gram is looked for by the upper bits of its product with a large odd number (Fibonacci
#: hashing, Knuth 6.4), shifted so that only the gram counts of the eight bytes that it opens.
_BITS = 14
_FACTOR = 0x9E3779B97F4A7C15 << (64 - 8 * GRAM) & (1 << 64) - 1
_SHIFT = 64 - _BITS
_MASK = (1 << 8 * GRAM) - 1
_MULTIPLIER, _DROPPED = np.uint64(_FACTOR), np.uint64(_SHIFT)
#: Places are looked at by so many, that memory stays bounded.
_AT_ONCE = 1 << 16
_PAD = bytes(7)

#: Blanks and letters, the most frequent in French first; anything else is rarer.
_FREQUENT = b" esaitnrulodcmp\xc3vqfbghjxyzkw"


class Grams:
    """Known strings of bytes, each told by the gram of it that has the rarest letters."""

    def __init__(self, known: Iterable[tuple[bytes, bytes]]) -> None:
        """Take the strings, each with a frequent one whose grams tell nothing (or none)."""
        self._table: NDArray[np.bool_] = np.zeros(1 << _BITS, np.bool_)
        grams: dict[int, list[bytes]] = {}
        for text, frequent in known:
            gram = int.from_bytes(_telling(text, frequent), "little")
            grams.setdefault(gram, []).append(text)
            self._table[(gram * _FACTOR & (1 << 64) - 1) >> _SHIFT] = True
        self._known: Mapping[int, Sequence[bytes]] = MappingProxyType(grams)

    def found(self, data: bytes) -> set[bytes]:
        """Return the known strings that *data* holds."""
        return {text for gram in self._seen(data) for text in self._known[gram] if text in data}

    def _seen(self, data: bytes) -> set[int]:
        """Return the known grams that *data* holds."""
        seen: set[int] = set()
        # Each place as the beginning of eight bytes.
        places = np.ndarray(len(data), "<u8", data + _PAD, 0, (1,))
        for begin in range(0, len(data), _AT_ONCE):
            part = places[begin : begin + _AT_ONCE]
            products = part * _MULTIPLIER
            products >>= _DROPPED
            hits = self._table.take(products.view(np.int64)).nonzero()[0]
            if len(hits):
                seen.update((part[hits] & np.uint64(_MASK)).tolist())
        return seen & self._known.keys()


def _telling(text: bytes, frequent: bytes) -> bytes:
    grams = [text[place : place + GRAM] for place in range(len(text) - GRAM + 1)]
    return max([gram for gram in grams if gram not in frequent] or grams, key=_rarity)


def _rarity(gram: bytes) -> int:
    places = map(_FREQUENT.find, gram)
    return sum(place if place >= 0 else len(_FREQUENT) for place in places)
