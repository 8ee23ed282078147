"""Facet counts with labels that a person reads, most frequent first, "not stated" last.

Years run from the latest to the earliest, budgets from the smallest to the largest.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from index import values
from index.collation import sort_key
from index.results import FacetValue
from index.search.bands import BANDS, label_of_band
from index.search.filters import Labels

NOT_STATED = {"en": "not stated", "fr": "non précisé", "es": "no indicado"}

_PLACES = MappingProxyType({band: place for place, band in enumerate(BANDS)})


def facet_values(
    facet: str, counts: Mapping[str | None, int], labels: Labels, language: str = "en"
) -> tuple[FacetValue, ...]:
    """Return the counted values of a facet in their order."""
    found = [
        FacetValue(value, label_of(facet, value, labels, language), count)
        for value, count in counts.items()
    ]
    if facet == "year":
        return tuple(sorted(found, key=lambda item: item.value or "", reverse=True))
    if facet == "budget":
        return tuple(sorted(found, key=lambda item: _PLACES.get(item.value or "", len(_PLACES))))
    return tuple(
        sorted(
            found,
            key=lambda item: (item.value is None, -item.count, _name_key(item.label, language)),
        )
    )


@lru_cache(maxsize=32768)
def _name_key(label: str, language: str) -> bytes:
    """Return the key of a label in the order of names; a long facet has thousands."""
    return sort_key(label, language)


def label_of(facet: str, value: str | None, labels: Labels, language: str = "en") -> str:
    """Return what a person reads for a value, in a language where a table has it."""
    if value is None:
        return NOT_STATED.get(language, NOT_STATED["en"])
    if facet == "budget":
        return label_of_band(value, language)
    known = values.label(facet, value, language) if facet != "year" else value
    return known if known != value else labels.get(facet, {}).get(value, value)
