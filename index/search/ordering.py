"""Orders other than relevance: the column that each sorts by, and what must be stated for it."""

from __future__ import annotations

from index.engine.interface import ColumnFilter
from index.gazetteer import LANGUAGES
from index.schema import facet_column

#: The columns of the orders; titles and countries have one for each language that sorts its way.
_ORDERS = {
    "date": "date",
    "title": "title_key",
    "budget": "budget",
    "country": "country_key",
    "added": "added",
}
_TITLE_KEYS = {"es": "title_key_es"}

#: Orders by what may be inferred, and the facet that has a column of what is stated.
_INFERRABLE = {"date": "year", "country": "country"}


def order_of(sort: str, language: str) -> tuple[str, bool] | None:
    """Return the column to sort by and whether the largest come first; None for the score.

    >>> order_of("-country", "fr"), order_of("relevance", "fr")
    (('country_key_fr', True), None)
    """
    column = _ORDERS.get(sort.removeprefix("-"))
    if column is None:
        return None
    if column == "title_key":
        column = _TITLE_KEYS.get(language, column)
    elif column == "country_key":
        column = f"country_key_{language if language in LANGUAGES else 'en'}"
    return column, sort.startswith("-")


def stated_of(sort: str) -> ColumnFilter | None:
    """Return what records must state to be sorted by; None for an order where nothing is inferred.

    >>> stated_of("-country").column
    'country_stated'
    """
    facet = _INFERRABLE.get(sort.removeprefix("-"))
    return ColumnFilter(facet_column(facet, stated_only=True), exclude=(None,)) if facet else None
