"""Phrases: documents in which words follow each other, found by arithmetic on positions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engine.arrays import Array, spread
from index.engine.nodes import Match, nothing, restrict
from index.engine.postings import FieldReader
from index.engine.statistics import Statistics
from index.engine.termnodes import OneTerm


class Phrase:
    """Documents in which terms stand one after the other, with the scores of the terms added.

    Args:
        stats: the snapshot.
        field: the field's name.
        numbers: for each segment the numbers of the words, in the order of the phrase.
        terms: the words as scored terms.
        slop: how far apart neighbours may stand; 1 is side by side.
        boost: what scores are multiplied by.
        scored: whether scores are asked for.
    """

    def __init__(
        self,
        stats: Statistics,
        field: str,
        numbers: Sequence[Sequence[int]],
        terms: Sequence[OneTerm],
        slop: int,
        boost: float,
        scored: bool,
    ) -> None:
        self._stats, self._field, self._numbers, self._terms = stats, field, numbers, terms
        self._slop, self._boost, self._scored = slop, boost, scored

    def size(self, segment: int) -> int:
        """Return the document frequency of the rarest word."""
        return min(term.size(segment) for term in self._terms)

    def match(self, segment: int) -> Match:
        """Keep the documents of all words where their positions form the phrase."""
        field = self._stats.field(self._field, segment)
        if field is None or min(self._numbers[segment]) < 0:
            return nothing(self._scored)
        common = self._common(field, segment)
        documents = self._in_order(field, segment, common) if len(common) else common
        if not self._scored:
            return documents, None
        return documents, self._score(segment, documents)

    def _common(self, field: FieldReader, segment: int) -> Array:
        """Return the documents that hold every word, rarest first."""
        total = self._stats.views[segment].documents
        spans = sorted(
            {field.span(number) for number in self._numbers[segment]},
            key=lambda span: span[1] - span[0],
        )
        common = field.docs[slice(*spans[0])].astype(np.intp)
        for span in spans[1:]:
            mask = np.zeros(total, np.bool_)
            mask[field.docs[slice(*span)]] = True
            common = common[mask[common]]
        return common

    def _in_order(self, field: FieldReader, segment: int, common: Array) -> Array:
        """Return the documents among ``common`` where the words follow each other."""
        stride = field.last_position + self._slop * len(self._terms) + 2
        narrow = len(common) * stride < 1 << 32
        rank = np.zeros(self._stats.views[segment].documents, np.uint32 if narrow else np.int64)
        rank[common] = np.arange(len(common)) * stride
        held = np.zeros(len(rank), np.bool_)
        held[common] = True
        numbers = self._numbers[segment]
        reached = self._keys(field, numbers[0], held, rank)
        for number in numbers[1:]:
            keys = self._keys(field, number, held, rank)
            reached = follow(reached, keys, self._slop)
            if not len(reached):
                return reached
        places = reached // rank.dtype.type(stride)
        first = np.concatenate([[True], places[1:] != places[:-1]])
        chosen: Array = common[places[first]]
        return chosen

    def _keys(self, field: FieldReader, number: int, held: Array, rank: Array) -> Array:
        """Return rank · stride + position for each occurrence of a term, ascending."""
        start, end = field.span(number)
        documents = field.docs[start:end]
        chosen = np.flatnonzero(held[documents])
        if len(chosen) == len(documents):
            counts, positions = field.positions_of(number)
        else:
            counts, positions = field.positions_of(number, chosen)
            documents = documents[chosen]
        keys = spread(rank[documents], counts)
        keys += positions
        return keys

    def _score(self, segment: int, documents: Array) -> Array:
        total = self._stats.views[segment].documents
        summed = np.zeros(len(documents), np.float32)
        for term in self._terms:
            kept, scores = restrict(term, segment, documents, total)
            if scores is not None:
                summed[kept] += scores
        return summed * np.float32(self._boost)


def follow(first: Array, second: Array, slop: int) -> Array:
    """Return the places of ``second`` that stand 1 to ``slop`` after one of ``first``.

    Both ascending. Side by side (slop 1) is an intersection: one sort of both together, which is
    faster than a search for each when both are long.
    """
    if slop == 1 and len(first) * 8 > len(second) and len(second) * 8 > len(first):
        both = np.concatenate([first + first.dtype.type(1), second])
        both.sort(kind="stable")  # two sorted runs: one merge
        twice: Array = both[1:][both[1:] == both[:-1]]
        return twice
    if slop == 1 and len(first) < len(second):
        wanted = first + first.dtype.type(1)
        places = np.searchsorted(second, wanted)
        places[places == len(second)] = 0
        found: Array = wanted[second[places] == wanted]
        return found
    places = np.searchsorted(first, second) - 1
    near = places >= 0
    near[near] = second[near] - first[places[near]] <= slop
    reached: Array = second[near]
    return reached
