"""The filters of a query as chips: what stands on them and what they take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from index.search.query import Filter, Query
from viewer.models.facets import is_range
from viewer.wording import facet_name, not_stated


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter with the words that stand for it; ``spoken`` is for a screen reader."""

    filter: Filter
    text: str
    spoken: str


def chips_of(query: Query, label: Callable[[str, str], str]) -> tuple[Chip, ...]:
    """Return the chips of a query; ``label(facet, code)`` gives the words of a value."""
    return tuple(_chip(item, label) for item in query.filters)


def _chip(item: Filter, label: Callable[[str, str], str]) -> Chip:
    name = facet_name(item.facet)
    if item.value is None:
        words = QCoreApplication.translate("Chips", "{facet}: {value}")
        text = words.format(facet=name, value=not_stated().lower())
    elif is_range(item):
        text = span_of_years(item.value)
    else:
        text = label(item.facet, item.value)
    if item.exclude:
        text = QCoreApplication.translate("Chips", "not: {value}").format(value=text)
    spoken = QCoreApplication.translate("Chips", "Remove the filter {facet}: {value}")
    return Chip(item, text, spoken.format(facet=name, value=text))


def span_of_years(value: str) -> str:
    """Return a range of years as a person writes it: "2015-2018" with a dash, "from 2015"."""
    first, _, last = value.partition("..")
    if first and last:
        return f"{first}–{last}"
    if first:
        return QCoreApplication.translate("Chips", "from {year}").format(year=first)
    return QCoreApplication.translate("Chips", "until {year}").format(year=last)
