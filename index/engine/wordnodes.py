"""The nodes of ``wordquery``: words ranked over fields, enough of many, closeness, feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.engine.arrays import Array
from index.engine.nodes import Match, Node
from index.engine.statistics import B, Statistics
from index.engine.termnodes import held_bytes, look_up

#: BM25F (Robertson and Zaragoza 2009, section 3.6): saturation, and how much the length of each
#: field counts. Measured by ``tests.bench.relevance``, one set for all collections.
SATURATION = 1.2
LENGTH_WEIGHTS: Mapping[str, float] = {"title": 0.5, "card": 0.5, "body": 0.75}

#: What an occurrence of a form counts: other than the one typed, and akin in a language only that
#: the query is not in.
OTHER_FORM = 0.6
FOREIGN_FORM = 0.27


class Word:
    """Documents that hold any form of a word in any of several fields, ranked as one term.

    Args:
        stats: the snapshot.
        fields: the fields, and how much an occurrence in each counts.
        text: the folded word.
        languages: the languages whose stems count fully; empty for all.
        boost: what scores are multiplied by.
        scored: whether scores are asked for.
    """

    def __init__(
        self,
        stats: Statistics,
        fields: Mapping[str, float],
        text: str,
        languages: frozenset[str],
        boost: float,
        scored: bool,
    ) -> None:
        self._stats, self._fields, self._text, self._scored = stats, fields, text, scored
        stems = stats.stems.of(text)
        self._near = {stem for stem in stems if not languages or stem[0] in languages}
        self._far = stems - self._near
        self._united = [self._unite(segment) for segment in range(len(stats.views))]
        frequency = sum(len(documents) for documents, _ in self._united)
        self._weight = np.float32(boost * stats.lucene_idf(frequency) * (SATURATION + 1))
        self.idf = stats.lucene_idf(frequency) * boost
        self.nbytes = held_bytes(self._united)

    def size(self, segment: int) -> int:
        """Return the number of documents of a segment that match."""
        return len(self._united[segment][0])

    def match(self, segment: int) -> Match:
        """Return the union of the forms' postings in all fields."""
        documents, tfs = self._united[segment]
        return documents, self._weight * tfs / (tfs + SATURATION) if self._scored else None

    def among(self, segment: int, documents: Array) -> tuple[Array, Array | None] | None:
        """Look documents up."""
        held, tfs = self._united[segment]
        if not len(held):
            return None
        kept, chosen = look_up(held, tfs, documents, self._stats.views[segment].documents)
        return kept, self._weight * chosen / (chosen + SATURATION) if self._scored else None

    def forms(self, name: str, segment: int) -> list[tuple[int, float]]:
        """Return the numbers of the forms in a field, and what an occurrence of each counts."""
        field = self._stats.field(name, segment)
        if field is None:
            return []
        found: dict[int, float] = {}
        table = self._stats.views[segment].file.stem_table(name) if self._near else None
        if table is not None:
            if self._far:
                found = dict.fromkeys(
                    table.terms(self._far, self._stats.stems).tolist(), FOREIGN_FORM
                )
            found |= dict.fromkeys(table.terms(self._near, self._stats.stems).tolist(), OTHER_FORM)
        exact = field.lexicon.find(self._text.encode("utf-8", "replace"))
        if exact >= 0:
            found[exact] = 1.0
        return list(found.items())

    def _unite(self, segment: int) -> tuple[Array, Array]:
        """Return documents, and the frequency of the word in each, float32, fields weighed."""
        total = self._stats.views[segment].documents
        chosen = [(name, self.forms(name, segment)) for name in self._fields]
        chosen = [(name, forms) for name, forms in chosen if forms]
        if not chosen:
            return np.zeros(0, np.intp), np.zeros(0, np.float32)
        dense, mask = np.zeros(total, np.float32), np.zeros(total, np.bool_)
        for name, forms in chosen:
            field = self._stats.field(name, segment)
            for number, factor in forms if field is not None else ():
                assert field is not None
                span = field.span(number)
                documents = field.docs[slice(*span)].astype(np.intp)
                tfs = self._weighed(name, segment, span, documents)
                if factor != 1.0:
                    tfs *= np.float32(factor)
                dense[documents] += tfs
                mask[documents] = True
        documents = np.flatnonzero(mask)
        return documents, dense.take(documents)

    def _weighed(self, name: str, segment: int, span: tuple[int, int], documents: Array) -> Array:
        """Return the frequencies of postings, by the field's weight and the record's length."""
        field = self._stats.field(name, segment)
        assert field is not None
        shares = self._stats.shares(name, segment, LENGTH_WEIGHTS.get(name, B))
        tfs: Array = field.tfs(*span).astype(np.float32)
        tfs *= shares.take(documents)
        tfs *= np.float32(self._fields[name] * field.boost)
        return tfs


