"""How Whoosh's own writer fills a segment: posting by posting, into the same file."""

from __future__ import annotations

import pickle
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.codec import base

from index.engine.arrays import Array
from index.engine.columnset import ColumnSet
from index.engine.packing import pack
from index.engine.postings import Inverted
from index.engine.segment import EXTENSION, FondsSegment
from index.engine.segmentfile import write_segment
from index.engine.stored import StoredWriter

#: What decoding the bytes of a posting raises when another codec's writer made them up.
_NOT_POSITIONS = (EOFError, IndexError, TypeError, ValueError, pickle.UnpicklingError, struct.error)

#: The column that holds the term vectors of a field.
VECTOR = "{}.vector"


class DocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh has no hints
    """Collects stored values, lengths, columns and vectors of the documents of a segment."""

    def __init__(self, storage: Any, segment: FondsSegment) -> None:
        segment.pending["documents"] = self
        self._storage, self._segment = storage, segment
        self.documents = 0
        self.columns = ColumnSet()
        self.stored = StoredWriter()
        self.lengths: dict[str, dict[int, int]] = defaultdict(dict)
        self.is_closed = False
        self._values: dict[str, Any] = {}

    def start_doc(self, docnum: int) -> None:
        """Begin a document."""
        self._values = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """Take the stored value and the length of a field."""
        if value is not None:
            self._values[fieldname] = value
        if length:
            self.lengths[fieldname][self.documents] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        """Take the value of a column."""
        self.columns.add(fieldname, columnobj, self.documents, value)

    def add_vector_items(
        self, fieldname: str, fieldobj: Any, items: Iterable[tuple[str, float, bytes]]
    ) -> None:
        """Take the term vector of a field."""
        vector = [(text, float(weight), value or b"") for text, weight, value in items]
        if vector:
            self.columns.add_blob(VECTOR.format(fieldname), self.documents, pack(vector))

    def finish_doc(self) -> None:
        """End a document."""
        self.stored.add(self._values)
        self.documents += 1

    def cancel_doc(self) -> None:
        """Forget the document that was begun."""
        self._values = {}

    def close(self) -> None:
        """End the documents; the file is written when the postings end, where there are any."""
        self.is_closed = True
        if "postings" not in self._segment.pending:
            write_pending(self._storage, self._segment, {})

    def lengths_of(self, name: str) -> Array | None:
        """Return the lengths of a field, one for each document, int64; None where it has none."""
        if name not in self.lengths:
            return None
        held = self.lengths[name]
        lengths = np.zeros(self.documents, np.int64)
        lengths[list(held)] = list(held.values())
        return lengths


class PendingDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """Documents whose file is not written yet, as far as Whoosh asks for them: counts, lengths."""

    def __init__(self, documents: DocumentWriter) -> None:
        self._documents = documents

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._documents.documents

    def doc_count(self) -> int:
        """Return the number of documents."""
        return self._documents.documents

    def has_deletions(self) -> bool:
        """Return False: what is not written is not deleted."""
        return False

    def is_deleted(self, docnum: int) -> bool:
        """Return False."""
        return False

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a field of a document."""
        return self._documents.lengths[fieldname].get(docnum, default)


class PostingsWriter(base.FieldWriter):  # type: ignore[misc]
    """Collects the postings of a segment, and writes its file when they end."""

    def __init__(self, storage: Any, segment: FondsSegment) -> None:
        segment.pending["postings"] = self
        self._storage, self._segment = storage, segment
        self._fields: dict[str, Inverted] = {}
        self._open: _OpenField | None = None
        self._name = ""
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field."""
        self._name, self._open = fieldname, _OpenField(fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        self._field.terms.append(text)
        self._field.counts.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Take a posting."""
        self._field.add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """End a term."""

    def finish_field(self) -> None:
        """End a field."""
        self._fields[self._name] = self._field.inverted()
        self._open = None

    def close(self) -> None:
        """Write the file of the segment."""
        self.is_closed = True
        write_pending(self._storage, self._segment, self._fields)

    @property
    def _field(self) -> _OpenField:
        if self._open is None:
            raise ValueError("no field was begun")
        return self._open


def write_pending(storage: Any, segment: FondsSegment, fields: dict[str, Inverted]) -> None:
    """Write the file of a segment from what was collected."""
    documents = segment.pending.get("documents")
    if documents is None:
        documents = DocumentWriter(storage, segment)
        tops = [int(held.docs.max()) for held in fields.values() if len(held.docs)]
        documents.documents = max(tops, default=-1) + 1
    segment.pending.clear()
    for name in documents.lengths:
        fields.setdefault(name, _OpenField(formats.Existence()).inverted())
    for name, inverted in fields.items():
        inverted.lengths = documents.lengths_of(name)
    stream = segment.create_file(storage, EXTENSION)
    write_segment(stream, documents.documents, fields, documents.columns, documents.stored)


class _OpenField:
    """The postings of one field while they come in."""

    def __init__(self, format_: Any) -> None:
        self.terms: list[bytes] = []
        self.counts: list[int] = []
        self._format = format_
        self._docs = array("L")
        self._weights = array("d")
        self._values: list[bytes] = []

    def add(self, docnum: int, weight: float, value: bytes) -> None:
        self.counts[-1] += 1
        self._docs.append(docnum)
        self._weights.append(weight)
        self._values.append(value)

    def inverted(self) -> Inverted:
        """Return the field as frequencies and positions where these say all that Whoosh stored."""
        boost = float(self._format.field_boost)
        weights = np.array(self._weights, np.float64)
        found = Inverted(
            self.terms,
            np.array(self.counts, np.int64),
            np.array(self._docs, np.int64),
            boost=boost,
        )
        try:
            tfs, positions = self._plain()
        except _NOT_POSITIONS:
            tfs = positions = None
        if tfs is not None and np.array_equal(tfs * boost, weights):
            found.tfs, found.positions = tfs, positions
        else:
            found.weights, found.values = weights, self._values
        return found

    def _plain(self) -> tuple[Array | None, Array | None]:
        """Return frequencies and positions, None where the format stores something else."""
        kind = type(self._format)
        if kind is formats.Existence:
            return np.ones(len(self._docs), np.int64), None
        if kind is formats.Frequency and all(len(value) == 4 for value in self._values):
            decode = self._format.decode_frequency
            return np.fromiter(map(decode, self._values), np.int64, len(self._values)), None
        if kind is formats.Positions:
            places = [self._format.decode_positions(value) for value in self._values]
            tfs = np.fromiter(map(len, places), np.int64, len(places))
            return tfs, np.array([place for held in places for place in held], np.int64)
        return None, None
