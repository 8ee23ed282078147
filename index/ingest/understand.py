"""From the text of a document to its record: the road of a plain text through the importer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import PurePath
from types import MappingProxyType

from index.ingest.barecard import find_bare_card
from index.ingest.blocks import Line, split_lines
from index.ingest.cardfacts import Facts, read_card, settle_year
from index.ingest.datelines import SIGNED, Dated, date_on_line, dateline, updated_date
from index.ingest.fieldcard import Card, find_card, split_pairs
from index.ingest.kinds import kind_of
from index.ingest.language import detect_language
from index.ingest.outline import Judge, blocks_of, outline
from index.ingest.pagebody import PageBody, page_body
from index.ingest.pagehead import PageHead, read_head
from index.ingest.places import infer_countries, infer_regions
from index.ingest.repair import clean
from index.record import INFERRED, STATED_DATELINE, STATED_PROPERTY, CardField, Record

_SHORT_TITLE = 120
_NOTHING_TAUGHT: Mapping[str, str] = MappingProxyType({})
#: Longer texts are read in full, but only so much of them is searched for a card.
_CARD_LINES = 3000
_WHOLE_MENU = 6
#: The date of a news page stands within so many lines below the headline, or in a bullet.
_NEWS_ROWS = 8


@dataclass(slots=True)
class _Page:
    """A document while it is read: its lines, and what has been told of them so far."""

    lines: Sequence[Line]
    card: Card | None = None
    head: PageHead = field(default_factory=PageHead)
    title: str = ""
    body: list[Line] = field(default_factory=list)
    recurring: Sequence[str] = ()


def understand(
    text: str,
    *,
    path: str,
    source: str,
    record_id: str,
    judge: Judge | None = None,
    taught: Mapping[str, str] = _NOTHING_TAUGHT,
) -> Record:
    """Return the record that *text* tells of. Never raises, whatever the text.

    Args:
        text: the text of one document, as a reader gave it.
        path: the document's file, for the record; its name is the title of last resort.
        source: the id of the source that the document belongs to.
        record_id: the id of the record.
        judge: tells which lines recur over the source and are left out of the text.
        taught: the keys of labels that a person taught, with their fields.
    """
    page = _Page(split_pairs(split_lines(clean(text))))
    page.card = find_card(page.lines[:_CARD_LINES], taught)
    page.head = read_head(page.lines, page.card)
    if page.card is None:
        page.card = find_bare_card(page.lines, page.head.top, partial(_hint, page))
    if judge:
        _leave_out_recurring(page, judge, source, record_id)
    page.title = page.head.title
    page.body = _body_lines(page)
    dated = _publication(page)
    skipped = frozenset({dated.line}) if dated else frozenset()
    body = page_body(page.body, page.title, skipped, news=page.head.headline_bullet)
    if not page.title:
        page.title = _title_of_last_resort(body, path, record_id)
    return _record(page, body, dated, path=path, source=source, record_id=record_id)


def _leave_out_recurring(page: _Page, judge: Judge, source: str, record_id: str) -> None:
    """Take out the lines that other pages of the source have too, and read the head again."""
    card = range(page.card.first, page.card.end) if page.card else range(0)
    seen = outline(page.lines, page.head.menu, card)
    taken = {seen.lines[row] for row in judge(record_id, source, seen)}
    if not taken:
        return
    nothing = Line("", 0, "")
    lines = list(page.lines)
    page.recurring = blocks_of(lines, taken)
    page.lines = [nothing if place in taken else line for place, line in enumerate(lines)]
    before, page.head = page.head, read_head(page.lines, page.card)
    page.head.marker = page.head.marker or before.marker
    page.head.menu = max(page.head.menu, before.menu)
    if page.card is None:
        page.card = find_bare_card(page.lines, page.head.top, partial(_hint, page))


def _hint(page: _Page) -> str:
    """Return the language in which values without labels are labelled."""
    top = page.head.top
    return detect_language(" ".join(line.text for line in page.lines[top : top + 12])) or "en"


def _body_lines(page: _Page) -> list[Line]:
    """Return the lines below the title that are not the card's."""
    head, gap = page.head, Line("", 0, "")
    if page.card is None:
        return [*head.early, *page.lines[head.top :]]
    before = page.lines[head.top : page.card.first]
    after = page.lines[max(page.card.end, head.top) :]
    return [*head.early, *before, gap, *page.card.loose, gap, *after]


