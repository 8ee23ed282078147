"""What a search gives back, as frozen data: facet values, hits with their snippets, offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.search.query import Query

#: A matched range [start, end) in code points.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with its count; ``value`` is None for "not stated"."""

    value: str | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of a result list: facts, and the best passages for the query with their spans."""

    id: str
    title: str
    kind: str
    year: int | None
    date: str | None
    status: str | None
    status_label: str | None
    region: tuple[str, ...]
    region_labels: tuple[str, ...]
    countries: tuple[str, ...]
    language: str | None
    identifier: str | None
    score: float
    snippet: str
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]
    path: str
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query.

    ``total`` counts every hit and ``facets`` are over all of them, each counted with every
    filter but its own. ``handle`` is the engine's own ranking, which ``Archive.hits`` reads
    page by page; nobody else looks into it. ``understood`` says in plain words what was
    searched when that differs from what was typed, else it is empty. ``settled`` is the query
    with the codes of this archive for the values that were typed, so that ``source:projets`` or
    ``status:"En sommeil"`` is the value of the facet that bears the name; None when an archive
    did not say.
    """

    query: Query
    total: int
    seconds: float
    facets: Mapping[str, tuple[FacetValue, ...]]
    handle: Any
    suggestion: str | None = None
    understood: str = ""
    settled: Query | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer of what a query that is being typed may become.

    ``kind`` is "term", "title", "identifier", "field", "value" or "country"; ``shown`` is what a
    person reads, ``text`` the whole query text when it is taken, ``count`` how many records have
    it (0 when that is not known).
    """

    kind: str
    shown: str
    text: str
    count: int = 0
