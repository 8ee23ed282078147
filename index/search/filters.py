"""From the filters of a query to column filters: values as people type them become codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from index import values
from index.engine.interface import ColumnFilter, Range
from index.keys import key
from index.schema import facet_column
from index.search.bands import BANDS
from index.search.query import FACETS, NUMBERS, RESERVED, Filter, Query
from index.search.ranges import LAST_IMPORT, value_range

#: Facet → code → label, for the values of an archive that no table knows; sources by their names.
Labels = Mapping[str, Mapping[str, str]]

#: What is no number equals none in a column of numbers.
_NO_NUMBER = "nan"
_NOTHING = ColumnFilter("added", include=(_NO_NUMBER,))


def column_filters(
    filters: Iterable[Filter], labels: Labels, *, stated_only: bool = False
) -> list[ColumnFilter]:
    """Return one column filter per facet or number, in the order of its first filter.

    ``stated_only`` asks the columns that hold no inferred value.
    """
    gathered: dict[str, list[Filter]] = {}
    for item in filters:
        gathered.setdefault(item.facet, []).append(item)
    return [
        made
        for name, items in gathered.items()
        if (made := _column(name, items, labels, stated_only)) is not None
    ]


def settled(query: Query, labels: Labels) -> Query:
    """Return the query with the codes of an archive for the values that were typed.

    What ``status:"En sommeil"`` or ``source:projets`` means, only an archive knows.
    """
    filters = [
        replace(item, value=value)
        for item in query.filters
        for value in _settled_values(item, labels)
    ]
    return replace(query, filters=tuple(dict.fromkeys(filters)))


def _settled_values(item: Filter, labels: Labels) -> Sequence[str | None]:
    if item.value is None or item.facet in (*NUMBERS, *RESERVED):
        return (item.value,)
    if item.facet == "year" and value_range("year", item.value) is not None:
        return (item.value,)
    return _codes(item.facet, item.value, labels)


def _column(
    name: str, items: list[Filter], labels: Labels, stated_only: bool
) -> ColumnFilter | None:
    if name in RESERVED:
        demanded = any((item.value is None) == item.exclude for item in items)
        return _NOTHING if demanded else None
    if name == "budget" and not all(item.value is None or item.value in BANDS for item in items):
        column = "budget"
    else:
        column = facet_column(name, stated_only)
    by_code = column == facet_column("budget")
    codes: dict[bool, list[str | None]] = {False: [], True: []}
    ranges: dict[bool, list[Range]] = {False: [], True: []}
    for item in items:
        if item.value is None or by_code or (name == "year" and item.value.isdecimal()):
            codes[item.exclude].append(item.value)
        elif (span := _span(name, item.value, labels)) is not None:
            ranges[item.exclude].append(span)
        else:
            codes[item.exclude] += _codes(name, item.value, labels)
    return ColumnFilter(
        column,
        tuple(codes[False]),
        tuple(codes[True]),
        _joined(ranges[False]),
        tuple(ranges[True]),
    )


def _joined(ranges: list[Range]) -> tuple[Range, ...]:
    """Return what "from 2015 on" and "before 2018" ask for together: what lies between them.

    Ends that do not meet ("before 2010", "from 2018 on") are two ranges.
    """
    match ranges:
        case [(float() as low, None), (None, float() as high)] if low <= high:
            return ((low, high),)
        case [(None, float() as high), (float() as low, None)] if low <= high:
            return ((low, high),)
    return tuple(ranges)


def _span(name: str, typed: str, labels: Labels) -> Range | None:
    """Return the range that a typed value means; an archive knows when its last import was."""
    if name == "added" and typed == LAST_IMPORT and typed in labels.get(name, {}):
        return (float(labels[name][typed]), None)
    return value_range(name, typed)


def _codes(facet: str, typed: str, labels: Labels) -> Sequence[str]:
    """Return the codes that a typed value means; one that means nothing finds nothing."""
    if facet not in FACETS or facet == "budget":
        return (_NO_NUMBER,)
    own = labels.get(facet, {})
    if facet == "year" or typed in own:
        return (typed,)
    if facet == "source":
        return _sources(typed, own) or (typed,)
    wanted = _bare(typed)
    known = next((code for code, label in own.items() if _bare(label) == wanted), None)
    return (known or values.code(facet, typed) or typed,)


def _bare(text: str) -> str:
    """Return a value without accents, case, marks and the spaces between words."""
    return key(text).replace(" ", "") or text


def _sources(typed: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sources that bear a name, else those whose name holds it."""
    wanted = key(typed)
    called = tuple(code for code, name in names.items() if key(name) == wanted)
    holding = (code for code, name in names.items() if wanted and wanted in key(name))
    return called or tuple(holding)
