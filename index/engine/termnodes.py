"""The leaves of a compiled query: one term, the forms of a word, many terms at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from index.engine.arrays import Array, ranges
from index.engine.nodes import Match, constant, nothing
from index.engine.postings import FieldReader
from index.engine.statistics import Statistics, bm25

#: A candidate list this many times shorter than the postings is searched for in them.
_RARE = 8
#: Of many terms, so many of the commonest are looked at one by one: often nothing is left to add.
_COMMON = 64
#: Of the others, the postings of so many are gathered at a time.
_TOGETHER = 8192


class OneTerm:
    """Documents that hold a term, scored by BM25 as Whoosh does.

    Args:
        stats: the snapshot.
        field: the field's name.
        numbers: the term's number in each segment, -1 where it has none.
        boost: what scores are multiplied by.
        scored: whether scores are asked for.
    """

    def __init__(
        self, stats: Statistics, field: str, numbers: Sequence[int], boost: float, scored: bool
    ) -> None:
        self._stats, self._field, self._scored = stats, field, scored
        self._numbers = numbers
        self._ranked = stats.is_scored(field)
        frequency = sum(map(self.size, range(len(numbers))))
        self._weight = boost * stats.whoosh_idf(frequency) if self._ranked else boost

    def size(self, segment: int) -> int:
        """Return the document frequency in a segment."""
        field = self._reader(segment)
        return 0 if field is None else field.frequency(self._numbers[segment])

    def match(self, segment: int) -> Match:
        """Return the postings of the term."""
        field = self._reader(segment)
        if field is None:
            return nothing(self._scored)
        start, end = field.span(self._numbers[segment])
        documents = field.docs[start:end].astype(np.intp)
        if not self._scored:
            return documents, None
        return documents, self._score(segment, field, documents, self._tfs(segment))

    def among(self, segment: int, documents: Array) -> tuple[Array, Array | None] | None:
        """Look documents up in the postings."""
        field = self._reader(segment)
        if field is None:
            return None
        start, end = field.span(self._numbers[segment])
        total = self._stats.views[segment].documents
        kept, tfs = look_up(field.docs[start:end], self._tfs(segment), documents, total)
        if not self._scored:
            return kept, None
        return kept, self._score(segment, field, documents[kept], tfs)

    def _reader(self, segment: int) -> FieldReader | None:
        return self._stats.field(self._field, segment) if self._numbers[segment] >= 0 else None

    def _tfs(self, segment: int) -> Array:
        return self._stats.tfs(self._field, segment, self._numbers[segment])

    def _score(self, segment: int, field: FieldReader, documents: Array, tfs: Array) -> Array:
        weights = tfs.astype(np.float32)
        if field.boost != 1.0 and field.weights is None:
            weights *= np.float32(field.boost)
        if not self._ranked:
            return weights * np.float32(self._weight)
        return bm25(weights, self._stats.norms(self._field, segment).take(documents), self._weight)


class Forms:
    """Documents that hold any form of a word, scored as if all forms were one term.

    Frequencies are added, those of other forms than the one that was typed times a little less
    than one; the document frequency is that of the union.

    Args:
        stats: the snapshot.
        field: the field's name.
        forms: for each segment the numbers of the forms.
        factors: for each segment what the frequency of each form counts.
        boost: what scores are multiplied by.
        scored: whether scores are asked for.
    """

    def __init__(
        self,
        stats: Statistics,
        field: str,
        forms: Sequence[Sequence[int]],
        factors: Sequence[Sequence[float]],
        boost: float,
        scored: bool,
    ) -> None:
        self._stats, self._field, self._scored = stats, field, scored
        self._forms, self._factors = forms, factors
        self._united = [self._unite(segment) for segment in range(len(forms))]
        frequency = sum(len(documents) for documents, _ in self._united)
        self._weight = boost * stats.lucene_idf(frequency)
        self.nbytes = held_bytes(self._united)

    def size(self, segment: int) -> int:
        """Return the document frequency of the union in a segment."""
        return len(self._united[segment][0])

    def match(self, segment: int) -> Match:
        """Return the union of the forms' postings."""
        documents, tfs = self._united[segment]
        if not self._scored or not len(documents):
            return documents, np.zeros(0, np.float32) if self._scored else None
        return documents, self._score(segment, documents, tfs.astype(np.float32))

    def among(self, segment: int, documents: Array) -> tuple[Array, Array | None] | None:
        """Look documents up in the union."""
        held, tfs = self._united[segment]
        if not len(held):
            return None
        kept, tfs = look_up(held, tfs, documents, self._stats.views[segment].documents)
        if not self._scored:
            return kept, None
        return kept, self._score(segment, documents[kept], tfs.astype(np.float32))

    def _score(self, segment: int, documents: Array, tfs: Array) -> Array:
        if not self._stats.is_scored(self._field):
            return tfs * np.float32(self._weight)
        return bm25(tfs, self._stats.norms(self._field, segment).take(documents), self._weight)

    def _unite(self, segment: int) -> tuple[Array, Array]:
        """Return the documents of the union and the frequency of the word in each, float32."""
        field = self._stats.field(self._field, segment)
        numbers, factors = self._forms[segment], self._factors[segment]
        if field is None or not len(numbers):
            return np.zeros(0, np.intp), np.zeros(0, np.float32)
        if len(numbers) == 1:
            tfs = self._weighed(segment, numbers[0], factors[0])
            return field.docs[slice(*field.span(numbers[0]))].astype(np.intp), tfs
        dense = np.zeros(self._stats.views[segment].documents, np.float32)
        mask = np.zeros(len(dense), np.bool_)
        pairs = sorted(zip(numbers, factors, strict=True), key=lambda p: -field.frequency(p[0]))
        for place, (number, factor) in enumerate(pairs):
            held = field.docs[slice(*field.span(number))].astype(np.intp)
            if place:
                dense[held] += self._weighed(segment, number, factor)
            else:  # the most frequent: nothing stands there yet
                dense[held] = self._weighed(segment, number, factor)
            mask[held] = True
        documents = np.flatnonzero(mask)
        return documents, dense.take(documents)

    def _weighed(self, segment: int, number: int, factor: float) -> Array:
        tfs: Array = self._stats.tfs(self._field, segment, number).astype(np.float32)
        if factor != 1.0:
            tfs *= np.float32(factor)
        return tfs


