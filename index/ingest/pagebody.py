"""The text of a page: what stands below the headline, without captions, dates and footers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.ingest.blocks import Line, ends_sentence
from index.ingest.cardvalues import is_prose
from index.ingest.datelines import line_date
from index.ingest.pagewords import is_credit, is_crumb, is_rights, is_word, opens
from index.ingest.paragraphs import join_paragraphs
from index.keys import key

_CAPTION_LENGTH, _CREDIT_LENGTH = 400, 250
_RELATED_LINES = 40
_CONTACT_LINES = 16
_LIKE_TITLE = 0.7


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
    end = _footer_start(lines)
    start = _contact_start(lines[:end])
    kept, removed = _without_furniture(lines[:start], skipped)
    paragraphs, captions = _without_captions(join_paragraphs(kept), title, news=news)
    contact = _contact(lines[start:end])
    removed.extend(line.text for line in lines[end:] if line.text)
    if contact:
        paragraphs.append(contact)
    return PageBody(tuple(paragraphs), (*removed, *captions), bool(contact))


def _without_furniture(
    lines: Sequence[Line], skipped: frozenset[int]
) -> tuple[list[Line], list[str]]:
    kept: list[Line] = []
    removed: list[str] = []
    for place, line in enumerate(lines):
        if place in skipped:
            kept.append(Line("", 0, ""))
        elif line.text and len(line.text) <= 300 and _is_furniture(line):
            removed.append(line.text)
            kept.append(Line("", 0, ""))
        else:
            kept.append(line)
    return kept, removed


def _is_furniture(line: Line) -> bool:
    text = line.text
    return (
        is_word("anywhere", text)
        or (is_rights(text) and not is_credit(text))
        or (opens("updated", text) and len(text) <= 80 and any(char.isdigit() for char in text))
        or (len(text) < 200 and is_crumb(text) and opens("crumbs", text))
    )


def _footer_start(lines: Sequence[Line]) -> int:
    """Return where the text ends and lists of other items or a menu at the foot begin."""
    end = len(lines)
    for place in range(1, len(lines)):
        text = lines[place].text
        if text and len(text) <= 60 and is_word("related", text) and _is_list(lines[place + 1 :]):
            end = place
            break
    return _menu_at_foot(lines[:end])


def _is_list(lines: Sequence[Line]) -> bool:
    """Tell whether all that follows is short items, with dates or bullets, and no text."""
    rows = [line for line in lines if line.text]
    sentences = sum(is_prose(line.text) and len(line.text) > 200 for line in rows)
    return bool(rows) and len(rows) <= _RELATED_LINES and sentences * 4 <= len(rows)


def _menu_at_foot(lines: Sequence[Line]) -> int:
    """Return where a run of menu entries at the very end begins."""
    place, known, start = len(lines), 0, len(lines)
    while place > 0:
        line = lines[place - 1]
        if line.text and is_word("menu", line.text):
            known += 1
            start = place - 1
        elif line.text:
            break
        place -= 1
    return start if known >= 3 else len(lines)


def _contact_start(lines: Sequence[Line]) -> int:
    """Return where the contact block at the end begins (len when there is none)."""
    rows = [place for place, line in enumerate(lines) if line.text]
    for place in rows[-_CONTACT_LINES:]:
        text = lines[place].text
        if len(text) <= 160 and opens("contact", text):
            after = [lines[row].text for row in rows if row > place]
            if all(len(other) <= 120 for other in after) and (after or "@" in text):
                return place
    return len(lines)


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
    headline = _Headline(key(title))
    names = [key(text) if _asked(text, headline, news=news) else "" for text in paragraphs]
    counts = Counter(names)
    captions: dict[str, str] = {}
    kept: list[str] = []
    for text, name in zip(paragraphs, names, strict=True):
        times = counts[name] if news else 1
        if name and text[0] not in "-•[" and _is_caption(text, name, headline, times):
            captions.setdefault(name, text)
        else:
            kept.append(text)
    if not kept and paragraphs:  # the text is the headline once more, and all the text there is
        return paragraphs[:1], []
    return kept, list(captions.values())


class _Headline:
    """The headline as captions are compared with it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._words = frozenset(word for word in name.split() if len(word) > 2)

    def may_be(self, text: str) -> bool:
        """Tell, by its first character, whether a text may have the headline's name."""
        first = text[:1].lower()
        return not (first.isascii() and first.isalnum()) or self.name.startswith(first)

    def is_like(self, name: str) -> bool:
        """Tell whether most words of *name* are in the headline."""
        words = [word for word in name.split() if len(word) > 2]
        return sum(word in self._words for word in words) >= _LIKE_TITLE * len(words)


def _asked(text: str, headline: _Headline, *, news: bool) -> bool:
    """Tell, at little cost, whether a text may be a caption, which ``_is_caption`` tells."""
    if len(text) > _CAPTION_LENGTH:
        return False
    return news or headline.may_be(text) or is_credit(text)


def _is_caption(text: str, name: str, headline: _Headline, times: int) -> bool:
    if name == headline.name:
        return True
    if is_credit(text) and not line_date(text):
        return len(text) <= _CREDIT_LENGTH
    if times < 2 or name.count(" ") < 3:
        return False
    return times >= 3 or headline.is_like(name)
