"""From the filters of a query to column filters: values as people type them become codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index import values
from index.engine.interface import ColumnFilter, Range
from index.search.query import FACETS, Filter
from index.search.ranges import LAST_IMPORT, value_range

#: Facet → code → label, for the values of an archive that no table knows.
Labels = Mapping[str, Mapping[str, str]]


def column_filters(filters: Iterable[Filter], labels: Labels) -> list[ColumnFilter]:
    """Return one column filter per column, in the order of its first filter."""
    gathered: dict[str, list[Filter]] = {}
    for item in filters:
        gathered.setdefault(item.facet, []).append(item)
    return [_column(name, items, labels) for name, items in gathered.items()]


def _column(name: str, items: list[Filter], labels: Labels) -> ColumnFilter:
    codes: dict[bool, list[str | None]] = {False: [], True: []}
    ranges: dict[bool, list[Range]] = {False: [], True: []}
    for item in items:
        if item.value is None or (name == "year" and item.value.isdecimal()):
            codes[item.exclude].append(item.value)
        elif (span := _span(name, item.value, labels)) is not None:
            ranges[item.exclude].append(span)
        else:
            codes[item.exclude].append(_code(name, item.value, labels))
    return ColumnFilter(
        name, tuple(codes[False]), tuple(codes[True]), tuple(ranges[False]), tuple(ranges[True])
    )


def _span(name: str, typed: str, labels: Labels) -> Range | None:
    """Return the range that a typed value means; an archive knows when its last import was."""
    if name == "added" and typed == LAST_IMPORT and typed in labels.get(name, {}):
        return (float(labels[name][typed]), None)
    return value_range(name, typed)


def _code(facet: str, typed: str, labels: Labels) -> str:
    """Return the code that a typed value means; one that means nothing finds nothing."""
    if facet not in FACETS:
        return "nan"  # what is no number equals none in a column of numbers
    if facet == "year" or typed in labels.get(facet, {}):
        return typed
    return values.code(facet, typed) or typed
