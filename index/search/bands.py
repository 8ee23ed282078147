"""Budget bands: a facet of amounts. A band is the clause ``budget:50k..<100k``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from whoosh import query as wq

from index.engine.interface import ColumnFilter, EngineSearcher
from index.results import FacetValue
from index.search.facets import NOT_STATED
from index.search.ranges import value_range

#: The bands, as typed after ``budget:``; the ends of project budgets that people speak of.
BANDS = ("..<50k", "50k..<100k", "100k..<250k", "250k..<500k", "500k..<1m", "1m..<5m", "5m..")


def budget_bands(
    searcher: EngineSearcher,
    query: wq.Query,
    filters: Sequence[ColumnFilter] = (),
    language: str = "en",
    cancelled: Callable[[], bool] | None = None,
) -> tuple[FacetValue, ...]:
    """Return how many hits each band has, "not stated" last; empty bands are left out.

    Filters by budget do not count, as no facet's own filter does.
    """
    others = [wanted for wanted in filters if wanted.column != "budget"]

    def count(wanted: ColumnFilter) -> int:
        return searcher.search(query, filters=[*others, wanted], cancelled=cancelled).total

    budget = ColumnFilter("budget")
    found = [
        FacetValue(band, label_of_band(band), count(replace(budget, ranges=(span,))))
        for band in BANDS
        if (span := value_range("budget", band)) is not None
    ]
    unstated = count(replace(budget, include=(None,)))
    found.append(FacetValue(None, NOT_STATED.get(language, NOT_STATED["en"]), unstated))
    return tuple(band for band in found if band.count)


def label_of_band(band: str) -> str:
    """Return a band as it is read: "50k – 100k", "< 50k", "≥ 5m".

    >>> label_of_band("50k..<100k"), label_of_band("..<50k"), label_of_band("5m..")
    ('50k – 100k', '< 50k', '≥ 5m')
    """
    low, _, high = band.partition("..")
    high = high.removeprefix("<")
    if not low:
        return f"< {high}"
    return f"{low} – {high}" if high else f"≥ {low}"
