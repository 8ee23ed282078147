"""The text of a page: what stands below the headline, without captions, dates and footers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from operator import itemgetter
from string import ascii_letters, digits

from index.ingest.blocks import Line, ends_sentence
from index.ingest.cardvalues import is_prose
from index.ingest.datelines import line_date
from index.ingest.firstwords import HEAD, same_key
from index.ingest.pagewords import is_credit, is_rights, is_word, may_open, opens
from index.ingest.paragraphs import join_paragraphs
from index.keys import key

_CAPTION_LENGTH, _CREDIT_LENGTH = 400, 250
_RELATED_LENGTH, _RELATED_LINES = 60, 40
_CONTACT_LENGTH, _CONTACT_LINES = 160, 16
_UPDATED_LENGTH = 80
_LIKE_TITLE = 0.7
#: What a line may be beside text, in bits; longer lines are text.
_FURNITURE, _RELATED, _MENU, _CONTACT = 1, 2, 4, 8
_ROLE_LENGTH = 199
#: The lists of words that tell it.
_LISTS = ("anywhere", "updated", "crumbs", "related", "menu", "contact")
#: No caption begins with one of these.
_BULLETS = "-•["
_NOTHING = Line("", 0, "")


@dataclass(frozen=True, slots=True)
class PageBody:
    """The paragraphs of a page, what was taken out of it, and whether it ends in a contact."""

    paragraphs: tuple[str, ...]
    furniture: tuple[str, ...]
    contact: bool


def page_body(
    lines: Sequence[Line], title: str, skipped: frozenset[int] = frozenset(), *, news: bool = False
) -> PageBody:
    """Return the body that *lines* hold.

    *skipped* are lines already read (a date of its own); *news* tells that the page has the
    shape of a news page, whose captions recur.
    """
    texts = [*map(itemgetter(0), lines)]  # in a third of the time that it takes by name
    rows = [*compress(range(len(texts)), texts)]
    roles = _roles(texts, rows)
    end = _menu_at_foot(rows, roles, _footer_start(texts, rows, roles))
    start = _contact_start(texts, rows[: bisect_left(rows, end)], roles, end)
    taken = {place for place, role in roles.items() if role & _FURNITURE and place < start}
    taken -= skipped
    kept = _without(lines[:start], taken | skipped)
    paragraphs, captions = _without_captions(join_paragraphs(kept), title, news=news)
    contact = _contact(lines[start:end]) if start < end else ""
    if contact:
        paragraphs.append(contact)
    removed = [texts[place] for place in (*sorted(taken), *range(end, len(texts))) if texts[place]]
    return PageBody(tuple(paragraphs), (*removed, *captions), bool(contact))


def _roles(texts: Sequence[str], rows: Sequence[int]) -> dict[int, int]:
    """Return the lines that may be something beside text, in their order, and what each may be."""
    roles: dict[int, int] = {}
    for place in rows:
        text = texts[place]
        if len(text) > _ROLE_LENGTH:
            continue
        if _may_open(text[:HEAD]):
            role = _role(text)
            if role:
                roles[place] = role
        elif is_rights(text) and not is_credit(text):
            roles[place] = _FURNITURE
    return roles


@lru_cache(maxsize=4096)
def _role(text: str) -> int:
    """Return what a line may be beside text; what is something recurs over the pages."""
    role = _FURNITURE if _is_furniture(text) else 0
    if len(text) <= _RELATED_LENGTH and is_word("related", text):
        role |= _RELATED
    if is_word("menu", text):
        role |= _MENU
    if len(text) <= _CONTACT_LENGTH and opens("contact", text):
        role |= _CONTACT
    return role


@lru_cache(maxsize=8192)
def _may_open(head: str) -> bool:
    """Tell whether what stands in one of the lists may begin so; there are few heads of lines."""
    return any(may_open(name, head) for name in _LISTS)


def _is_furniture(text: str) -> bool:
    return (
        is_word("anywhere", text)
        or opens("crumbs", text)
        or (len(text) <= _UPDATED_LENGTH and _has_digit(text) and opens("updated", text))
        or (is_rights(text) and not is_credit(text))
    )


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _without(lines: Sequence[Line], taken: Collection[int]) -> Sequence[Line]:
    """Return lines with nothing in place of some; there may be no such lines."""
    if not taken:
        return lines
    kept = [*lines]
    for place in taken:
        if 0 <= place < len(kept):
            kept[place] = _NOTHING
    return kept


def _footer_start(texts: Sequence[str], rows: Sequence[int], roles: Mapping[int, int]) -> int:
    """Return where the text ends and lists of other items begin."""
    for place, role in roles.items():
        if role & _RELATED and place and _is_list(texts, rows, bisect_right(rows, place)):
            return place
    return len(texts)


def _is_list(texts: Sequence[str], rows: Sequence[int], first: int) -> bool:
    """Tell whether all rows from *first* on are short items, with dates or bullets, and no text."""
    if not 0 < len(rows) - first <= _RELATED_LINES:
        return False
    sentences = sum(len(texts[place]) > 200 and is_prose(texts[place]) for place in rows[first:])
    return sentences * 4 <= len(rows) - first


def _menu_at_foot(rows: Sequence[int], roles: Mapping[int, int], end: int) -> int:
    """Return where a run of menu entries right before *end* begins."""
    first = last = bisect_left(rows, end)
    while first and roles.get(rows[first - 1], 0) & _MENU:
        first -= 1
    return rows[first] if last - first >= 3 else end


def _contact_start(
    texts: Sequence[str], rows: Sequence[int], roles: Mapping[int, int], end: int
) -> int:
    """Return where the contact block at the end begins (*end* when there is none)."""
    for place in rows[-_CONTACT_LINES:]:
        if roles.get(place, 0) & _CONTACT:
            after = rows[bisect_right(rows, place) :]
            if all(len(texts[row]) <= 120 for row in after) and (after or "@" in texts[place]):
                return place
    return end


def _contact(lines: Sequence[Line]) -> str:
    """Return the contact block, one entry per line; a label and its value go together."""
    entries: list[str] = []
    for line in lines:
        text = line.text
        if not text:
            continue
        last = entries[-1] if entries else ""
        open_label = len(entries) > 1 and last.endswith((":", " -", ","))
        wrapped = text[0].islower() and "@" not in text and not ends_sentence(last)
        if last and (open_label or wrapped):
            entries[-1] = f"{last} {text}"
        else:
            entries.append(text)
    return "\n".join(entries)


def _without_captions(
    paragraphs: list[str], title: str, *, news: bool
) -> tuple[list[str], list[str]]:
    """Take captions and credits out: those that repeat the headline or name a picture.

    On a *news* page, a line that recurs between the paragraphs is a caption too; anywhere else
    texts repeat themselves for reasons of their own.
    """
    headline = _Headline(title)
    others = _other_initials(headline.initial)
    counts = Counter(map(_caption_key, paragraphs)) if news else None
    captions: dict[str, str] = {}
    kept: list[str] = []
    for text in paragraphs:
        if counts is None and text[0] in others:  # nearly all are told by this to be none
            caption = len(text) <= _CREDIT_LENGTH and is_credit(text) and not line_date(text)
        elif len(text) > _CAPTION_LENGTH or text[0] in _BULLETS:
            caption = False
        else:
            caption = _is_caption(text, headline, counts[key(text)] if counts else 1)
        if caption and (name := key(text)):
            captions.setdefault(name, text)
        else:
            kept.append(text)
    if not kept and paragraphs:  # the text is the headline once more, and all the text there is
        return paragraphs[:1], []
    return kept, list(captions.values())


@cache
def _other_initials(initial: str) -> frozenset[str]:
    """Return the characters with which no text begins whose key begins with *initial*.

    The key of a text that begins with a letter or digit of ASCII begins with the same.
    """
    return frozenset(ascii_letters + digits).difference((initial, initial.upper()))


def _caption_key(text: str) -> str:
    return key(text) if len(text) <= _CAPTION_LENGTH else ""


class _Headline:
    """The headline as captions are compared with it."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.initial = (key(title[:HEAD]) or key(title))[:1]

    def is_said_by(self, text: str) -> bool:
        """Tell whether a text says the same."""
        return text[0] not in _other_initials(self.initial) and same_key(text, self._title)

    def is_like(self, name: str) -> bool:
        """Tell whether most words of *name* are in the headline."""
        own = frozenset(key(self._title).split())
        words = [word for word in name.split() if len(word) > 2]
        return sum(word in own for word in words) >= _LIKE_TITLE * len(words)


def _is_caption(text: str, headline: _Headline, times: int) -> bool:
    """Tell whether a text that stands *times* times among the paragraphs is a caption."""
    if headline.is_said_by(text):
        return True
    if times < 2 and len(text) > _CREDIT_LENGTH:
        return False
    if is_credit(text) and not line_date(text):
        return len(text) <= _CREDIT_LENGTH
    name = key(text) if times > 1 else ""
    return name.count(" ") >= 3 and (times >= 3 or headline.is_like(name))
