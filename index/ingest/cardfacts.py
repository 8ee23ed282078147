"""From the fields of a card to values: codes, dates, amounts, identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from index import values
from index.ingest.budgets import currency_of, parse_amount
from index.ingest.dates import parse_date
from index.ingest.places import stated_countries
from index.keys import slug
from index.record import STATED_CARD, CardField

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_EMPTY = frozenset(("", "-", "–", "—", "n/a", "na", "s/o", "n.d.", "nd", "none", "null", "..."))


@dataclass(slots=True)
class Facts:
    """Values by the name of their ``Record`` field, and what is known about them."""

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(self, name: str, value: Any, source: str, evidence: str = "") -> None:
        """Keep *value* unless the field has one, or there is nothing to keep."""
        if value in (None, "", ()) or name in self.values:
            return
        self.values[name] = value
        self.sources[name] = source
        if evidence:
            self.evidence[name] = evidence

    def code(self, name: str, text: str) -> str | None:
        """Return the code of *text*; of a value that no table knows, keep the text too."""
        code = values.code(name, text)
        if code and not values.is_known(name, text):
            self.labels.setdefault(name, {})[code] = text
        return code


def read_card(card: Iterable[CardField], language: str | None) -> Facts:
    """Return the facts that the fields of a card state."""
    facts = Facts()
    later: list[tuple[str, str]] = []
    for entry in card:
        text = entry.value.strip()
        if entry.field is None or text.casefold() in _EMPTY:
            continue
        reader = _READERS.get(entry.field)
        if reader:
            reader(facts, entry, text, language)
        elif entry.field in ("granted", "currency"):
            later.append((entry.field, text))
    for name, text in later:
        if name == "granted":
            facts.put("start", parse_date(text, language=language), STATED_CARD)
        else:
            facts.put("currency", currency_of(text), STATED_CARD)
    return facts


def settle_year(facts: Facts) -> None:
    """Give the record its one year and its full date: Année, else start, end, publication."""
    stated = facts.values.get("year")
    for name in ("start", "end", "date"):
        iso = facts.values.get(name)
        if stated is None and iso:
            stated = int(iso[:4])
            facts.put("year", stated, facts.sources[name])
    for name in ("start", "end"):
        iso = facts.values.get(name)
        if iso and len(iso) == 10:
            facts.put("date", iso, facts.sources[name])


def _code(facts: Facts, entry: CardField, text: str, _language: str | None) -> None:
    name = str(entry.field)
    line = " ".join(text.split())
    facts.put(name, facts.code(name, line), STATED_CARD)


def _type(facts: Facts, entry: CardField, text: str, _language: str | None) -> None:
    line = " ".join(text.split())
    code = slug(line) if "type" not in facts.values else ""
    if code:
        facts.put("type", code, STATED_CARD)
        facts.labels.setdefault("type", {})[code] = line


def _region(facts: Facts, _entry: CardField, text: str, _language: str | None) -> None:
    whole = " ".join(text.split())
    parts = [whole] if values.is_known("region", whole) else _region_parts(text)
    codes = (facts.code("region", part) for part in parts)
    facts.put("region", tuple(dict.fromkeys(code for code in codes if code)), STATED_CARD)


def _region_parts(text: str) -> list[str]:
    """Return the regions on the lines of *text*, parted by commas where each part is known."""
    parts: list[str] = []
    for line in re.split(r"[\n;/|]", text):
        pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
        known = len(pieces) > 1 and all(values.is_known("region", piece) for piece in pieces)
        parts.extend(pieces if known else [" ".join(line.split())] if line.strip() else [])
    return parts


def _countries(facts: Facts, _entry: CardField, text: str, _language: str | None) -> None:
    stated = stated_countries(text)
    if "countries" not in facts.values and stated.codes:
        facts.put("countries", stated.codes, STATED_CARD)
        if stated.unknown:
            facts.labels.setdefault("country", {}).update(stated.unknown)


def _budget(facts: Facts, entry: CardField, text: str, _language: str | None) -> None:
    amount = parse_amount(text, label=entry.label)
    if amount:
        facts.put("budget", amount.value, STATED_CARD)
        facts.put("currency", amount.currency, STATED_CARD)


def _date(facts: Facts, entry: CardField, text: str, language: str | None) -> None:
    iso = parse_date(text, language=language)
    name = str(entry.field)
    if name == "date" and iso and len(iso) < 10:
        facts.put("year", int(iso[:4]), STATED_CARD)
        return
    facts.put(name, iso, STATED_CARD)


def _year(facts: Facts, _entry: CardField, text: str, _language: str | None) -> None:
    match = _YEAR.search(text)
    facts.put("year", int(match[0]) if match else None, STATED_CARD)


def _identifier(facts: Facts, entry: CardField, text: str, _language: str | None) -> None:
    facts.put(str(entry.field), " ".join(text.split())[:80], STATED_CARD)


_Reader = Callable[[Facts, CardField, str, str | None], None]
_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "status": _code,
        "coverage": _code,
        "type": _type,
        "region": _region,
        "countries": _countries,
        "budget": _budget,
        "start": _date,
        "end": _date,
        "date": _date,
        "year": _year,
        "prima_id": _identifier,
        "project_id": _identifier,
    }
)
