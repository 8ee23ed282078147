"""Phrases: documents in which words follow each other, found by arithmetic on positions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engine.arrays import Array
from index.engine.meeting import held_in
from index.engine.nodes import Match, nothing, restrict
from index.engine.postings import FieldReader
from index.engine.statistics import Statistics
from index.engine.termnodes import OneTerm

#: Room around the keys of a document, so that words of a phrase never reach into the next.
_ROOM = 64
#: With a share of its documents this small, only the positions in these are looked at.
_SELECTIVE = 6


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
        documents = self._documents(field, segment)
        if not self._scored or not len(documents):
            return documents, np.zeros(0, np.float32) if self._scored else None
        return documents, self._score(segment, documents)

    def _documents(self, field: FieldReader, segment: int) -> Array:
        """Return the documents where the words follow each other."""
        room = max(_ROOM, self._slop * len(self._terms) + 1)
        keys = _Keys(self._stats, field, self._field, segment, room)
        numbers = self._numbers[segment]
        rarest = min(numbers, key=field.frequency)
        candidates = field.docs[slice(*field.span(rarest))]
        if self._slop > 1:
            return keys.documents(self._chain(keys, numbers, candidates))
        return keys.documents(self._row(keys, numbers, candidates))

    def _row(self, keys: _Keys, numbers: Sequence[int], candidates: Array) -> Array:
        """Return the keys of the rarest word where all words stand side by side."""
        anchor, *order = sorted(range(len(numbers)), key=lambda place: keys.size(numbers[place]))
        reached = keys.of(numbers[anchor], candidates)
        for place in order:
            if not len(reached):
                break
            held = keys.of(numbers[place], candidates)
            reached = self._stats.meeting(reached, held, place - anchor)
            if len(reached) < len(candidates):
                candidates = keys.documents(reached)
        return reached

    def _chain(self, keys: _Keys, numbers: Sequence[int], candidates: Array) -> Array:
        """Return the keys of last words, where each stands within the slop of the one before."""
        first, *others = numbers
        reached = keys.of(first, candidates)
        for number in others:
            if not len(reached):
                break
            reached = follow(reached, keys.of(number, candidates), self._slop)
        return reached

    def _score(self, segment: int, documents: Array) -> Array:
        total = self._stats.views[segment].documents
        summed = np.zeros(len(documents), np.float32)
        for term in self._terms:
            kept, scores = restrict(term, segment, documents, total)
            if scores is not None:
                summed[kept] += scores
        return summed * np.float32(self._boost)


class _Keys:
    """Gives the keys of the occurrences of terms in one segment; see ``Statistics.keys``."""

    def __init__(
        self, stats: Statistics, field: FieldReader, name: str, segment: int, room: int
    ) -> None:
        self._stats, self._field = stats, field
        self._name, self._segment, self._room = name, segment, room

    def size(self, number: int) -> int:
        """Return the document frequency of a term."""
        return self._field.frequency(number)

    def of(self, number: int, candidates: Array) -> Array:
        """Return the keys of a term, ascending, at least those in some documents (ascending)."""
        if len(candidates) * _SELECTIVE > self.size(number):
            return self._stats.keys(self._name, self._segment, number, self._room)
        starts = self._stats.starts(self._name, self._segment, number)
        documents = self._field.docs[slice(*self._field.span(number))]
        wanted = candidates.astype(documents.dtype, copy=False)
        wanted = wanted[held_in(wanted, documents)]
        chosen = np.searchsorted(documents, wanted)
        counts, positions = self._field.positions_of(number, starts, chosen)
        return self._stats.make_keys(
            self._name, self._segment, self._room, wanted, counts, positions
        )

    def documents(self, keys: Array) -> Array:
        """Return the documents of some keys, each once, intp."""
        stride = self._stats.stride(self._name, self._segment, self._room)
        found = keys // keys.dtype.type(stride)
        first = np.ones(len(found), np.bool_)
        np.not_equal(found[1:], found[:-1], out=first[1:])
        documents: Array = found[first].astype(np.intp)
        return documents


def follow(first: Array, second: Array, slop: int) -> Array:
    """Return the places of ``second`` that stand 1 to ``slop`` after one of ``first``.

    Both ascending.
    """
    places = np.searchsorted(first, second) - 1
    near = places >= 0
    near[near] = second[near] - first[places[near]] <= slop
    reached: Array = second[near]
    return reached
