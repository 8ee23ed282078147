"""Merging segments: arrays concatenated term by term, without what was deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

import numpy as np
from whoosh import columns as wc

from index.engine.arrays import Array, ArrayWriter, counts, offsets, ranges, slices
from index.engine.columns import write_codes, write_numbers
from index.engine.columnset import (
    ColumnSet,
    foreign_reader,
    number_type,
    takes_codes,
    takes_numbers,
)
from index.engine.lexicon import merge_terms
from index.engine.postings import FieldReader, Inverted
from index.engine.segmentfile import SegmentFile, write_segment
from index.engine.stems import StemRows, StemTable, merge_rows, stem_rows
from index.engine.stored import StoredWriter

#: A segment with its deleted documents, as booleans.
Source = tuple[SegmentFile, Array | None]

#: Values that are merged at once, to save memory.
_CHUNK = 1 << 21


def merge(stream: BinaryIO, sources: Sequence[Source], schema: Any) -> int:
    """Write one segment from several; return how many documents it has.

    What the schema does not know any more is left out.

    Raises:
        ArchiveDamagedError: one of the segments is damaged.
    """
    kept = [
        np.arange(f.documents) if dead is None else np.flatnonzero(~dead) for f, dead in sources
    ]
    bases = offsets(np.array([len(documents) for documents in kept], np.int64))
    total = int(bases[-1])
    maps = []
    for (file, _), documents, base in zip(sources, kept, bases, strict=False):
        renamed = np.full(file.documents, -1, np.int64)
        renamed[documents] = base + np.arange(len(documents))
        maps.append(renamed)
    files = [file for file, _ in sources]
    names = sorted({name for file in files for name in file.field_names if name in schema})
    stemmed = {name for file in files for name in file.arrays.meta["stemmed"]}
    fields, tables = {}, {}
    for name in names:
        parts = _parts(name, files, maps)
        union, places = merge_terms([part.terms for part in parts])
        fields[name] = _merge_field(parts, union, places, total)
        if name in stemmed:
            tables[name] = _merge_stems(parts, union, places)
    stored = StoredWriter()
    for file, documents in zip(files, kept, strict=True):
        stored.add_from(file.stored, documents)
    columns = _MergedColumns(files, kept, schema)
    write_segment(stream, total, fields, columns, stored, tables)
    return total


class _Part:
    """What a segment brings to a merged field: its postings, deleted documents gone."""

    def __init__(self, field: FieldReader, renamed: Array, stems: StemTable | None) -> None:
        self.field, self.renamed, self.stems = field, renamed, stems
        terms = len(field.lexicon)
        self.terms = field.lexicon.slice(0, terms)
        documents = renamed[field.docs]
        alive = documents >= 0
        self.counts = counts(field.post)
        self.tfs = field.tfs(0, len(field.docs))
        self.positions = field.positions
        self.values = (
            [field.value(n) for n in np.flatnonzero(alive).tolist()] if field.has_values else None
        )
        if not alive.all():
            owner = np.repeat(np.arange(terms), self.counts)
            self.counts = np.bincount(owner[alive], minlength=terms)
            if self.positions is not None:
                self.positions = self.positions[np.repeat(alive, self.tfs.astype(np.int64))]
            self.tfs, documents = self.tfs[alive], documents[alive]
        self.documents = documents
        self._drop_empty()

    def _drop_empty(self) -> None:
        self.held = self.counts > 0
        if not self.held.all():
            self.terms = [term for term, kept in zip(self.terms, self.held, strict=True) if kept]
            self.counts = self.counts[self.held]

    @property
    def position_counts(self) -> Array:
        """How many positions each term has."""
        return counts(offsets(self.tfs)[offsets(self.counts)])


def _parts(name: str, files: Sequence[SegmentFile], maps: Sequence[Array]) -> list[_Part]:
    """Return what each segment that has a field brings to it."""
    fields = [file.field(name) for file in files]
    return [
        _Part(field, renamed, file.stem_table(name))
        for file, field, renamed in zip(files, fields, maps, strict=True)
        if field is not None
    ]


def _merge_field(
    parts: Sequence[_Part], union: list[bytes], places: Sequence[Array], total: int
) -> Inverted:
    held = [part.counts for part in parts]
    weighted = any(part.field.weights is not None for part in parts)
    tfs = _interleave(held, places, len(union), [part.tfs for part in parts])
    merged = Inverted(
        terms=union,
        counts=_summed(held, places, len(union)),
        docs=_interleave(held, places, len(union), [part.documents for part in parts]),
        tfs=None if weighted else tfs,
        weights=tfs.astype(np.float32) if weighted else None,
        boost=parts[0].field.boost,
    )
    if all(part.positions is not None for part in parts):
        merged.positions = _interleave(
            [part.position_counts for part in parts],
            places,
            len(union),
            [part.positions for part in parts],
        )
    if any(part.values is not None for part in parts):
        merged.values = _interleave_values(parts, held, places, len(union))
    if any(part.field.lengths is not None for part in parts):
        merged.lengths = np.zeros(total, np.int64)
        for part in parts:
            if part.field.lengths is not None:
                alive = part.renamed >= 0
                merged.lengths[part.renamed[alive]] = part.field.lengths[alive]
    return merged


def _merge_stems(parts: Sequence[_Part], union: list[bytes], places: Sequence[Array]) -> StemRows:
    """Return the stem table of a merged field with these terms."""
    tables = []
    for part, place in zip(parts, places, strict=True):
        if part.stems is None:
            return stem_rows(union)  # Whoosh's own writer made that segment
        moved = np.full(len(part.held), -1, np.int64)
        moved[part.held] = place
        tables.append((part.stems, moved))
    return merge_rows(tables)


def _summed(held: Sequence[Array], places: Sequence[Array], size: int) -> Array:
    summed = np.zeros(size, np.int64)
    for count, place in zip(held, places, strict=True):
        summed[place] += count
    return summed


def _interleave(
    held: Sequence[Array], places: Sequence[Array], size: int, values: Sequence[Any]
) -> Array:
    """Return values that lie term by term in each part, term by term over all parts.

    Args:
        held: for each part, how many values each of its terms has.
        places: for each part, where its terms are among the merged ones.
        size: the number of merged terms.
        values: the values of each part.
    """
    summed = _summed(held, places, size)
    cursor = offsets(summed)[:-1].copy()
    dtype = np.result_type(*[value.dtype for value in values])
    out = np.empty(int(summed.sum()), dtype)
    for count, place, value in zip(held, places, values, strict=True):
        starts = cursor[place]
        begins = offsets(count)
        for first, last in slices(begins, _CHUNK):
            target = ranges(starts[first:last], count[first:last])
            out[target] = value[int(begins[first]) : int(begins[last])]
        cursor[place] += count
    return out


def _interleave_values(
    parts: Sequence[_Part], sizes: Sequence[Array], places: Sequence[Array], size: int
) -> list[bytes]:
    held = [value for part in parts for value in part.values or [b""] * len(part.documents)]
    begins = offsets(np.array([len(part.documents) for part in parts], np.int64))[:-1]
    numbers = [
        begin + np.arange(len(part.documents)) for begin, part in zip(begins, parts, strict=True)
    ]
    return [held[number] for number in _interleave(sizes, places, size, numbers).tolist()]


class _MergedColumns(ColumnSet):
    """The columns of several segments, one after the other."""

    def __init__(self, files: Sequence[SegmentFile], kept: Sequence[Array], schema: Any) -> None:
        super().__init__()
        self._files, self._kept, self._schema = files, kept, schema

    def write(self, out: ArrayWriter, documents: int) -> dict[str, Any]:
        """Write all columns; return name → what its reader must know."""
        meta: dict[str, Any] = {}
        for name in sorted({name for file in self._files for name in file.column_names}):
            column = self._schema[name].column_type if name in self._schema else None
            if any(file.blobs(name) for file in self._files):
                self._copy_blobs(name)
            if takes_codes(column):
                meta[name] = self._write_codes(out, name)
            elif takes_numbers(column):
                meta[name] = self._write_numbers(out, name, column)
            elif column is not None:
                self._copy_foreign(name, column)
        return meta | super().write(out, documents)

    def _write_codes(self, out: ArrayWriter, name: str) -> dict[str, Any]:
        columns = [file.codes(name) for file in self._files]
        lists = [[] if c is None else c.codes.slice(0, len(c.codes)) for c in columns]
        union, places = merge_terms(lists)
        numbers, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for column, place, kept in zip(columns, places, self._kept, strict=True):
            if column is None:
                counts.append(np.zeros(len(kept), np.int64))
                continue
            held, count = column.pairs()
            counts.append(count[kept])
            numbers.append(1 + place[held[ranges(offsets(count)[:-1][kept], count[kept])] - 1])
        held_codes, renamed = _in_use(union, np.concatenate(numbers))
        return write_codes(out, name, held_codes, renamed, np.concatenate(counts))

    def _write_numbers(self, out: ArrayWriter, name: str, column: Any) -> dict[str, Any]:
        parts = []
        for file, kept in zip(self._files, self._kept, strict=True):
            numbers = file.numbers(name)
            if numbers is None:
                parts.append(np.full(len(kept), column.default_value(), number_type(column)))
            else:
                parts.append(numbers[kept])
        return write_numbers(out, name, np.concatenate(parts))

    def _copy_blobs(self, name: str) -> None:
        number = 0
        for file, kept in zip(self._files, self._kept, strict=True):
            held = file.blobs(name)
            for local in kept.tolist():
                if held is not None:
                    self.add_blob(name, number, held[local])
                number += 1

    def _copy_foreign(self, name: str, column: wc.Column) -> None:
        number = 0
        for file, kept in zip(self._files, self._kept, strict=True):
            held = name in file.column_names
            reader = foreign_reader(file.arrays, name, column, file.documents) if held else None
            for local in kept.tolist():
                if reader is not None:
                    self.add(name, column, number, reader[local])
                number += 1


def _in_use(codes: list[bytes], numbers: Array) -> tuple[list[bytes], Array]:
    """Leave out codes that only deleted documents had; return the others and their numbers.

    Keys to sort by are as many as documents: they would grow with every update.
    """
    used = np.zeros(len(codes) + 1, np.bool_)
    used[numbers] = True
    if used[1:].all():
        return codes, numbers
    kept = [code for code, held in zip(codes, used[1:].tolist(), strict=True) if held]
    return kept, np.cumsum(used)[numbers]
