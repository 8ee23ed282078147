"""Filters and facet counts over columns: one pass over the hits of each segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.engine.arrays import Array, counts
from index.engine.columns import CodeColumn, count_codes
from index.engine.interface import ColumnFilter, Range
from index.engine.segmentfile import SegmentFile
from index.engine.statistics import View


def passing(file: SegmentFile, wanted: ColumnFilter) -> Array:
    """Return which documents of a segment pass a filter, as booleans."""
    kept = np.ones(file.documents, np.bool_)
    if wanted.include or wanted.ranges:
        kept = _holding(file, wanted.column, wanted.include, wanted.ranges)
    if wanted.exclude or wanted.exclude_ranges:
        kept &= ~_holding(file, wanted.column, wanted.exclude, wanted.exclude_ranges)
    return kept


def _holding(
    file: SegmentFile, name: str, values: Sequence[str | None], ranges: Sequence[Range]
) -> Array:
    numbers = file.numbers(name)
    if numbers is not None:
        return _numbers_holding(numbers, values, ranges)
    column = file.codes(name)
    if column is None:  # no document of the segment has a value
        return np.full(file.documents, None in values, np.bool_)
    return _codes_holding(column, file.documents, values, ranges)


def _numbers_holding(
    numbers: Array, values: Sequence[str | None], ranges: Sequence[Range]
) -> Array:
    mask = np.zeros(len(numbers), np.bool_)
    stated = ~np.isnan(numbers)
    for value in values:
        mask |= ~stated if value is None else numbers == float(value)
    for low, high in ranges:
        inside = stated.copy()
        if low is not None:
            inside &= numbers >= low
        if high is not None:
            inside &= numbers <= high
        mask |= inside
    return mask


def _codes_holding(
    column: CodeColumn, documents: int, values: Sequence[str | None], ranges: Sequence[Range]
) -> Array:
    chosen = np.zeros(len(column.codes) + 1, np.bool_)
    for value in values:
        number = -1 if value is None else column.codes.find(value.encode("utf-8", "replace"))
        if value is None or number >= 0:
            chosen[number + 1] = True
    for number, code in enumerate(column.codes.slice(0, len(column.codes)) if ranges else [], 1):
        chosen[number] |= code.isdigit() and _within(float(code), ranges)
    if column.starts is None:
        return chosen[column.numbers]
    mask = np.zeros(documents, np.bool_)
    mask[column.documents[chosen[column.numbers]]] = True
    if chosen[0]:
        mask |= counts(column.starts) == 0
    return mask


def _within(number: float, ranges: Sequence[Range]) -> bool:
    return any(
        (low is None or number >= low) and (high is None or number <= high) for low, high in ranges
    )


class FacetCounter:
    """Counts codes over the segments of a snapshot; remembers how their numbers go together."""

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views
        self._joined: dict[str, tuple[list[str | None], list[Array]]] = {}

    def counts(self, name: str, found: Sequence[Array]) -> Mapping[str | None, int]:
        """Return the count of each code over documents, those without any under None.

        Args:
            name: the column.
            found: for each segment the documents, ascending.
        """
        codes, places = self._join(name)
        total = np.zeros(len(codes), np.int64)
        for view, documents, place in zip(self._views, found, places, strict=True):
            column = view.file.codes(name)
            if column is None:
                total[0] += len(documents)
            else:
                total[place] += count_codes(column, documents, None)
        held = np.flatnonzero(total)
        return dict(zip([codes[n] for n in held.tolist()], total[held].tolist(), strict=True))

    def _join(self, name: str) -> tuple[list[str | None], list[Array]]:
        """Return all codes (None first), and where the numbers of each segment go among them."""
        if name not in self._joined:
            lists = []
            for view in self._views:
                column = view.file.codes(name)
                lexicon = [] if column is None else column.codes.slice(0, len(column.codes))
                lists.append(lexicon)
            union = sorted(set().union(*lists))
            place = {code: number for number, code in enumerate(union, 1)}
            places = [np.array([0, *(place[code] for code in codes)], np.intp) for codes in lists]
            texts: list[str | None] = [None, *(c.decode("utf-8", "replace") for c in union)]
            self._joined[name] = (texts, places)
        return self._joined[name]