def _publication(page: _Page) -> Dated | None:
    """Return when the page says that it was published."""
    body = page.body
    return date_on_line(body, 0, len(body)) or dateline(body, 0, len(body)) or updated_date(body)


def _title_of_last_resort(body: PageBody, path: str, record_id: str) -> str:
    """Return the beginning of the text as title, else the name of the file."""
    if not body.paragraphs:
        return PurePath(path).stem.replace("_", " ").strip() or record_id
    text = " ".join(body.paragraphs[0].split())
    if len(text) <= _SHORT_TITLE:
        return text
    return text[:_SHORT_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _record(
    page: _Page, body: PageBody, dated: Dated | None, *, path: str, source: str, record_id: str
) -> Record:
    entries = page.card.fields if page.card else ()
    hints = page.card.languages if page.card else ()
    language = detect_language(" ".join((page.title, *body.paragraphs[:4])), hints=hints)
    facts = read_card(entries, language)
    kind = _kind(page, body, dated, entries)
    if dated and kind != "project":
        facts.put("date", dated.iso, STATED_PROPERTY if dated.line >= 0 else STATED_DATELINE)
    settle_year(facts)
    title = _stated_title(entries) or page.title
    text = list(body.paragraphs[:-1] if body.contact else body.paragraphs)
    infer_places(facts, title, text)
    return Record(
        id=record_id,
        title=title,
        body="\n\n".join(body.paragraphs),
        kind=kind,
        language=language,
        card=tuple(map(_shown, entries)),
        furniture=tuple(filter(None, (*page.head.furniture, *page.recurring, *body.furniture))),
        sources=facts.sources,
        evidence=facts.evidence,
        value_labels=facts.labels,
        path=path,
        source=source,
        **facts.values,
    )


def _kind(page: _Page, body: PageBody, dated: Dated | None, entries: Sequence[CardField]) -> str:
    return kind_of(
        card=entries,
        marker=page.head.marker,
        title=page.title,
        head="\n".join([line.text[:200] for line in page.lines[:12]]),
        menu=sum(bool(line.text) for line in page.lines[: page.head.menu]) >= _WHOLE_MENU,
        contact=body.contact,
        dated=_is_news_date(page, dated) or any(entry.field == "date" for entry in entries),
        headline_bullet=page.head.headline_bullet,
    )


def _is_news_date(page: _Page, dated: Dated | None) -> bool:
    """A bare date at the foot of a long text says when it was checked, not that it is news."""
    if dated is None or dated.line == SIGNED:
        return False
    if dated.line < 0 or page.body[dated.line].bullet:
        return True
    before = (line for line in page.body[: dated.line] if line.text)
    return next(islice(before, _NEWS_ROWS, None), None) is None


def _stated_title(entries: Sequence[CardField]) -> str | None:
    return next((entry.value for entry in entries if entry.field == "title" and entry.value), None)


def _shown(entry: CardField) -> CardField:
    """Return an entry of a card as records have it: what was granted began that day."""
    return CardField(entry.label, entry.value, "start") if entry.field == "granted" else entry


def infer_places(facts: Facts, title: str, paragraphs: Sequence[str]) -> None:
    """Put the countries and regions that a text is about, where nothing states them."""
    if "countries" not in facts.values:
        found = infer_countries(title, paragraphs)
        facts.put("countries", found.codes, INFERRED, found.evidence)
    if "region" not in facts.values:
        found = infer_regions(facts.values.get("countries", ()), title)
        facts.put("region", found.codes, INFERRED, found.evidence)
