"""From a part of a document to its record: what the text says, then what the format states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index.ingest.cardfacts import Facts, read_card, settle_year
from index.ingest.document import Part
from index.ingest.outline import Judge
from index.ingest.profiles import NO_PROFILE, Profile
from index.ingest.rows import record_of_row, with_defaults
from index.ingest.understand import understand
from index.record import INFERRED, PICTURES, STATED_PROPERTY, CardField, Record

#: A title of more words than this is the first sentence of a text without one.
_TITLE_WORDS = 40
_WRITTEN_ONCE = frozenset(("report", "document", "message"))


def record_of(
    part: Part,
    *,
    path: str,
    source: str,
    record_id: str,
    profile: Profile = NO_PROFILE,
    judge: Judge | None = None,
) -> Record:
    """Return the record of *part*. Never raises, whatever it holds.

    *judge* tells which lines of a page recur over its source; rows of tables have none.
    """
    place = {"path": path, "source": source, "record_id": record_id}
    if part.kind == "table-row":
        return record_of_row(part, profile=profile, **place)
    if part.kind == "message":
        return _message(part, place, profile, judge)
    record = understand(part.text or part.title, **place, judge=judge, taught=profile.fields)
    record = _with_properties(_with_profile(record, profile), part, profile)
    return (
        replace(record, sources={**record.sources, "body": PICTURES}) if part.pictured else record
    )


def _message(part: Part, place: dict[str, str], profile: Profile, judge: Judge | None) -> Record:
    """Return the record of a message: its head is the card, its subject the title."""
    text = f"{part.title}\n\n{part.text}" if part.title else part.text
    record = _with_profile(understand(text, **place, judge=judge, taught=profile.fields), profile)
    head = tuple(
        CardField(label, value, "date" if label == "Date" else None) for label, value in part.card
    )
    record = replace(
        record,
        kind="message",
        title=part.title or record.title,
        card=(*head, *record.card),
        furniture=tuple(block for block in record.furniture if block != part.title),
    )
    return _with_properties(record, part, profile)


def _with_profile(record: Record, profile: Profile) -> Record:
    """Read again the card of a record in whose words a person's profile has a say."""
    if not profile.fields and not profile.values:
        return record
    card = tuple(_renamed(entry, profile) for entry in record.card)
    if card == record.card:
        return record
    facts = read_card(card, record.language)
    settle_year(facts)
    title = next((entry.value for entry in card if entry.field == "title"), record.title)
    kept = {name: how for name, how in record.sources.items() if name not in facts.values}
    return replace(
        record,
        title=title,
        card=card,
        sources={**kept, **facts.sources},
        value_labels={**record.value_labels, **facts.labels},
        **facts.values,
    )


def _renamed(entry: CardField, profile: Profile) -> CardField:
    name = profile.field_of(entry.label) or entry.field
    value = profile.value_of(name, entry.value) if name else entry.value
    return CardField(entry.label, value, None if name == "ignore" else name)


def _with_properties(record: Record, part: Part, profile: Profile) -> Record:
    """Add what the format states where the text says nothing, and what the reader left out."""
    if part.text and not _states_more(part, profile):
        return record
    # A name alone ("scan 3") does not tell a language.
    language = (record.language or part.language) if part.text else part.language
    changes: dict[str, Any] = {"language": language}
    if part.furniture:
        changes["furniture"] = (*record.furniture, *part.furniture)
    if " " in part.title and _is_poor(record.title, record.id):
        changes["title"] = part.title
    record = replace(record, **changes)
    facts = _facts_of(record)
    day = _day(part, record)
    if day and record.year is None:
        facts.put("date", day, STATED_PROPERTY)
        facts.put("year", int(day[:4]), STATED_PROPERTY)
    with_defaults(facts, profile)
    language = record.language or profile.defaults.get("language")
    kind = profile.defaults.get("kind", record.kind)
    return replace(
        record,
        kind=kind,
        language=language,
        sources=facts.sources,
        value_labels=facts.labels,
        **facts.values,
    )


def _states_more(part: Part, profile: Profile) -> bool:
    """Tell whether a format, or a person, states anything beside the text; plain texts do not."""
    stated = part.title or part.date or part.made or part.language or part.furniture
    return bool(stated or profile.defaults)


def _day(part: Part, record: Record) -> str | None:
    """Return the day that the format states, where it can be the document's own.

    A project has the dates of its card. The day on which a program made a file is that of a
    report or letter, but of a release or news item it is only that of a copy.
    """
    if record.kind == "project":
        return None
    return part.date or (part.made if record.kind in _WRITTEN_ONCE else None)


def _facts_of(record: Record) -> Facts:
    """Return the values of a record that its text stated, so that others can be put beside them.

    Inferred values of a field give way to a default that a person stated.
    """
    names: Sequence[str] = ("date", "year", "region", "status", "coverage", "type", "currency")
    stated = {
        name: getattr(record, name)
        for name in names
        if getattr(record, name) not in (None, ()) and record.sources.get(name) != INFERRED
    }
    if record.budget is not None:
        stated["budget"] = record.budget
    labels = {name: dict(texts) for name, texts in record.value_labels.items()}
    return Facts(values=stated, sources=dict(record.sources), labels=labels)


def _is_poor(title: str, record_id: str) -> bool:
    return not title or title == record_id or title.count(" ") >= _TITLE_WORDS
