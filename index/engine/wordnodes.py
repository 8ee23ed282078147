"""The nodes of ``wordquery``: words ranked over fields, enough of many, closeness, feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.analysis import Stems
from index.engine.arrays import Array
from index.engine.nodes import Match, Node
from index.engine.postings import FieldReader
from index.engine.statistics import K1, B, Statistics

#: BM25F (Robertson and Zaragoza 2009, section 3.6): saturation, and how much the length of each
#: field counts. Measured by ``tests.bench.relevance``, one set for all collections.
SATURATION = 1.5
LENGTH_WEIGHTS: Mapping[str, float] = {"title": 0.5, "card": 0.5, "body": 0.6}

#: What an occurrence of a form counts: other than the one typed, and akin in a language only that
#: the query is not in.
OTHER_FORM = 0.9
FOREIGN_FORM = 0.27

#: A candidate list this many times shorter than the postings is searched for in them.
_RARE = 24


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
        self._stems = Stems().of(text)
        self._near = {stem for stem in self._stems if not languages or stem[0] in languages}
        self._united = [self._unite(segment) for segment in range(len(stats.views))]
        frequency = sum(len(documents) for documents, _ in self._united)
        self._weight = np.float32(boost * stats.lucene_idf(frequency) * (SATURATION + 1))
        self.idf = stats.lucene_idf(frequency) * boost

    def size(self, segment: int) -> int:
        """Return the number of documents of a segment that match."""
        return len(self._united[segment][0])

    def match(self, segment: int) -> Match:
        """Return the union of the forms' postings in all fields."""
        documents, tfs = self._united[segment]
        return documents, self._weight * tfs / (tfs + SATURATION) if self._scored else None

    def among(self, segment: int, documents: Array) -> tuple[Array, Array | None] | None:
        """Look a few documents up; None where taking all is cheaper."""
        held, tfs = self._united[segment]
        if not len(held) or len(documents) * _RARE > len(held):
            return None
        places = np.searchsorted(held, documents)
        places[places == len(held)] = 0
        kept = held[places] == documents
        chosen = tfs[places[kept]]
        return kept, self._weight * chosen / (chosen + SATURATION) if self._scored else None

    def forms(self, name: str, segment: int) -> list[tuple[int, float]]:
        """Return the numbers of the forms in a field, and what an occurrence of each counts."""
        field = self._stats.field(name, segment)
        if field is None:
            return []
        found: dict[int, float] = {}
        table = self._stats.views[segment].file.stem_table(name) if self._stems else None
        if table is not None:
            found = dict.fromkeys(table.terms(self._stems).tolist(), FOREIGN_FORM)
            found |= dict.fromkeys(table.terms(self._near).tolist(), OTHER_FORM)
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
        dense = np.zeros(total, np.float32)
        for name, forms in chosen:
            field = self._stats.field(name, segment)
            if field is not None:
                self._add(dense, field, name, segment, forms)
        documents = np.flatnonzero(dense)
        return documents, dense[documents]

    def _add(
        self,
        dense: Array,
        field: FieldReader,
        name: str,
        segment: int,
        forms: Sequence[tuple[int, float]],
    ) -> None:
        """Add the weighed frequencies of forms in one field."""
        norms = self._stats.norms(name, segment)
        # The norms are K1 · (1 - B + B · ratio); here 1 - b + b · ratio is wanted.
        weight = LENGTH_WEIGHTS.get(name, B)
        scale, shift = np.float32(weight / (K1 * B)), np.float32(1 - weight / B)
        for number, factor in forms:
            start, end = field.span(number)
            documents = field.docs[start:end].astype(np.intp)
            lengths = norms.take(documents)
            lengths *= scale
            lengths += shift
            share = np.float32(factor * self._fields[name] * field.boost)
            dense[documents] += field.tfs(start, end) * share / lengths


class Enough:
    """Documents that match at least some number of the children; scores are added."""

    def __init__(
        self, children: Sequence[Node], need: int, totals: Sequence[int], scored: bool
    ) -> None:
        self._children, self._need = children, need
        self._totals, self._scored = totals, scored

    def size(self, segment: int) -> int:
        """Return the sizes of the children together."""
        return sum(child.size(segment) for child in self._children)

    def match(self, segment: int) -> Match:
        """Count and add up the children in dense accumulators."""
        counts = np.zeros(self._totals[segment], np.uint16)
        dense = np.zeros(self._totals[segment] if self._scored else 0, np.float32)
        for child in self._children:
            if not child.size(segment):
                continue
            documents, scores = child.match(segment)
            counts[documents] += 1
            if scores is not None:
                dense[documents] += scores
        together = np.flatnonzero(counts >= max(self._need, 1))
        return together, dense[together] if self._scored else None


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
