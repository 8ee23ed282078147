"""What a person should know of an answer beside the words: what its filters and its order mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index.results import FacetValue
from index.search.query import RESERVED, Query
from index.search.wording import say

#: So many currencies are named.
_NAMED = 4


def notes_of(
    query: Query,
    facets: Mapping[str, Sequence[FacetValue]],
    missing: Sequence[str] = (),
    language: str = "en",
) -> tuple[str, ...]:
    """Return what to say of a query and its answer, in plain sentences; none when all is plain.

    ``missing`` are the clauses that ask for what no record has, in the person's language.
    """
    return (
        *_reserved(query, language),
        *(say("no_value", language, clause=clause) for clause in missing),
        *_currencies(query, facets, language),
    )


def _reserved(query: Query, language: str) -> Iterator[str]:
    """Tell of clauses that ask for annotations, of which there are none."""
    asked = {item.facet for item in query.filters}
    for name in RESERVED:
        if name in asked:
            yield say(f"no_{name}", language)


def _currencies(
    query: Query, facets: Mapping[str, Sequence[FacetValue]], language: str
) -> Iterator[str]:
    """Tell that amounts of several currencies are compared as they stand."""
    by_amount = query.sort.endswith("budget") or any(
        item.facet == "budget" and item.value is not None for item in query.filters
    )
    chosen = any(item.facet == "currency" for item in query.filters)
    if not by_amount or chosen:
        return
    held = [value.label for value in facets["currency"] if value.value is not None]
    if len(held) > 1:
        yield say("currencies", language, codes=", ".join(held[:_NAMED]))
