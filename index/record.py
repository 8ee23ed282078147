"""The record: what is found, read and printed, as plain frozen data.

Importers make records, the engine stores them, panes and printed pages show them. Nothing here
knows where a value came from but what ``sources`` tells.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from json.encoder import encode_basestring as _text
from typing import Any

#: Where a value was found. Anything that is not stated is shown apart (italics, a tooltip).
STATED_CARD = "card"
STATED_DATELINE = "dateline"
STATED_PROPERTY = "property"
INFERRED = "inferred"
#: Where a text was found that a program read from pictures of its pages.
PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class CardField:
    """One entry of a field card, as the document states it.

    ``field`` is the Fonds field that the label means ("budget"), or None for a label that no
    table knows. ``value`` may hold several lines.
    """

    label: str
    value: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive.

    ``body`` is paragraphs separated by one blank line. Codes follow the values of DESIGN
    (``status="completed"``); a value that no table knows is a slug of its text, and
    ``value_labels["status"][slug]`` keeps the text. ``date``, ``start`` and ``end`` are ISO 8601,
    as precise as stated ("2024", "2024-03", "2024-03-14"); ``date`` is always a full date.
    ``budget`` is in ``currency`` (ISO 4217, None when not stated). ``sources`` maps a field to
    where its value came from (``"card"``, ``"dateline"``, ``"property"``, ``"inferred"``);
    fields without an entry are stated; ``sources["body"]`` is ``"pictures"`` for a text that was
    read from scanned pages. ``evidence`` says in a few words what an inferred value
    was inferred from. ``furniture`` holds what was removed from the page, block by block, in
    reading order.
    """

    id: str
    title: str
    body: str
    kind: str = "document"
    language: str | None = None
    year: int | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    status: str | None = None
    region: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    coverage: str | None = None
    type: str | None = None
    budget: float | None = None
    currency: str | None = None
    prima_id: str | None = None
    project_id: str | None = None
    card: tuple[CardField, ...] = ()
    furniture: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    path: str = ""
    source: str = ""

    @property
    def inferred(self) -> tuple[str, ...]:
        """The names of the fields whose values Fonds derived, sorted."""
        return tuple(sorted(name for name, how in self.sources.items() if how == INFERRED))

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers a person would type for this record, project ID first."""
        if not self.project_id and not self.prima_id:
            return ()
        return tuple(value for value in (self.project_id, self.prima_id) if value)

    def to_json(self, *, body: bool = True) -> str:
        """Return the record as one JSON object, if need be without its text.

        It is what ``json.dumps`` makes of all its fields, in half the time.
        """
        text = f'"body":{_text(self.body)},' if body else ""
        return (
            f'{{"id":{_text(self.id)},"title":{_text(self.title)},{text}'
            f'"kind":{_text(self.kind)},"language":{_perhaps(self.language)},'
            f'"year":{_number(self.year)},"date":{_perhaps(self.date)},'
            f'"start":{_perhaps(self.start)},"end":{_perhaps(self.end)},'
            f'"status":{_perhaps(self.status)},"region":{_texts(self.region)},'
            f'"countries":{_texts(self.countries)},"coverage":{_perhaps(self.coverage)},'
            f'"type":{_perhaps(self.type)},"budget":{_number(self.budget)},'
            f'"currency":{_perhaps(self.currency)},"prima_id":{_perhaps(self.prima_id)},'
            f'"project_id":{_perhaps(self.project_id)},"card":{_entries(self.card)},'
            f'"furniture":{_texts(self.furniture)},"sources":{_by_name(self.sources)},'
            f'"evidence":{_by_name(self.evidence)},"value_labels":{_by_name(self.value_labels)},'
            f'"path":{_text(self.path)},"source":{_text(self.source)}}}'
        )

    @classmethod
    def from_json(cls, text: str | bytes, **others: Any) -> Record:
        """Read what ``to_json`` wrote, and give what it was to leave out.

        Names that this version does not know are left out.
        """
        data: dict[str, Any] = json.loads(text)
        values = {name: value for name, value in data.items() if name in _names()}
        for name in ("region", "countries", "furniture"):
            values[name] = tuple(values.get(name, ()))
        values["card"] = tuple(CardField(**entry) for entry in values.get("card", ()))
        return cls(**values, **others)


@cache
def _names() -> dict[str, None]:
    return {item.name: None for item in fields(Record)}


def _perhaps(text: str | None) -> str:
    return "null" if text is None else _text(text)


def _number(number: float | None) -> str:
    if number is None:
        return "null"
    return repr(number) if math.isfinite(number) else json.dumps(number)


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{','.join(map(_text, texts))}]"


def _by_name(values: Mapping[str, str] | Mapping[str, Mapping[str, str]]) -> str:
    pieces = [
        f"{_text(name)}:{_text(value) if isinstance(value, str) else _by_name(value)}"
        for name, value in values.items()
    ]
    return f"{{{','.join(pieces)}}}"


def _entries(card: tuple[CardField, ...]) -> str:
    pieces = [
        f'{{"label":{_text(e.label)},"value":{_text(e.value)},"field":{_perhaps(e.field)}}}'
        for e in card
    ]
    return f"[{','.join(pieces)}]"
