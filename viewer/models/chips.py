"""The filters of a query as chips: what stands on them and what they take away."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from index.search.query import NUMBERS, RESERVED, Filter, Query
from index.search.ranges import LAST_IMPORT
from viewer.models.facets import is_range
from viewer.models.querystate import STATED_ONLY
from viewer.wording import facet_name, not_stated

#: What stands on a chip for a comparison, of amounts and of days.
_AMOUNTS = {
    ">": str(QT_TRANSLATE_NOOP("Chips", "{name}: more than {value}")),
    ">=": str(QT_TRANSLATE_NOOP("Chips", "{name}: {value} or more")),
    "<": str(QT_TRANSLATE_NOOP("Chips", "{name}: less than {value}")),
    "<=": str(QT_TRANSLATE_NOOP("Chips", "{name}: {value} or less")),
}
_DAYS = {
    ">": str(QT_TRANSLATE_NOOP("Chips", "{name}: after {value}")),
    ">=": str(QT_TRANSLATE_NOOP("Chips", "{name}: from {value}")),
    "<": str(QT_TRANSLATE_NOOP("Chips", "{name}: before {value}")),
    "<=": str(QT_TRANSLATE_NOOP("Chips", "{name}: until {value}")),
}
_PLAIN = str(QT_TRANSLATE_NOOP("Chips", "{name}: {value}"))

#: Facets whose values say nothing without the name of the facet.
_NAMED = ("source", *RESERVED)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter with the words that stand for it; ``spoken`` is for a screen reader.

    ``typed`` tells that it stands in the search field still.
    """

    filter: Filter
    text: str
    spoken: str
    typed: bool = False


def chips_of(
    query: Query, label: Callable[[str, str], str], typed: Collection[Filter] = ()
) -> tuple[Chip, ...]:
    """Return the chips of a query; ``label(facet, code)`` gives the words of a value.

    ``typed`` are the filters that stand in the search field still.
    """
    items = (*query.filters, *((STATED_ONLY,) if query.stated_only else ()))
    return tuple(_chip(item, label, item in typed) for item in items)


def _chip(item: Filter, label: Callable[[str, str], str], typed: bool) -> Chip:
    if item == STATED_ONLY:
        text = QCoreApplication.translate("Chips", "Inferred values left out")
        return Chip(
            item, text, QCoreApplication.translate("Chips", "Let inferred values in"), typed
        )
    name = facet_name(item.facet)
    if item.value is None:
        words = QCoreApplication.translate("Chips", "{facet}: {value}")
        text = words.format(facet=name, value=not_stated().lower())
    elif item.facet in NUMBERS:
        text = number_words(item.facet, item.value)
    elif item.facet in _NAMED:
        named = QCoreApplication.translate("Chips", _PLAIN)
        text = named.format(name=name, value=label(item.facet, item.value))
    elif is_range(item):
        text = span_of_years(item.value)
    else:
        text = label(item.facet, item.value)
    if item.exclude:
        text = QCoreApplication.translate("Chips", "not: {value}").format(value=text)
    spoken = QCoreApplication.translate("Chips", "Remove the filter {facet}: {value}")
    return Chip(item, text, spoken.format(facet=name, value=text), typed)


def number_words(name: str, value: str) -> str:
    """Return an amount or a day with its name: "Budget: more than 100k", "Added: last 7 days"."""
    translate = QCoreApplication.translate
    if name == "added" and value == LAST_IMPORT:
        return translate("Chips", "New since the last import")
    days = re.fullmatch(r"(\d+)d", value) if name == "added" else None
    if days:
        return translate("Chips", "Added in the last {n} days").format(n=days[1])
    value = value.removeprefix("..") if value.startswith("..<") else value.replace("..<", "..")
    sign = re.match(r"[<>]=?", value)
    words = _AMOUNTS if name == "budget" else _DAYS
    shown = value[sign.end() :] if sign else span_of_years(value) if ".." in value else value
    text = translate("Chips", words[sign.group()] if sign else _PLAIN)
    return text.format(name=facet_name(name), value=shown)


def span_of_years(value: str) -> str:
    """Return a range of years as a person writes it: "2015-2018" with a dash, "from 2015"."""
    first, _, last = value.partition("..")
    if first and last:
        return f"{first}–{last}"
    if first:
        return QCoreApplication.translate("Chips", "from {year}").format(year=first)
    return QCoreApplication.translate("Chips", "until {year}").format(year=last)
