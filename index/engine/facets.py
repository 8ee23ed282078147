"""Filters and facet counts over columns: one pass over the hits of each segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.engine.arrays import Array, counts
from index.engine.columns import CodeColumn, count_codes
from index.engine.interface import ColumnFilter, Range
from index.engine.segmentfile import SegmentFile
from index.engine.statistics import View

#: Columns are counted together while their numbers have so many combinations at most.
_CROSSED = 4096


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
    """Counts codes over the segments of a snapshot; remembers how their numbers go together.

    Columns of one code a document are counted together: their numbers are joined into one, which
    is counted once, and the counts of each column are sums over it.
    """

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views
        self._joined: dict[str, tuple[list[str | None], list[Array]]] = {}
        self._crossed: dict[tuple[int, tuple[str, ...]], Array] = {}

    def counts(
        self, names: Sequence[str], found: Sequence[Array]
    ) -> dict[str, Mapping[str | None, int]]:
        """Return for each column the count of each code, of documents without any under None.

        Args:
            names: the columns.
            found: for each segment the documents, ascending.
        """
        totals = {name: np.zeros(len(self._join(name)[0]), np.int64) for name in names}
        for segment, documents in enumerate(found):
            for name, counted in self._count(segment, names, documents):
                totals[name][self._join(name)[1][segment]] += counted
        return {name: self._named(name, total) for name, total in totals.items()}

    def _count(
        self, segment: int, names: Sequence[str], documents: Array
    ) -> Iterator[tuple[str, Array]]:
        """Yield the columns with the counts of their numbers in one segment."""
        columns = {name: self._views[segment].file.codes(name) for name in names}
        group: list[tuple[str, CodeColumn]] = []
        size = 1
        for name, column in columns.items():
            if column is None:  # nothing is stated in this segment
                yield name, np.array([len(documents)])
            elif column.starts is not None:
                yield name, count_codes(column, documents, None)
            else:
                size *= len(column.codes) + 1
                if size > _CROSSED and group:
                    yield from self._count_group(segment, group, documents)
                    group, size = [], len(column.codes) + 1
                group.append((name, column))
        yield from self._count_group(segment, group, documents)

    def _count_group(
        self, segment: int, group: list[tuple[str, CodeColumn]], documents: Array
    ) -> Iterator[tuple[str, Array]]:
        if len(group) < 2:
            yield from ((name, count_codes(column, documents, None)) for name, column in group)
            return
        shape = [len(column.codes) + 1 for _, column in group]
        key = (segment, tuple(name for name, _ in group))
        if key not in self._crossed:
            numbers = tuple(column.numbers.astype(np.intp) for _, column in group)
            self._crossed[key] = np.ravel_multi_index(numbers, shape).astype(np.uint16)
        crossed = self._crossed[key][documents]
        table = np.bincount(crossed, minlength=int(np.prod(shape))).reshape(shape)
        for axis, (name, _) in enumerate(group):
            yield name, table.sum(axis=tuple(a for a in range(len(shape)) if a != axis))

    def _named(self, name: str, total: Array) -> Mapping[str | None, int]:
        codes = self._join(name)[0]
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
