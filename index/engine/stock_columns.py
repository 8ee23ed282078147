"""Facet, number and key columns of a Whoosh index as numpy arrays, for filters and counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine.interface import ColumnFilter, Range
from index.schema import CODE_SEPARATOR, FACET_COLUMNS, NUMBER_COLUMNS

Mask = NDArray[np.bool_]


class CodeColumn:
    """A column of codes: pairs (document, number of its code), sorted by document.

    Code number 0 is "not stated"; a document without a code has one pair with it.
    """

    def __init__(self, size: int, rows: Iterable[tuple[str, ...]]) -> None:
        numbers: dict[str | None, int] = {None: 0}
        docs: list[int] = []
        codes: list[int] = []
        for docnum, row in enumerate(rows):
            for value in row or (None,):
                docs.append(docnum)
                codes.append(numbers.setdefault(value, len(numbers)))
        self._size = size
        self._numbers = numbers
        self._docs = np.array(docs, dtype=np.int64)
        self._codes = np.array(codes, dtype=np.int64)

    def holding(self, values: Sequence[str | None], ranges: Sequence[Range]) -> Mask:
        """Return which documents hold one of the values, or a number within a range."""
        wanted = {self._numbers[value] for value in values if value in self._numbers}
        wanted.update(
            number
            for value, number in self._numbers.items()
            if value is not None and value.isdecimal() and _within(float(value), ranges)
        )
        mask = np.zeros(self._size, dtype=np.bool_)
        mask[self._docs[np.isin(self._codes, list(wanted))]] = True
        return mask

    def counts(self, hits: Mask) -> dict[str | None, int]:
        """Return the count of each code over the documents of a mask, zero counts left out."""
        found = np.bincount(self._codes[hits[self._docs]], minlength=len(self._numbers))
        return {value: int(found[n]) for value, n in self._numbers.items() if found[n]}


class NumberColumn:
    """A column of numbers, NaN where not stated."""

    def __init__(self, values: NDArray[np.float64]) -> None:
        self.values = values

    def holding(self, values: Sequence[str | None], ranges: Sequence[Range]) -> Mask:
        """Return which documents hold one of the values, or a number within a range."""
        mask = np.zeros(len(self.values), dtype=np.bool_)
        for value in values:
            mask |= np.isnan(self.values) if value is None else self.values == float(value)
        for low, high in ranges:
            inside = ~np.isnan(self.values)
            if low is not None:
                inside &= self.values >= low
            if high is not None:
                inside &= self.values <= high
            mask |= inside
        return mask


def passing(column: CodeColumn | NumberColumn, wanted: ColumnFilter) -> Mask:
    """Return which documents pass a filter of their column."""
    left_out = column.holding(wanted.exclude, wanted.exclude_ranges)
    if not wanted.include and not wanted.ranges:
        return ~left_out
    return column.holding(wanted.include, wanted.ranges) & ~left_out


def load_column(readers: Sequence[Any], name: str) -> CodeColumn | NumberColumn:
    """Read a column of codes or numbers from Whoosh's readers of segments.

    Raises:
        TypeError: there is no such column.
    """
    if name in NUMBER_COLUMNS:
        return NumberColumn(np.array(raw_values(readers, name), dtype=np.float64))
    if name not in FACET_COLUMNS:
        raise TypeError(f"there is no column “{name}”")
    values = raw_values(readers, name)
    rows = (tuple(filter(None, v.decode().split(CODE_SEPARATOR))) for v in values)
    return CodeColumn(len(values), rows)


def raw_values(readers: Sequence[Any], name: str) -> list[Any]:
    """Return a Whoosh column, value by value, over all segments."""
    values: list[Any] = []
    for reader in readers:
        if reader.has_column(name):
            values.extend(reader.column_reader(name).load())
        else:
            default = reader.schema[name].column_type.default_value()
            values.extend([default] * reader.doc_count_all())
    return values


def _within(number: float, ranges: Sequence[Range]) -> bool:
    return any(
        (low is None or number >= low) and (high is None or number <= high) for low, high in ranges
    )
