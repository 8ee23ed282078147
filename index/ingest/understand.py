"""From the text of a document to its record: the road of a plain text through the importer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from index.ingest.barecard import find_bare_card
from index.ingest.blocks import Line, ends_sentence, split_lines
from index.ingest.cardfacts import Facts, read_card, settle_year
from index.ingest.datelines import Dated, date_on_line, dateline, updated_date
from index.ingest.fieldcard import Card, find_card, split_pairs
from index.ingest.furniture import menu_end
from index.ingest.kinds import kind_of
from index.ingest.language import detect_language
from index.ingest.pagebody import PageBody, page_body
from index.ingest.pagewords import is_word
from index.ingest.places import infer_countries, infer_regions
from index.ingest.repair import clean
from index.keys import key
from index.record import INFERRED, STATED_DATELINE, STATED_PROPERTY, CardField, Record

#: A longer first line is text, and the title is taken from its beginning.
_TITLE_LENGTH = 320
_SHORT_TITLE = 120
#: Longer texts are read in full, but only so much of them is searched for a card.
_CARD_LINES = 3000
_WHOLE_MENU = 6
#: The date of a news page stands within so many lines below the headline, or in a bullet.
_NEWS_ROWS = 8
_MARKERS = (("press-release", "releases"), ("news", "news"))


@dataclass(slots=True)
class _Page:
    """A document while it is read: its lines, and what has been told of them so far."""

    lines: Sequence[Line]
    card: Card | None = None
    menu: int = 0
    top: int = 0
    title: str = ""
    marker: str | None = None
    headline_bullet: bool = False
    furniture: list[str] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


def understand(text: str, *, path: str, source: str, record_id: str) -> Record:
    """Return the record that *text* tells of. Never raises, whatever the text.

    Args:
        text: the text of one document, as a reader gave it.
        path: the document's file, for the record; its name is the title of last resort.
        source: the id of the source that the document belongs to.
        record_id: the id of the record.
    """
    page = _Page(split_pairs(split_lines(clean(text))))
    page.card = find_card(page.lines[:_CARD_LINES])
    _take_head(page)
    if page.card is None:
        hint = detect_language(" ".join(line.text for line in page.lines[page.top :][:12])) or "en"
        page.card = find_bare_card(page.lines, page.top, hint)
    _take_body(page)
    dated = _publication(page)
    skipped = frozenset({dated.line}) if dated else frozenset()
    body = page_body(page.body, page.title, skipped, news=page.headline_bullet)
    if not page.title:
        page.title = _title_of_last_resort(body, path, record_id)
    return _record(page, body, dated, path=path, source=source, record_id=record_id)


def _take_head(page: _Page) -> None:
    """Take menu, marker and title off the top of the page."""
    stop = page.card.first if page.card else None
    if stop is not None and not any(line.text for line in page.lines[:stop]):
        stop = None
    page.menu = menu_end(page.lines, stop)
    page.furniture.extend(_menu_blocks(page.lines[: page.menu]))
    page.top = page.menu
    limit = stop if stop is not None else len(page.lines)
    _take_marker(page, limit)
    _take_title(page, limit, near_card=stop is not None and page.menu > 1)


def _menu_blocks(lines: Sequence[Line]) -> list[str]:
    """Return the removed lines, one block per part that a lone hyphen opens."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.lone:
            blocks.append([])
        elif line.text:
            blocks[-1].append(f"{line.bullet} {line.text}" if line.bullet else line.text)
    return ["\n".join(block) for block in blocks if block]


def _take_marker(page: _Page, limit: int) -> None:
    """Take the lines that name the kind of the page and its scope ("Communiqué" / "Global")."""
    last = next((line for line in reversed(page.lines[: page.menu]) if line.text), None)
    if last and not last.bullet and is_word("releases", last.text):
        page.marker = "press-release"
    for place in range(page.top, limit):
        text = page.lines[place].text
        if not text:
            continue
        marker = next((kind for kind, name in _MARKERS if is_word(name, text)), None)
        if marker and not page.marker:
            page.marker = marker
        elif not (page.marker and (marker or is_word("scopes", text))):
            return
        page.furniture.append(text)
        page.top = place + 1


def _take_title(page: _Page, limit: int, *, near_card: bool) -> None:
    rows = [place for place in range(page.top, limit) if page.lines[place].text][:40]
    if not rows:
        return
    place = rows[0]
    if near_card and len(rows) < 5 and not any(ends_sentence(page.lines[row].text) for row in rows):
        place = rows[-1]
        page.furniture.extend(
            page.lines[row].text
            for row in rows[:-1]
            if key(page.lines[row].text) != key(page.lines[place].text)
        )
    line = page.lines[place]
    if len(line.text) > _TITLE_LENGTH or _opens_with_date(page.lines, place):
        return
    page.title = line.text
    page.headline_bullet = bool(line.bullet) or (place > 0 and page.lines[place - 1].lone)
    page.top = place + 1
    for row in rows[rows.index(place) + 1 :]:
        if key(page.lines[row].text) != key(line.text):
            break
        page.top = row + 1


def _opens_with_date(lines: Sequence[Line], place: int) -> bool:
    return len(lines[place].text) > 60 and dateline(lines, place, place + 1) is not None


def _take_body(page: _Page) -> None:
    """Keep the lines below the title that are not the card's."""
    if page.card is None:
        page.body = list(page.lines[page.top :])
        return
    before = page.lines[page.top : page.card.first] if page.top < page.card.first else []
    gap = Line("", 0, "")
    after = page.lines[max(page.card.end, page.top) :]
    page.body = [*before, gap, *page.card.loose, gap, *after]


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
    _infer_places(facts, title, text)
    return Record(
        id=record_id,
        title=title,
        body="\n\n".join(body.paragraphs),
        kind=kind,
        language=language,
        card=tuple(
            CardField(entry.label, entry.value, _shown_field(entry.field)) for entry in entries
        ),
        furniture=tuple(block for block in (*page.furniture, *body.furniture) if block),
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
        marker=page.marker,
        title=page.title,
        head="\n".join(line.text[:200] for line in page.lines[:12]),
        menu=sum(bool(line.text) for line in page.lines[: page.menu]) >= _WHOLE_MENU,
        contact=body.contact,
        dated=_is_news_date(page, dated) or any(entry.field == "date" for entry in entries),
        headline_bullet=page.headline_bullet,
    )


def _is_news_date(page: _Page, dated: Dated | None) -> bool:
    """A bare date at the foot of a long text says when it was checked, not that it is news."""
    if dated is None:
        return False
    if dated.line < 0 or page.body[dated.line].bullet:
        return True
    return sum(bool(line.text) for line in page.body[: dated.line]) <= _NEWS_ROWS


def _stated_title(entries: Sequence[CardField]) -> str | None:
    return next((entry.value for entry in entries if entry.field == "title" and entry.value), None)


def _shown_field(name: str | None) -> str | None:
    return "start" if name == "granted" else name


def _infer_places(facts: Facts, title: str, paragraphs: Sequence[str]) -> None:
    if "countries" not in facts.values:
        found = infer_countries(title, paragraphs)
        facts.put("countries", found.codes, INFERRED, found.evidence)
    if "region" not in facts.values:
        found = infer_regions(facts.values.get("countries", ()), title)
        facts.put("region", found.codes, INFERRED, found.evidence)
