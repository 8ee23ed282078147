"""A batch: documents collected in memory until they become one segment."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from whoosh import formats
from whoosh.analysis import IDTokenizer

from index.analysis import FondsAnalyzer
from index.engine.arrays import Array
from index.engine.columnset import ColumnSet
from index.engine.inversion import (
    DOCUMENT_SHIFT,
    MAX_DOCUMENTS,
    MAX_TERMS,
    TERM_SHIFT,
    KeptRuns,
    invert,
    name_terms,
    to_runs,
)
from index.engine.packing import pack, pack_row
from index.engine.postings import Inverted
from index.engine.segmentfile import write_segment
from index.engine.spilling import Spill
from index.engine.stored import StoredWriter
from index.engine.vocabulary import Vocabulary

#: Bytes of text that are collected before they become keys: so many that few terms have a run in
#: many chunks, so few that a chunk does not leave the processor's cache far behind.
_PENDING = 1 << 21
#: Chunks of text that may wait for the helper: more would only fill memory.
_AHEAD = 4
#: Documents that are taken apart together.
AT_ONCE = 64
#: Bytes that an occurrence and a run of them take at the height of writing, fitted to what batches
#: of 5,000 to 60,000 documents of four kilobytes took. A term's occurrence in a field without
#: positions is a run of its own.
_BYTES_AN_OCCURRENCE, _BYTES_A_RUN = 11, 45
#: What a byte of text comes to by that, before its chunk is counted: a term has some five bytes.
_BYTES_A_BYTE = 5


class _TextField:
    """Collects a field that Fonds' own analyzer cuts; the helper turns texts into keys."""

    def __init__(self, vocabulary: Vocabulary, field: Any, helper: Executor, folder: Path) -> None:
        self._vocabulary, self._helper = vocabulary, helper
        self._spill = Spill(folder)
        self._positions = field.format.supports("positions")
        self._scorable = bool(field.scorable)
        self._texts: list[bytes] = []
        self._documents = array("I")
        self._size = 0
        self._chunks: list[Future[_Chunk]] = []
        self._uncounted: list[int] = []
        self._counted = 0

    def add_all(self, first: int, texts: Sequence[str | None]) -> None:
        for document, text in enumerate(texts, first):
            if text:
                data = text.encode("utf-8", "replace")
                self._texts.append(data)
                self._documents.append(document)
                self._size += len(data)
                if self._size > _PENDING:
                    self._hand_over(self._spill)

    @property
    def memory(self) -> int:
        return self._counted + _BYTES_A_BYTE * (sum(self._uncounted) + self._size)

    def inverted(self, documents: int) -> tuple[Array, Future[Inverted]]:
        """Have the helper invert the field; return the ranks of its terms at once."""
        self._hand_over()
        chunks = [chunk.result() for chunk in self._chunks]
        self._chunks = []
        lengths = np.zeros(documents, np.int64) if self._scorable else None
        if lengths is not None:
            for chunk in chunks:
                lengths[chunk.documents] += chunk.lengths
        runs = [chunk.runs for chunk in chunks]
        terms, rank = name_terms(runs, self._vocabulary.terms)
        return rank, self._helper.submit(invert, runs, terms, rank, lengths)

    def close(self) -> None:
        """Have the helper let go of what it put aside."""
        self._helper.submit(self._spill.close)

    def _hand_over(self, spill: Spill | None = None) -> None:
        """Have the helper invert what was collected; it alone touches vocabulary and file."""
        documents = np.array(self._documents, np.uint32)
        job = self._helper.submit(
            _to_chunk, self._vocabulary, self._texts, documents, self._positions, spill
        )
        self._chunks.append(job)
        self._uncounted.append(self._size)
        if len(self._chunks) > _AHEAD:
            self._counted += self._chunks[-_AHEAD - 1].result().memory
            del self._uncounted[0]
        self._texts, self._documents, self._size = [], array("I"), 0


class _Chunk(NamedTuple):
    """Part of a field inverted, and the length of the field in each of its documents."""

    runs: KeptRuns
    documents: Array
    lengths: Array

    @property
    def memory(self) -> int:
        """About the bytes that it takes at the height of writing."""
        return len(self.runs.terms) * _BYTES_A_RUN + int(self.lengths.sum()) * _BYTES_AN_OCCURRENCE


def _to_chunk(
    vocabulary: Vocabulary,
    texts: list[bytes],
    documents: Array,
    positions: bool,
    spill: Spill | None,
) -> _Chunk:
    keys, lengths = vocabulary.keys(texts, documents)
    runs = to_runs(keys, positions)
    return _Chunk(runs if spill is None else spill.keep(runs), documents, lengths)


