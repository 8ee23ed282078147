"""Says in words what a result list was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from index.results import FacetValue
from index.search.query import NUMBERS, Filter, Query
from index.values import label
from viewer.models.chips import number_words
from viewer.printing.listing import Heading
from viewer.wording import facet_name, not_stated, records


def heading_of(
    query: Query,
    count: int,
    language: str = "en",
    facets: Mapping[str, tuple[FacetValue, ...]] | None = None,
    understood: str = "",
) -> Heading:
    """Return the heading of a list; ``facets`` give the words of values that no table knows.

    ``understood`` is what the search says of itself: that some records have only some of the
    words, that a word was mended.
    """
    named = {
        (facet, value.value): value.label
        for facet, values in (facets or {}).items()
        for value in values
    }
    lines: dict[tuple[str, bool], list[str]] = {}
    for item in query.filters:
        known = named.get((item.facet, item.value)) if item.value is not None else None
        words = known or _value(item, language)
        if item.facet in NUMBERS and item.value is not None and not known:
            words = number_words(item.facet, item.value)
        lines.setdefault((item.facet, item.exclude), []).append(words)
    told = tuple(_line(facet, exclude, values) for (facet, exclude), values in lines.items())
    if query.stated_only:
        told = (*told, QCoreApplication.translate("List", "Inferred values left out"))
    some = QCoreApplication.translate("List", "Records")
    everything = QCoreApplication.translate("List", "All records")
    if not query.words and understood:  # a search that was asked for in another way
        return Heading(understood, told, records(count))
    title = query.words or (some if told else everything)
    return Heading(title, told, records(count), understood)


def picked_heading(count: int) -> Heading:
    """Return the heading of a list of records that a person picked."""
    return Heading(QCoreApplication.translate("List", "Selected records"), (), records(count))


def _line(facet: str, exclude: bool, values: list[str]) -> str:
    either = QCoreApplication.translate("List", " or ").join(values)
    named = facet_name(facet)
    if facet == "added" or (facet in NUMBERS and all(named in words for words in values)):
        without = QCoreApplication.translate("List", "not {values}")
        return without.format(values=either) if exclude else either
    if exclude:
        without = QCoreApplication.translate("List", "{facet}: not {values}")
        return without.format(facet=named, values=either)
    return QCoreApplication.translate("List", "{facet}: {values}").format(
        facet=named, values=either
    )


def _value(item: Filter, language: str) -> str:
    if item.value is None:
        return not_stated()
    first, dots, last = item.value.partition("..")
    if item.facet != "year" or not dots:
        return label(item.facet, item.value, language)
    if not first:
        return QCoreApplication.translate("List", "until {year}").format(year=last)
    if not last:
        return QCoreApplication.translate("List", "since {year}").format(year=first)
    return QCoreApplication.translate("List", "{first} to {last}").format(first=first, last=last)
