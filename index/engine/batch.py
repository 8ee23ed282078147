"""A batch: documents collected in memory until they become one segment."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

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
    invert,
    keys_of,
)
from index.engine.postings import Inverted
from index.engine.segmentfile import write_segment
from index.engine.stems import StemWriter
from index.engine.stored import StoredWriter
from index.engine.vocabulary import Vocabulary

#: Units that are kept as they are before they become keys.
_PENDING = 1 << 20
#: Bytes an occurrence takes at the height of an inversion: its key, its share of the results.
_BYTES_AN_OCCURRENCE = 18


class _TextField:
    """Collects a field that Fonds' own analyzer cuts: units first, keys then."""

    def __init__(self, vocabulary: Vocabulary, field: Any) -> None:
        self._vocabulary = vocabulary
        self._positions = field.format.supports("positions")
        self._scorable = bool(field.scorable)
        self._boost = float(field.format.field_boost)
        self._units = array("I")
        self._documents = array("L")
        self._counts = array("L")
        self._keys: list[Array] = []
        self._lengths: list[tuple[Array, Array]] = []
        self.occurrences = 0

    def add(self, document: int, text: str) -> None:
        units = self._vocabulary.units(text)
        self._units.extend(units)
        self._documents.append(document)
        self._counts.append(len(units))
        if len(self._units) > _PENDING:
            self._to_keys()

    @property
    def memory(self) -> int:
        return self.occurrences * _BYTES_AN_OCCURRENCE + 4 * len(self._units)

    def inverted(self, documents: int) -> Inverted:
        self._to_keys()
        keys = np.concatenate(self._keys) if self._keys else np.zeros(0, np.uint64)
        self._keys = []
        lengths = None
        if self._scorable:
            lengths = np.zeros(documents, np.int64)
            for chosen, found in self._lengths:
                lengths[chosen] += found
        inverted = invert(keys, self._vocabulary.terms, lengths, self._positions)
        inverted.boost = self._boost
        return inverted

    def _to_keys(self) -> None:
        counts = np.array(self._counts, np.int64)
        names = np.array(self._documents, np.int64)
        units = np.frombuffer(self._units, np.uint32) if self._units else np.zeros(0, np.uint32)
        terms, places, positions = self._vocabulary.occurrences(units, counts)
        self._keys.append(keys_of(terms, names[places], positions))
        self._lengths.append((names, np.bincount(places, minlength=len(names))))
        self.occurrences += len(terms)
        self._units = array("I")
        self._documents, self._counts = array("L"), array("L")


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
        return len(self._keys) * _BYTES_AN_OCCURRENCE + 100 * len(self._numbers)

    def add(self, document: int, value: Any) -> None:
        for term, frequency in self._terms(value):
            number = self._numbers.setdefault(term, len(self._numbers))
            key = number << TERM_SHIFT | document << DOCUMENT_SHIFT
            self._keys.extend(range(key, key + frequency))
            self._lengths[document] = self._lengths.get(document, 0) + frequency

    def inverted(self, documents: int) -> Inverted:
        lengths = None
        if self._scorable:
            lengths = np.zeros(documents, np.int64)
            lengths[list(self._lengths)] = list(self._lengths.values())
        keys = np.array(self._keys, np.uint64)
        inverted = invert(keys, list(self._numbers), lengths, positions=False)
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
    """

    def __init__(self, schema: Any, vocabulary: Vocabulary) -> None:
        self.size = 0
        self._vocabulary = vocabulary
        self._stored = StoredWriter()
        self._columns = ColumnSet()
        self._fields: dict[str, _TextField | _TermField] = {}
        self._add: list[tuple[str, Callable[[int, Any], None]]] = []
        self._stored_names: list[str] = []
        self._stemmed: list[str] = []
        for name, field in schema.items():
            self._prepare(name, field)

    def add(self, document: Mapping[str, Any]) -> int:
        """Collect a document; return its number in the batch."""
        number = self.size
        for name, add in self._add:
            value = document.get(name)
            if value is not None:
                add(number, value)
        self._stored.add(
            {name: document[name] for name in self._stored_names if document.get(name) is not None}
        )
        self.size += 1
        return number

    @property
    def memory(self) -> int:
        """About the bytes that turning the batch into a segment takes."""
        return sum(field.memory for field in self._fields.values()) + self._stored.memory()

    @property
    def is_full(self) -> bool:
        """Whether no more documents fit into one segment."""
        return self.size >= MAX_DOCUMENTS or len(self._vocabulary.terms) > MAX_TERMS - 100_000

    def write(self, stream: BinaryIO, stems: StemWriter) -> None:
        """Write the batch as a segment."""
        fields = {}
        for name in list(self._fields):
            fields[name] = self._fields.pop(name).inverted(self.size)
        write_segment(stream, self.size, fields, self._columns, self._stored, stems, self._stemmed)

    def _prepare(self, name: str, field: Any) -> None:
        if field.stored:
            self._stored_names.append(name)
        if field.column_type:
            self._add.append((name, self._column_adder(name, field)))
        if not field.indexed:
            return
        if isinstance(field.analyzer, FondsAnalyzer):
            self._fields[name] = _TextField(self._vocabulary, field)
            self._stemmed.append(name)
        elif type(field.format) in (formats.Existence, formats.Frequency):
            self._fields[name] = _TermField(field)
        else:
            raise TypeError(f"the bulk writer cannot write the field “{name}”")
        self._add.append((name, self._fields[name].add))

    def _column_adder(self, name: str, field: Any) -> Callable[[int, Any], None]:
        column, columns, convert = field.column_type, self._columns, field.to_column_value

        def add(number: int, value: Any) -> None:
            several = isinstance(value, (tuple, list))
            columns.add(name, column, number, value if several else convert(value))

        return add
