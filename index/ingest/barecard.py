"""Cards without labels: bare values, one per line, each known by what it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index import values
from index.ingest.blocks import Line
from index.ingest.cardvalues import PRIMA_ID, PROJECT_ID, is_amount, is_prose
from index.ingest.fieldcard import Card
from index.ingest.labels import shown_label
from index.ingest.places import is_country_list
from index.record import CardField

#: The values of one record stand within so many lines below the title.
_REACH = 24
_MIN_KNOWN = 3
_VALUE_WORDS = 16
_LONGEST = 300
#: A card has one of these at least.
_NEEDED = frozenset(("project_id", "prima_id", "budget"))
#: Before the first digit of such a value stand the blanks of a line and a code of a few letters.
_DIGIT, _DIGIT_WITHIN = re.compile(r"\d"), 12


def find_bare_card(lines: Sequence[Line], start: int, language: Callable[[], str]) -> Card | None:
    """Return the card of bare values that begins at line *start*, or None.

    The fields are labelled as the language labels them, since the page does not; *language* is
    asked for it when there is a card.
    """
    if not _may_begin(lines, start):
        return None
    rows = _short_rows(lines, start)
    meanings = [_meaning(lines[place].text) for place in rows]
    meanings = _settle(meanings)
    known = [number for number, meaning in enumerate(meanings) if meaning]
    decisive = {meaning for meaning in meanings if meaning}
    if len(decisive) < _MIN_KNOWN or _NEEDED.isdisjoint(decisive):
        return None
    last, spoken = known[-1], language()
    fields = [
        CardField(shown_label(field, spoken), lines[place].text, field)
        for place, field in zip(
            rows[: last + 1], _fill(lines, rows[: last + 1], meanings), strict=True
        )
    ]
    return Card(rows[0], rows[last] + 1, tuple(_joined(fields)))


def _may_begin(lines: Sequence[Line], start: int) -> bool:
    """Tell, at little cost, whether one of the values that a card must have may be in reach.

    Each of them has a digit among its first characters.
    """
    for place in range(start, min(len(lines), start + _REACH)):
        text, _, bullet = lines[place]
        if bullet or len(text) > _LONGEST:
            break
        if _DIGIT.search(text, 0, _DIGIT_WITHIN) and _number(text) in _NEEDED:
            return True
    return False


def _short_rows(lines: Sequence[Line], start: int) -> list[int]:
    """Return the lines with something on them, up to the first that is text."""
    rows = []
    for place in range(start, min(len(lines), start + _REACH)):
        text = lines[place].text
        if not text and not lines[place].bullet:
            continue
        if lines[place].bullet or len(text) > _LONGEST:
            break
        if (is_prose(text) or text.count(" ") >= _VALUE_WORDS) and not is_country_list(text):
            break
        rows.append(place)
    return rows


def _meaning(text: str) -> str | None:
    """Return the field that *text* alone can only be a value of."""
    number = _number(text)
    if number:
        return number
    for field in ("status", "coverage", "region"):
        if values.is_known(field, text):
            return field
    return "countries" if is_country_list(text) else None


def _number(text: str) -> str | None:
    """Return the field of numbers that *text* can only be a value of."""
    if PRIMA_ID.fullmatch(text):
        return "prima_id"
    if len(text) == 4 and text.isdigit() and 1950 <= int(text) <= 2100:
        return "year"
    if is_amount(text):
        return "budget"
    return "project_id" if PROJECT_ID.fullmatch(text) else None


def _settle(meanings: list[str | None]) -> list[str | None]:
    """Let each field be stated once: "Global" may be a region or a coverage, and so on."""
    seen: set[str] = set()
    settled: list[str | None] = []
    for meaning in meanings:
        if meaning == "coverage" and not seen & {"project_id", "budget", "region"}:
            meaning = "region"
        if meaning == "region" and "region" in seen:
            meaning = "coverage"
        if meaning in seen and meaning not in ("countries", "year"):
            meaning = None
        if meaning:
            seen.add(meaning)
        settled.append(meaning)
    return settled


def _fill(lines: Sequence[Line], rows: Sequence[int], meanings: list[str | None]) -> list[str]:
    """Name what is not known by its look: a type, or an unknown region or country before it."""
    own = meanings[: len(rows)]
    named: list[str] = []
    for number, meaning in enumerate(own):
        if meaning:
            named.append(meaning)
        elif number == 0 and "region" not in own:
            named.append("region")
        elif not {"countries"} & {*named, *own} and _country_like(lines[rows[number]].text):
            named.append("countries")
        else:
            named.append("type")
    return named


def _country_like(text: str) -> bool:
    """Tell a country that no gazetteer has: capitals of several letters, "MULTI-PAYS"."""
    return text.isupper() and ("-" in text or " " in text)


def _joined(fields: Sequence[CardField]) -> list[CardField]:
    """Put values of one field on several lines together."""
    merged: dict[str | None, CardField] = {}
    for entry in fields:
        old = merged.get(entry.field)
        value = f"{old.value}\n{entry.value}" if old else entry.value
        merged[entry.field] = CardField(entry.label, value, entry.field)
    return list(merged.values())
