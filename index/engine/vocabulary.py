"""The bulk writer's memo: what stands between two blanks → the terms it yields, as numbers.

Texts are cut at blanks, and what each piece yields is worked out once: a *unit*. A document is then
an array of unit numbers, and everything before and after is arithmetic on arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from index.analysis import WORD, advance, fold, split_word
from index.engine.arrays import Array, offsets, ranges
from index.engine.hashing import Hasher, HashTable

#: Distinct pieces after which a writer starts a new memo, at some 200 bytes each.
UNIT_LIMIT = 1_000_000
#: What a word may be followed by without becoming another one.
_TRAILING = '.,;:!?)»…"'
#: Letters and digits before this one are one word with one term, whatever follows what.
_BEYOND_LATIN = "\u0250"


class Vocabulary:
    """Piece of text → number of its unit → numbers of its terms."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._bare: dict[str, int] = {}
        self._hasher, self._table = Hasher(), HashTable()
        self._starts = array("I")
        self._counts = array("I")
        self._advances = array("I")
        self._unit_terms = array("I")
        self._unit_offsets = array("I")

    @property
    def is_full(self) -> bool:
        """Whether it is time for a new one."""
        return len(self._starts) > UNIT_LIMIT

    def occurrences(self, texts: Sequence[bytes]) -> tuple[Array, Array, Array]:
        """Return every occurrence of a term in some texts, in their order.

        Args:
            texts: in UTF-8.

        Returns:
            Term numbers, texts (places in ``texts``) and positions.
        """
        data = np.frombuffer(b"\n%b\n" % b"\n".join(texts), np.uint8)
        starts, ends, hashes = self._hasher.pieces(data)

        def name(place: int) -> int:
            return self._unit(data[int(starts[place]) : int(ends[place])].tobytes().decode())

        units = self._table.numbers(hashes, name)
        bounds = offsets(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
        sizes = np.diff(np.searchsorted(starts, bounds + 1))
        return self._spread(units, sizes)

    def _spread(self, units: Array, sizes: Array) -> tuple[Array, Array, Array]:
        """Turn units into what they yield."""
        counts = np.frombuffer(self._counts, np.uint32)[units]
        begins = np.zeros(len(units) + 1, np.int32)
        np.cumsum(np.frombuffer(self._advances, np.uint32)[units], out=begins[1:])
        positions = begins[:-1] - np.repeat(begins[offsets(sizes)[:-1]], sizes)
        texts = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        starts = np.frombuffer(self._starts, np.uint32)[units]
        terms = np.frombuffer(self._unit_terms, np.uint32)
        if (counts == 1).all():
            return terms[starts], texts, positions
        where = ranges(starts, counts)
        within = np.frombuffer(self._unit_offsets, np.uint32)[where]
        return terms[where], np.repeat(texts, counts), np.repeat(positions, counts) + within

    def _unit(self, piece: str) -> int:
        """Return the unit of a piece that was not met before."""
        bare = piece.rstrip(_TRAILING)
        if not bare.isalnum():
            return self._cut(piece)
        unit = self._bare.get(bare)
        if unit is None:
            unit = self._bare[bare] = self._cut(bare)
        return unit

    def _cut(self, piece: str) -> int:
        """Make a unit of what the analysis cuts a piece into."""
        if piece.isalnum() and max(piece) < _BEYOND_LATIN:
            return self._put([self._number(fold(piece))], [0], 1)
        terms, places, position = [], [], 0
        for word in WORD.findall(piece):
            parts = split_word(word)
            terms += [self._number(part.term) for part in parts]
            places += [position + part.offset for part in parts]
            position += advance(parts)
        return self._put(terms, places, position)

    def _put(self, terms: list[int], places: list[int], advances: int) -> int:
        self._starts.append(len(self._unit_terms))
        self._counts.append(len(terms))
        self._advances.append(advances)
        self._unit_terms.extend(terms)
        self._unit_offsets.extend(places)
        return len(self._starts) - 1

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.terms)
            self.terms.append(term)
        return number