class Family(Word):
    """Documents that hold any term with a beginning, ranked as if all were one term.

    Words of one family begin alike where no stemmer knows it: "aérodrome", "aéroport". Made with
    the beginning as ``text``.
    """

    def _unite(self, segment: int) -> tuple[Array, Array]:
        total = self._stats.views[segment].documents
        dense = np.zeros(total, np.float64)
        for name in self._fields:
            field = self._stats.field(name, segment)
            if field is None:
                continue
            first, last = field.lexicon.prefix(self._text.encode("utf-8", "replace"))
            if first < last:
                span = field.span(first, last)
                documents = field.docs[slice(*span)].astype(np.intp)
                tfs = self._weighed(name, segment, span, documents)
                dense += np.bincount(documents, weights=tfs, minlength=total)
        documents = np.flatnonzero(dense)
        return documents, dense[documents].astype(np.float32)


class Enough:
    """Documents that match the children that weigh enough together; scores are added.

    Args:
        children: the queries; a ``Word`` weighs its inverse document frequency, another as much
            as the heaviest word. A child that matches nowhere weighs nothing.
        need: the share of all weight that a document must reach.
        totals: the number of documents of each segment.
        scored: whether scores are asked for.
    """

    def __init__(
        self, children: Sequence[Node], need: float, totals: Sequence[int], scored: bool
    ) -> None:
        self._children = [
            child for child in children if any(child.size(s) for s in range(len(totals)))
        ]
        words = [child.idf for child in self._children if isinstance(child, Word)]
        heaviest = max(words, default=1.0)
        self._weights = [
            child.idf if isinstance(child, Word) else heaviest for child in self._children
        ]
        self._least = np.float32(max(need * sum(self._weights) - 1e-4, 0.0))
        self._totals, self._scored = totals, scored

    def size(self, segment: int) -> int:
        """Return the sizes of the children together."""
        return sum(child.size(segment) for child in self._children)

    def match(self, segment: int) -> Match:
        """Weigh and add up the children in dense accumulators."""
        weights = np.zeros(self._totals[segment], np.float32)
        dense = np.zeros(self._totals[segment] if self._scored else 0, np.float32)
        for child, weight in zip(self._children, self._weights, strict=True):
            documents, scores = child.match(segment)
            weights[documents] += np.float32(weight)
            if scores is not None:
                dense[documents] += scores
        together = np.flatnonzero((weights > 0) & (weights >= self._least))
        return together, dense[together] if self._scored else None


class Found:
    """What a node matches, worked out once; nobody may write into its arrays."""

    def __init__(self, node: Node, segments: int) -> None:
        self._matches = [node.match(segment) for segment in range(segments)]

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return sum(held.nbytes for match in self._matches for held in match if held is not None)

    def size(self, segment: int) -> int:
        """Return the number of documents of a segment."""
        return len(self._matches[segment][0])

    def match(self, segment: int) -> Match:
        """Return what was worked out."""
        return self._matches[segment]


class Mixed:
    """Documents of one node; another's scores, scaled to a share of its own, are added."""

    def __init__(self, base: Node, hints: Node, share: float, totals: Sequence[int]) -> None:
        self._base, self._totals = base, totals
        self._found = [base.match(segment) for segment in range(len(totals))]
        self._hints = [hints.match(segment) for segment in range(len(totals))]
        top, most = _highest(self._found), _highest(self._hints)
        self._factor = np.float32(share * top / most if most else 0.0)

    def size(self, segment: int) -> int:
        """Return the number of documents of the base."""
        return len(self._found[segment][0])

    def match(self, segment: int) -> Match:
        """Return the base, ranked with the hints."""
        documents, scores = self._found[segment]
        hinted, more = self._hints[segment]
        if scores is None or more is None or not len(documents):
            return documents, scores
        dense = np.zeros(self._totals[segment], np.float32)
        dense[hinted] = more
        return documents, scores + self._factor * dense[documents]


def _highest(found: Sequence[Match]) -> float:
    tops = [float(scores.max()) for _, scores in found if scores is not None and len(scores)]
    return max(tops, default=0.0)