def held_bytes(united: Sequence[tuple[Array, Array]]) -> int:
    """Return the bytes of pairs of arrays."""
    return sum(documents.nbytes + tfs.nbytes for documents, tfs in united)


def look_up(held: Array, tfs: Array, documents: Array, total: int) -> tuple[Array, Array]:
    """Return which of some documents have a posting (booleans), and the frequencies of these.

    Args:
        held: the documents of the postings, ascending, at least one.
        tfs: their frequencies, all above zero.
        documents: what is looked for, ascending.
        total: the number of documents of the segment.
    """
    if len(documents) * _RARE > len(held):
        dense = np.zeros(total, np.float32)
        dense[held.astype(np.intp)] = tfs
        found = dense.take(documents)
        kept = found > 0
        return kept, found[kept]
    places = np.searchsorted(held, documents.astype(held.dtype))
    places[places == len(held)] = 0
    kept = held[places] == documents
    return kept, tfs[places[kept]]


class ManyTerms:
    """Documents that hold any of many terms: a prefix, a range, a pattern.

    Args:
        stats: the snapshot.
        field: the field's name.
        numbers: for each segment the numbers of the terms, ascending; a ``range`` where they lie
            side by side.
        boost: the score of every document, or what the terms' scores are multiplied by.
        scored: whether scores are asked for.
        frequencies: for each segment the document frequency of its terms over all segments, where
            every term is to be scored by BM25; None where all documents score the same.
    """

    def __init__(
        self,
        stats: Statistics,
        field: str,
        numbers: Sequence[Sequence[int]],
        boost: float,
        scored: bool,
        frequencies: Sequence[Array] | None = None,
    ) -> None:
        self._stats, self._field, self._scored = stats, field, scored
        self._numbers, self._boost, self._frequencies = numbers, boost, frequencies
        self._documents = cache(self._unite)

    def size(self, segment: int) -> int:
        """Return the number of postings, at most the number of documents."""
        field = self._stats.field(self._field, segment)
        numbers = self._numbers[segment]
        if field is None or not len(numbers):
            return 0
        if isinstance(numbers, range):
            start, end = field.span(numbers.start, numbers.stop)
            return min(end - start, self._stats.views[segment].documents)
        return self._stats.views[segment].documents

    def match(self, segment: int) -> Match:
        """Return the union of the terms' postings."""
        if not self._scored or self._frequencies is None:
            return constant(self._documents(segment), self._boost, self._scored)
        return self._score(segment)

    def _unite(self, segment: int) -> Array:
        field = self._stats.field(self._field, segment)
        if field is None or not len(self._numbers[segment]):
            return np.zeros(0, np.intp)
        mask = np.zeros(self._stats.views[segment].documents, np.bool_)
        for documents in self._postings(field, segment):
            mask[documents.astype(np.intp)] = True
            if mask.all():  # nothing can be added
                break
        return np.flatnonzero(mask)

    def _postings(self, field: FieldReader, segment: int) -> Iterator[Array]:
        """Yield the documents of the terms; of many terms those of the commonest first."""
        numbers: Any = self._numbers[segment]
        if isinstance(numbers, range):
            start, end = field.span(numbers.start, numbers.stop)
            if end - start < 2 * self._stats.views[segment].documents:
                yield field.docs[start:end]
                return
        chosen = np.asarray(numbers, np.int64)
        common = np.arange(len(chosen))
        if len(chosen) > _COMMON:
            sizes = field.post[chosen + 1].astype(np.int64) - field.post[chosen]
            common = np.argpartition(sizes, -_COMMON)[-_COMMON:]
        for number in chosen[common].tolist():
            yield field.docs[slice(*field.span(number))]
        rest = np.delete(chosen, common)
        for place in range(0, len(rest), _TOGETHER):
            yield field.docs[_places(field, rest[place : place + _TOGETHER])[0]]

    def _score(self, segment: int) -> Match:
        field = self._stats.field(self._field, segment)
        if field is None or not len(self._numbers[segment]) or self._frequencies is None:
            return nothing(self._scored)
        places, counts = _places(field, np.asarray(self._numbers[segment], np.int64))
        documents = field.docs[places].astype(np.intp)
        tfs = field.tfs(0, len(field.docs))[places].astype(np.float32) * np.float32(field.boost)
        if self._stats.is_scored(self._field):
            idf = np.log(self._stats.documents / (self._frequencies[segment] + 1)) + 1
            norms = self._stats.norms(self._field, segment).take(documents)
            tfs = bm25(tfs, norms, self._boost) * np.repeat(idf, counts).astype(np.float32)
        else:
            tfs *= np.float32(self._boost)
        total = self._stats.views[segment].documents
        summed = np.bincount(documents, weights=tfs, minlength=total)
        found = np.flatnonzero(np.bincount(documents, minlength=total))
        return found, summed[found].astype(np.float32)


def _places(field: FieldReader, numbers: Array) -> tuple[Array, Array]:
    """Return the places of all postings of some terms in the field, and how many each has."""
    starts = field.post[numbers].astype(np.int64)
    sizes = field.post[numbers + 1].astype(np.int64) - starts
    return ranges(starts, sizes), sizes
