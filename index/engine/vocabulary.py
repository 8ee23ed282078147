"""The bulk writer's memo: what stands between two blanks → the terms it yields, as numbers.

A text is cut at blanks by ``str.split`` (much faster than any pattern; no word of the analysis
holds a blank), and what each piece yields is worked out once: a *unit*. A document is then an
array of unit numbers, and everything after is arithmetic on arrays.
"""

from __future__ import annotations

from array import array

import numpy as np

from index.analysis import WORD, advance, split_word
from index.engine.arrays import Array, offsets, ranges

#: Pieces longer than this (addresses, data) are not remembered: they hardly come back.
_MEMO_LENGTH = 48
#: Distinct pieces after which a writer starts a new memo, at some 200 bytes each.
UNIT_LIMIT = 1_000_000


class Vocabulary(dict[str, int]):
    """Piece of text → number of its unit; ``vocabulary[piece]`` never fails."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._starts = array("L")
        self._counts = array("L")
        self._advances = array("L")
        self._unit_terms = array("L")
        self._unit_offsets = array("L")

    def __missing__(self, piece: str) -> int:
        """Cut a piece that was not met before."""
        unit = len(self._starts)
        start = len(self._unit_terms)
        position = 0
        for word in WORD.findall(piece):
            parts = split_word(word)
            for part in parts:
                self._unit_terms.append(self._number(part.term))
                self._unit_offsets.append(position + part.offset)
            position += advance(parts)
        self._starts.append(start)
        self._counts.append(len(self._unit_terms) - start)
        self._advances.append(position)
        if len(piece) <= _MEMO_LENGTH:
            self[piece] = unit
        return unit

    @property
    def is_full(self) -> bool:
        """Whether it is time for a new one."""
        return len(self._starts) > UNIT_LIMIT

    def units(self, text: str) -> array[int]:
        """Return a text as unit numbers."""
        return array("I", map(self.__getitem__, text.split()))

    def occurrences(self, units: Array, counts: Array) -> tuple[Array, Array, Array]:
        """Return every occurrence of a term in some documents, in the order of the text.

        Args:
            units: the documents' units in a row.
            counts: how many units each document has.

        Returns:
            Term numbers, documents (places in ``counts``) and positions, int64 each.
        """
        sizes = np.array(self._counts, np.int64)[units]
        advances = np.array(self._advances, np.int64)[units]
        where = ranges(np.array(self._starts, np.int64)[units], sizes)
        begins = offsets(advances)
        first = begins[offsets(counts)[:-1]]
        unit_document = np.repeat(np.arange(len(counts)), counts)
        unit_position = begins[:-1] - first[unit_document]
        terms = np.array(self._unit_terms, np.int64)[where]
        positions = np.repeat(unit_position, sizes) + np.array(self._unit_offsets, np.int64)[where]
        return terms, np.repeat(unit_document, sizes), positions

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.terms)
            self.terms.append(term)
        return number