class _TermField:
    """Collects any other indexed field: what it yields is asked of Whoosh, or plain terms."""

    def __init__(self, field: Any) -> None:
        self._field = field
        self._scorable = bool(field.scorable)
        self._numbers: dict[bytes, int] = {}
        self._keys = array("Q")
        self._lengths: dict[int, int] = {}
        self._plain = type(field.format) in (formats.Existence, formats.Frequency)
        self._whole = self._plain and type(field.analyzer) is IDTokenizer
        self._once = type(field.format) is formats.Existence

    @property
    def memory(self) -> int:
        return len(self._keys) * _BYTES_A_RUN + 100 * len(self._numbers)

    def add_all(self, first: int, values: Sequence[Any]) -> None:
        numbers = self._numbers
        for document, value in enumerate(values, first):
            if value is None:
                continue
            for term, frequency in self._terms(value):
                number = numbers.setdefault(term, len(numbers))
                key = number << TERM_SHIFT | document << DOCUMENT_SHIFT
                self._keys.extend(range(key, key + frequency))
                if self._scorable:
                    self._lengths[document] = self._lengths.get(document, 0) + frequency

    def inverted(self, documents: int) -> Inverted:
        lengths = None
        if self._scorable:
            lengths = np.zeros(documents, np.int64)
            lengths[list(self._lengths)] = list(self._lengths.values())
        chunks: list[KeptRuns] = [to_runs(np.array(self._keys, np.uint64), positions=False)]
        terms, rank = name_terms(chunks, list(self._numbers))
        inverted = invert(chunks, terms, rank, lengths)
        inverted.boost = float(self._field.format.field_boost)
        return inverted

    def _terms(self, value: Any) -> list[tuple[bytes, int]]:
        if self._whole and isinstance(value, str):
            return [(value.encode("utf-8", "replace"), 1)]
        if self._plain and isinstance(value, (tuple, list)):
            counted: dict[bytes, int] = {}
            for item in value:
                term = item.encode("utf-8", "replace")
                counted[term] = 1 if self._once else counted.get(term, 0) + 1
            return list(counted.items())
        return [(term, int(frequency)) for term, frequency, _, _ in self._field.index(value)]


class Batch:
    """Documents on their way into one segment.

    Args:
        schema: the Whoosh schema. Fields of Fonds' analyzer keep positions; others must have a
            format that keeps at most frequencies.
        vocabulary: the memo, shared by the batches of a writer.
        helper: a thread that compresses and reckons while this one goes on reading.
        folder: where the index lies, and what does not fit into memory meanwhile.
    """

    def __init__(self, schema: Any, vocabulary: Vocabulary, helper: Executor, folder: Path) -> None:
        self.size = 0
        self._vocabulary, self._helper, self._folder = vocabulary, helper, folder
        self._stored = StoredWriter()
        self._columns = ColumnSet()
        self._fields: dict[str, _TextField | _TermField] = {}
        self._text_fields: list[_TextField] = []
        self._waiting: list[Mapping[str, Any]] = []
        self._add: list[tuple[str, Callable[[int, Sequence[Any]], None]]] = []
        self._stored_names: list[tuple[str, bytes]] = []
        self._boosts: dict[str, float] = {}
        for name, field in schema.items():
            self._prepare(name, field)

    def add(self, document: Mapping[str, Any]) -> int:
        """Collect a document; return its number in the batch."""
        self._waiting.append(document)
        self.size += 1
        if len(self._waiting) >= AT_ONCE:
            self._take_in()
        return self.size - 1

    def _take_in(self) -> None:
        """Take the documents that wait apart, field by field: many at once cost less."""
        documents, self._waiting = self._waiting, []
        first = self.size - len(documents)
        for name, add_all in self._add:
            add_all(first, [document.get(name) for document in documents])
        for document in documents:
            values = ((key, document.get(name)) for name, key in self._stored_names)
            row = [(key, value) for key, value in values if value is not None]
            self._stored.add_packed(pack_row(row, len(row)))

    @property
    def memory(self) -> int:
        """About the bytes that turning the batch into a segment takes."""
        return sum(field.memory for field in self._fields.values()) + self._stored.memory()

    @property
    def is_full(self) -> bool:
        """Whether no more documents fit into one segment."""
        return self.size >= MAX_DOCUMENTS or len(self._vocabulary.terms) > MAX_TERMS - 100_000

    def close(self) -> None:
        """Let go of what was put aside, written or not."""
        for field in self._text_fields:
            field.close()

    def write(self, stream: BinaryIO) -> None:
        """Write the batch as a segment."""
        self._take_in()
        fields, tables, waiting = {}, {}, {}
        for name in list(self._fields):
            field = self._fields.pop(name)
            if isinstance(field, _TermField):
                fields[name] = field.inverted(self.size)
            else:
                rank, waiting[name] = field.inverted(self.size)
                tables[name] = self._vocabulary.stems.rows(rank)  # while the helper sorts
        for name, inverted in waiting.items():
            fields[name] = inverted.result()
            fields[name].boost = self._boosts[name]
        write_segment(stream, self.size, fields, self._columns, self._stored, tables)

    def _prepare(self, name: str, field: Any) -> None:
        if field.stored:
            self._stored_names.append((name, pack(name)))
        if field.column_type:
            self._add.append((name, self._column_adder(name, field)))
        if not field.indexed:
            return
        if isinstance(field.analyzer, FondsAnalyzer):
            held = _TextField(self._vocabulary, field, self._helper, self._folder)
            self._text_fields.append(held)
            self._fields[name] = held
            self._boosts[name] = float(field.format.field_boost)
        elif type(field.format) in (formats.Existence, formats.Frequency):
            self._fields[name] = _TermField(field)
        else:
            raise TypeError(f"the bulk writer cannot write the field “{name}”")
        self._add.append((name, self._fields[name].add_all))

    def _column_adder(self, name: str, field: Any) -> Callable[[int, Sequence[Any]], None]:
        column, columns, convert = field.column_type, self._columns, field.to_column_value

        def add_all(first: int, values: Sequence[Any]) -> None:
            if any(value is not None for value in values):
                kept = [
                    value if value is None or isinstance(value, (tuple, list)) else convert(value)
                    for value in values
                ]
                columns.add_all(name, column, first, kept)

        return add_all
