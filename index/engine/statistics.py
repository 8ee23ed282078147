"""What all segments say together: how many documents, how long their fields, how rare a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from index.analysis import Stems
from index.engine.arrays import Array, spread
from index.engine.kept import Kept
from index.engine.meeting import Meeting
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
        #: What was decoded for a query, for the next one that asks for the same.
        self.kept = Kept()
        self.meeting = Meeting()

    def field(self, name: str, segment: int) -> FieldReader | None:
        """Return a field of a segment, if the schema still has it."""
        return self.views[segment].file.field(name) if name in self.schema else None

    def starts(self, name: str, segment: int, term: int) -> Array:
        """Return where the positions of each posting of a term begin; see ``FieldReader.starts``.

        The field must have positions.
        """
        field = self._stated(name, segment)
        return self.kept.get(("starts", name, segment, term), lambda: field.starts(term))

    def tfs(self, name: str, segment: int, term: int) -> Array:
        """Return the frequencies of a term's postings, unsigned integers or float32."""
        field = self._stated(name, segment)
        if field.positions is None:
            return field.tfs(*field.span(term))
        starts = self.starts(name, segment, term)
        found: Array = starts[1:] - starts[:-1]
        return found

    def keys(self, name: str, segment: int, term: int, room: int) -> Array:
        """Return document · stride + room + position of each occurrence of a term, ascending.

        Moved by up to *room* either way, a key never leaves its document. Of ``key_type``; the
        field must have positions.
        """
        starts = self.starts(name, segment, term)
        field = self._stated(name, segment)
        documents = field.docs[slice(*field.span(term))]
        return self.kept.get(
            ("keys", name, segment, term, room),
            lambda: self.make_keys(
                name,
                segment,
                room,
                documents,
                starts[1:] - starts[:-1],
                field.positions_in(term, 0, int(starts[-1])),
            ),
        )

    def make_keys(
        self,
        name: str,
        segment: int,
        room: int,
        documents: Array,
        counts: Array,
        positions: Array,
    ) -> Array:
        """Return the keys of some positions: documents, how many each has, all of them in a row."""
        stride = self.stride(name, segment, room)
        narrow = self.views[segment].documents * stride < 1 << 32
        firsts: Array = documents.astype(np.uint32 if narrow else np.int64)
        keys = spread(firsts * firsts.dtype.type(stride) + firsts.dtype.type(room), counts)
        keys += positions
        return keys

    def stride(self, name: str, segment: int, room: int) -> int:
        """Return how far the keys of one document are from those of the next."""
        return self._stated(name, segment).last_position + 1 + 2 * room

    def _stated(self, name: str, segment: int) -> FieldReader:
        field = self.field(name, segment)
        if field is None:
            raise ValueError(f"no field {name} in segment {segment}")
        return field

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
