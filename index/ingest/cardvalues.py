"""What the values of a card look like, field by field: used to tell a value from the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from index import values
from index.ingest.budgets import parse_amount
from index.ingest.dates import is_date, parse_date
from index.ingest.places import is_country_list

PRIMA_ID = re.compile(r"[A-Z]{2}\s?10\s?P\s?\d{3,5}", re.IGNORECASE)
PROJECT_ID = re.compile(
    r"[A-Z]{1,5}[.\-/ ]?(?=.*\d.*\d)\d{1,6}(?:[.\-/]\d{1,6}){0,3}[A-Z]?", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?:[A-Z]{2,4}\$?|US\$|\$|€|£)?[\s\xa0]?\d[\d.,'’\s\xa0\u202f]*(?:[.,][–-])?[\s\xa0]?"
    r"(?:(?:milli(?:on|ard)s?|millones|mill[oó]n|m|k|mio)\b\.?)?[\s\xa0]?"
    r"(?:[A-Z]{2,4}\$?|US\$|\$(?:[\s\xa0]?US)?|€|£|euros?|dollars?|d[oó]lares)?"
    r"(?:[\s\xa0]?[A-Za-zéûáó ]{0,20})?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…]\s*$|[.!?]\s+[A-ZÀ-Þ«\"]")


def is_prose(text: str) -> bool:
    """Tell whether *text* is a sentence or more, and no value of a card."""
    words = text.count(" ") + 1
    return words > 24 or len(text) > 160 or (words >= 8 and bool(_SENTENCE.search(text)))


def is_amount(text: str) -> bool:
    """Tell whether *text* is an amount of money and nothing else."""
    return bool(_AMOUNT.fullmatch(text.strip())) and parse_amount(text) is not None


def fits(field: str | None, text: str) -> bool:
    """Tell whether *text* can be the value of *field* (None: of an unknown label)."""
    if is_prose(text):
        return field == "countries" and is_country_list(text)
    return _LOOKS.get(field or "", _brief)(text.strip())


def _brief(text: str) -> bool:
    return text.count(" ") < 4 or (text.count(" ") < 14 and not text.endswith((".", ":", ";")))


def _few_words(text: str) -> bool:
    return text.count(" ") < 7 and not text.endswith((".", ":", ";"))


def _dated(text: str) -> bool:
    return is_date(text) or (len(text) < 40 and parse_date(text) is not None)


def _identifier(text: str) -> bool:
    return len(text) <= 30 and text.count(" ") <= 2 and any(char.isdigit() for char in text)


def _countries(text: str) -> bool:
    return is_country_list(text) or (
        text.count(" ") < 5 and (text.isupper() or values.is_known("country", text))
    )


_LOOKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "start": _dated,
        "granted": _dated,
        "end": _dated,
        "date": _dated,
        "year": lambda text: len(text) < 30 and any(char.isdigit() for char in text),
        "status": _few_words,
        "coverage": _few_words,
        "region": _few_words,
        "budget": lambda text: len(text) < 60 and is_amount(text),
        "currency": lambda text: text.count(" ") < 4,
        "prima_id": _identifier,
        "project_id": _identifier,
        "countries": _countries,
    }
)
