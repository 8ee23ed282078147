"""The top of a page: the menu above the headline, what marks a release, the headline itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.ingest.blocks import Line, ends_sentence
from index.ingest.cardvalues import is_prose
from index.ingest.datelines import dateline, line_date
from index.ingest.fieldcard import Card
from index.ingest.firstwords import same_key
from index.ingest.furniture import menu_end
from index.ingest.pagewords import is_word

#: A longer first line is text, and the title is taken from its beginning.
_TITLE_LENGTH = 320
#: A headline is wrapped to so many lines at most.
_TITLE_LINES = 4
_NEAR_ROWS, _MAX_ROWS = 5, 40
_MARKERS = (("press-release", "releases"), ("news", "news"))


@dataclass(slots=True)
class PageHead:
    """What the top of a page told.

    ``menu`` lines are a menu; the text begins at line ``top``, before it stand the lines
    ``early`` (dates above the headline). ``marker`` is the kind that the page names itself.
    """

    menu: int = 0
    top: int = 0
    title: str = ""
    marker: str | None = None
    headline_bullet: bool = False
    furniture: list[str] = field(default_factory=list)
    early: list[Line] = field(default_factory=list)


def read_head(lines: Sequence[Line], card: Card | None) -> PageHead:
    """Return what stands above the text of a page; *card* ends the search for a headline."""
    head = PageHead()
    stop = card.first if card else None
    if card and not any(line.text for line in lines[: card.first]):
        _take_title_below(head, lines, card)
        return head
    head.menu = head.top = menu_end(lines, stop)
    head.furniture.extend(_menu_blocks(lines[: head.menu]))
    limit = stop if stop is not None else len(lines)
    _take_marker(head, lines, limit)
    _take_title(head, lines, limit, near_card=stop is not None and head.menu > 1)
    return head


def _menu_blocks(lines: Sequence[Line]) -> list[str]:
    """Return the removed lines, one block per part that a lone hyphen opens."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.lone:
            blocks.append([])
        elif line.text:
            blocks[-1].append(f"{line.bullet} {line.text}" if line.bullet else line.text)
    return ["\n".join(block) for block in blocks if block]


def _take_marker(head: PageHead, lines: Sequence[Line], limit: int) -> None:
    """Take the lines that name the kind of the page and its scope ("Communiqué" / "Global")."""
    last = next((line for line in reversed(lines[: head.menu]) if line.text), None)
    if last and not last.bullet and is_word("releases", last.text):
        head.marker = "press-release"
    for place in range(head.top, limit):
        text = lines[place].text
        if not text:
            continue
        marker = _marker(text)
        if marker and not head.marker:
            head.marker = marker
        elif not (head.marker and (marker or is_word("scopes", text))):
            return
        head.furniture.append(text)
        head.top = place + 1


def _marker(text: str) -> str | None:
    """Return the kind of page that a line names."""
    for kind, name in _MARKERS:
        if is_word(name, text):
            return kind
    return None


def _take_title(head: PageHead, lines: Sequence[Line], limit: int, *, near_card: bool) -> None:
    rows = _rows(lines, head.top, limit)
    while len(rows) > 1 and line_date(lines[rows[0]].text):
        head.early.append(lines[rows[0]])
        head.top = rows.pop(0) + 1
    if not rows:
        return
    place = rows[0]
    if near_card and len(rows) < _NEAR_ROWS and not any(_is_sentence(lines[row]) for row in rows):
        place = rows[-1]
        left = [lines[row].text for row in rows[:-1]]
        head.furniture.extend(text for text in left if not same_key(text, lines[place].text))
    if len(lines[place].text) > _TITLE_LENGTH or _opens_with_date(lines, place):
        return
    end = _title_end(lines, place, limit)
    head.title = " ".join(line.text for line in lines[place:end])
    head.headline_bullet = bool(lines[place].bullet) or (place > 0 and lines[place - 1].lone)
    head.top = end
    for row in rows[rows.index(place) + 1 :]:
        if row >= end and not same_key(lines[row].text, head.title):
            break
        head.top = max(end, row + 1)


def _rows(lines: Sequence[Line], first: int, end: int) -> list[int]:
    """Return the lines with text among which a headline is."""
    rows: list[int] = []
    for place in range(first, end):
        if lines[place].text:
            rows.append(place)
            if len(rows) == _MAX_ROWS:
                break
    return rows


def _is_sentence(line: Line) -> bool:
    return ends_sentence(line.text)


def _opens_with_date(lines: Sequence[Line], place: int) -> bool:
    return len(lines[place].text) > 60 and dateline(lines, place, place + 1) is not None


def _title_end(lines: Sequence[Line], place: int, limit: int) -> int:
    """Return the line after a headline that was wrapped: it goes on in lower case to a blank."""
    end = place + 1
    while end < min(limit, place + _TITLE_LINES) and lines[end].text[:1].islower():
        if lines[end].bullet or is_prose(lines[end].text) or lines[end].text.endswith("."):
            return place + 1
        end += 1
    closed = end < len(lines) and lines[end].blank
    return end if closed else place + 1


def _take_title_below(head: PageHead, lines: Sequence[Line], card: Card) -> None:
    """Take the headline that stands below a card which opens the page."""
    head.top = card.end
    rows = [place for place in range(card.end, len(lines)) if lines[place].text][:2]
    if len(rows) == 2 and not lines[rows[0]].bullet:
        text = lines[rows[0]].text
        if len(text) <= _TITLE_LENGTH and not ends_sentence(text) and not is_prose(text):
            head.title = text
            head.top = rows[0] + 1
