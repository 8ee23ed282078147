"""From a row of a table to its record: columns mean what labels of field cards mean."""

from __future__ import annotations

from collections.abc import Sequence

from index import values
from index.ingest.budgets import currency_of
from index.ingest.cardfacts import Facts, read_card, settle_year
from index.ingest.cardvalues import is_prose
from index.ingest.columns import field_of, shown
from index.ingest.document import Part
from index.ingest.labels import lookup
from index.ingest.language import detect_language
from index.ingest.profiles import NO_PROFILE, Profile
from index.ingest.repair import clean
from index.ingest.understand import infer_places
from index.record import STATED_CARD, STATED_PROPERTY, CardField, Record

#: A row that states one of these, and two of all, tells of a project; in other tables an "id" is
#: only a number.
_STRONG = frozenset(("status", "budget", "prima_id", "start", "end", "granted", "coverage"))
_PROJECT = _STRONG | {"project_id", "region", "countries", "type"}
_TITLE_LENGTH = 300
_OUTSIDE_CARD = frozenset(("title", "body", "ignore"))


def record_of_row(
    part: Part, *, path: str, source: str, record_id: str, profile: Profile = NO_PROFILE
) -> Record:
    """Return the record that the card of *part* states. Never raises, whatever it holds."""
    entries = _entries(part, profile)
    filled = [entry for entry in entries if entry.value]
    title, paragraphs = _text(part, filled)
    card = tuple(entry for entry in filled if entry.field not in _OUTSIDE_CARD)
    language = _language(part, card, title, paragraphs, profile)
    facts = read_card(card, language)
    project = _is_project(card)
    _settle(facts, entries, part, profile)
    infer_places(facts, title, paragraphs)
    if not project:
        facts.values.pop("project_id", None)
        facts.sources.pop("project_id", None)
    kind = "project" if project else part.kind or "table-row"
    return Record(
        id=record_id,
        title=title or part.name,
        body="\n\n".join(paragraphs),
        kind=profile.defaults.get("kind", kind),
        language=language,
        card=tuple(CardField(e.label, e.value, _shown_field(e.field, project)) for e in card),
        furniture=part.furniture,
        sources=facts.sources,
        evidence=facts.evidence,
        value_labels=facts.labels,
        path=path,
        source=source,
        **facts.values,
    )


def _entries(part: Part, profile: Profile) -> list[CardField]:
    """Return the cells of a row under their labels; what a profile says of a column wins.

    The first column of a meaning counts; further ones keep their place in the card, unread.
    """
    entries: list[CardField] = []
    taken: set[str] = set()
    for column, value in part.card:
        label = shown(column)
        name = profile.field_of(column) or profile.field_of(label) or field_of(column)
        text = clean(value).strip()
        if name is not None and name not in ("body", "ignore"):
            if name in taken and text:
                name = None
            elif text:
                taken.add(name)
                text = profile.value_of(name, text)
        entries.append(CardField(label, text, name))
    return entries


def _text(part: Part, entries: Sequence[CardField]) -> tuple[str, list[str]]:
    """Return (title, paragraphs of the body) of a row.

    A row without a column for the title is called by its first words that are no known value.
    """
    title = next((entry.value for entry in entries if entry.field == "title"), part.title)
    bodies = [entry.value for entry in entries if entry.field == "body"]
    if not title:
        unknown = (entry.value for entry in entries if entry.field is None)
        words = (text for text in unknown if any(char.isalpha() for char in text))
        title = next((text for text in words if not is_prose(text)), "")
    if not title and bodies:
        title = bodies[0].split("\n", 1)[0]
    if part.text:
        bodies.append(clean(part.text))
    paragraphs = [line.strip() for body in bodies for line in body.split("\n") if line.strip()]
    return " ".join(title.split())[:_TITLE_LENGTH], paragraphs


def _language(
    part: Part,
    card: Sequence[CardField],
    title: str,
    paragraphs: Sequence[str],
    profile: Profile,
) -> str | None:
    stated = next((entry.value for entry in card if entry.field == "language"), part.language)
    if stated:
        code = values.code("language", stated)
        if code and len(code) == 2:
            return code
    if "language" in profile.defaults:
        return profile.defaults["language"]
    known = (lookup(entry.label) for entry in card)
    hints = [
        name for label in known if label and len(label.languages) == 1 for name in label.languages
    ]
    texts = [title, *paragraphs[:4]] if paragraphs else [title, *(entry.value for entry in card)]
    return detect_language(" ".join(texts), hints=hints)


def _is_project(card: Sequence[CardField]) -> bool:
    stated = {entry.field for entry in card}
    return bool(stated & _STRONG) and len(stated & _PROJECT) >= 2


def _settle(facts: Facts, entries: Sequence[CardField], part: Part, profile: Profile) -> None:
    """Settle year, date and defaults; a year column that is blank states that there is none."""
    with_defaults(facts, profile)
    facts.put("date", part.date, STATED_PROPERTY)
    blank_year = any(entry.field == "year" and not entry.value for entry in entries)
    settle_year(facts)
    if blank_year and facts.sources.get("year") == STATED_CARD:
        facts.values.pop("year")
        facts.sources.pop("year")


def with_defaults(facts: Facts, profile: Profile) -> None:
    """Put the values that a person's profile states for records that say nothing of a field."""
    for name in ("region", "status", "coverage", "type"):
        default = profile.defaults.get(name)
        if default and name not in facts.values:
            code = facts.code(name, default)
            facts.put(name, (code,) if name == "region" and code else code, STATED_PROPERTY)
    if "budget" in facts.values and "currency" in profile.defaults:
        facts.put("currency", currency_of(profile.defaults["currency"]), STATED_PROPERTY)


def _shown_field(name: str | None, project: bool) -> str | None:
    if name == "granted":
        return "start"
    return None if name == "project_id" and not project else name
