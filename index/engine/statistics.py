"""What all segments say together: how many documents, how long their fields, how rare a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from index.analysis import Stems
from index.engine.arrays import Array
from index.engine.postings import FieldReader
from index.engine.segmentfile import SegmentFile

#: BM25's usual parameters (Robertson and Zaragoza 2009), and Whoosh's.
K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class View:
    """A segment as a snapshot sees it: its file, the number of its first document, who lives."""

    file: SegmentFile
    base: int
    live: Array | None

    @property
    def documents(self) -> int:
        """The number of documents, deleted ones among them."""
        return self.file.documents


class Statistics:
    """Statistics of a snapshot over all its segments, deleted documents among them.

    Deleted documents count until a merge takes them away, as they do in Whoosh.
    """

    def __init__(self, views: Sequence[View], schema: Any) -> None:
        self.views = views
        self.schema = schema
        self.documents = sum(view.documents for view in views)
        self._norms: dict[tuple[str, int], Array] = {}
        self._shares: dict[tuple[str, int, float], Array] = {}
        self._averages: dict[str, float] = {}
        self.stems = Stems()
        #: What was worked out for a query, for the next one that asks for the same.
        self.memo: dict[Any, Any] = {}

    def field(self, name: str, segment: int) -> FieldReader | None:
        """Return a field of a segment, if the schema still has it."""
        return self.views[segment].file.field(name) if name in self.schema else None

    def is_scored(self, name: str) -> bool:
        """Tell whether a field ranks by BM25; else a term counts as often as it occurs."""
        return bool(self.schema[name].scorable)

    def average_length(self, name: str) -> float:
        """Return the mean length of a field, as Whoosh reckons it (never 0)."""
        if name not in self._averages:
            fields = [self.field(name, number) for number in range(len(self.views))]
            total = sum(field.total for field in fields if field is not None)
            self._averages[name] = total / max(self.documents, 1) or 1.0
        return self._averages[name]

    def norms(self, name: str, segment: int) -> Array:
        """Return K1 · (1 - B + B · length / average) for each document of a segment, float32."""
        key = (name, segment)
        if key not in self._norms:
            field = self.field(name, segment)
            size = self.views[segment].documents
            lengths = None if field is None else field.lengths
            held = np.zeros(size, np.float32) if lengths is None else lengths.astype(np.float32)
            held[held == 0] = 1.0
            held *= np.float32(K1 * B / self.average_length(name))
            held += np.float32(K1 * (1 - B))
            self._norms[key] = held
        return self._norms[key]

    def shares(self, name: str, segment: int, weight: float) -> Array:
        """Return what an occurrence counts in each document of a segment, float32, kept.

        1 / (1 - weight + weight · length / average): less in long fields.
        """
        key = (name, segment, weight)
        if key not in self._shares:
            ratios = self.norms(name, segment) - np.float32(K1 * (1 - B))
            ratios *= np.float32(weight / (K1 * B))
            ratios += np.float32(1 - weight)
            self._shares[key] = np.reciprocal(ratios)
        return self._shares[key]

    def whoosh_idf(self, frequency: int) -> float:
        """Return the inverse document frequency of Whoosh's weighting models."""
        return log(self.documents / (frequency + 1)) + 1

    def lucene_idf(self, frequency: int) -> float:
        """Return Lucene's inverse document frequency, which is never negative."""
        return log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))


def bm25(tfs: Array, norms: Array, weight: float) -> Array:
    """Return weight · tf · (K1 + 1) / (tf + norm), float32; the arrays are used up."""
    norms += tfs
    np.divide(tfs, norms, out=tfs)
    tfs *= np.float32(weight * (K1 + 1))
    return tfs
