"""The rows of a record's card: which fields, in which order, in which words.

One table declares the order for reader, paper, terminal and export alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from index.record import INFERRED, PICTURES, CardField, Record
from index.values import label

_NO_BREAK_SPACE = "\u00a0"


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark ``text`` for the translators, as Qt's function of that name does, but without Qt."""
    return text


#: Field of a record -> its label in English, in the order of the card.
CARD_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "status": QT_TRANSLATE_NOOP("Card", "Status"),
        "start": QT_TRANSLATE_NOOP("Card", "Start"),
        "end": QT_TRANSLATE_NOOP("Card", "End"),
        "year": QT_TRANSLATE_NOOP("Card", "Year"),
        "date": QT_TRANSLATE_NOOP("Card", "Date"),
        "type": QT_TRANSLATE_NOOP("Card", "Type"),
        "budget": QT_TRANSLATE_NOOP("Card", "Budget"),
        "coverage": QT_TRANSLATE_NOOP("Card", "Coverage"),
        "region": QT_TRANSLATE_NOOP("Card", "Region"),
        "countries": QT_TRANSLATE_NOOP("Card", "Countries"),
        "project_id": QT_TRANSLATE_NOOP("Card", "Project ID"),
        "prima_id": QT_TRANSLATE_NOOP("Card", "Prima ID"),
        "kind": QT_TRANSLATE_NOOP("Card", "Kind"),
        "language": QT_TRANSLATE_NOOP("Card", "Language"),
    }
)

#: Fields whose values are codes of a facet.
_FACETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "status": "status",
        "type": "type",
        "coverage": "coverage",
        "region": "region",
        "countries": "country",
        "kind": "kind",
        "language": "language",
    }
)


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row: ``field`` is None for a label of the document that no table knows.

    ``note`` says where the value comes from: the evidence of an inferred value, the words of
    the document for a stated one.
    """

    field: str | None
    label: str
    value: str
    inferred: bool = False
    note: str = ""


def card_rows(
    record: Record, language: str = "en", translate: Callable[[str], str] = str
) -> tuple[CardRow, ...]:
    """Return the rows of a record's card, empty ones left out, unknown labels last.

    ``language`` is that of values, ``translate`` turns the English label of a field into it.
    """
    known = [
        CardRow(name, translate(english), value, name in record.inferred, _note(record, name))
        for name, english in CARD_FIELDS.items()
        if (value := field_text(record, name, language))
    ]
    shown = {row.field for row in known}
    others = [
        CardRow(None, entry.label, entry.value)
        for entry in record.card
        if entry.value.strip() and _own_name(entry) not in shown
    ]
    return (*known, *others, *_origin(record, translate))


def field_text(record: Record, name: str, language: str = "en") -> str:
    """Return the value of one field of ``CARD_FIELDS`` as a person reads it, or ""."""
    value = getattr(record, name)
    if value is None or value in ((), ""):
        return ""
    if name == "year":
        dated = record.date is not None and record.date.startswith(str(value))
        return "" if dated else str(value)
    if name == "date" and value in (record.start, record.end):
        return ""
    if name == "budget":
        return amount_text(value, record.currency, language)
    if name in {"date", "start", "end"}:
        return date_text(value, language)
    if name in _FACETS:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(value_text(record, _FACETS[name], code, language) for code in codes)
    return str(value)


def value_text(record: Record, facet: str, code: str, language: str = "en") -> str:
    """Return the label of a facet's code; a value that no table knows keeps its own words."""
    text = label(facet, code, language)
    return text if text != code else record.value_labels.get(facet, {}).get(code, code)


def amount_text(amount: float, currency: str | None, language: str = "en") -> str:
    """Return an amount grouped as in ``language``, with its currency: "100,000 USD"."""
    digits = "#,##0" if amount == int(amount) else "#,##0.00"
    number = format_decimal(amount, format=digits, locale=_locale(language))
    return f"{number}{_NO_BREAK_SPACE}{currency}" if currency else number


def date_text(iso: str, language: str = "en") -> str:
    """Return an ISO date, month or year in words: "14 March 2024", "March 2024", "2024"."""
    try:
        parts = [int(part) for part in iso.split("-")]
        day = date(*(*parts, 1, 1)[:3])
    except (ValueError, TypeError):
        return iso
    locale = _locale(language)
    if len(parts) == 1:
        return iso
    if len(parts) == 2:
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)


def _locale(language: str) -> Locale:
    # English as Europe writes it: day before month, as the two other languages have it.
    name = "en_GB" if language == "en" else language
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _origin(record: Record, translate: Callable[[str], str]) -> list[CardRow]:
    """Return the row that says how a text was come by, when a program read it from pictures."""
    if record.sources.get("body") != PICTURES:
        return []
    told = QT_TRANSLATE_NOOP("Card", "read from pictures of its pages; it may hold mistakes")
    return [CardRow(None, translate(QT_TRANSLATE_NOOP("Card", "Text")), translate(told))]


def _own_name(entry: CardField) -> str | None:
    return "countries" if entry.field == "country" else entry.field


def _note(record: Record, name: str) -> str:
    if record.sources.get(name) == INFERRED:
        return record.evidence.get(name, "")
    entries = (entry for entry in record.card if _own_name(entry) == name)
    return "; ".join(f"{entry.label}: {' '.join(entry.value.split())}" for entry in entries)
