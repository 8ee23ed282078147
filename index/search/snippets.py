"""Snippets: the passages of a text that show best why it was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from index.record import CardField
from index.results import Span
from index.search.marking import Marker, Match

#: Code points of a snippet.
MAX_SNIPPET = 240

#: Code points that are looked through at first, for what matches rarely and for what matches in
#: every sentence; twice as many each time after; and at most.
_STRETCH, _SHORT_STRETCH = 1500, 600
_MAX_TEXT, _MAX_BROAD = 60_000, 12_000
#: Beyond so many, only what was not met before is looked for, and at so many places of a stretch.
_HEAD, _RANGES = 6_000, 8

#: Among so many matches there are passages that show enough.
_ENOUGH = 60

_ELLIPSIS = "…"
_JOINT = " … "
_BREAK = re.compile(r"[\s\x00-\x1f]+")
_UNEVEN = re.compile(r"[\x00-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|  ")
_SPACE = re.compile(r"\s+")

#: What an item of a list begins with, or a sentence that was cut off ends with; it says nothing
#: where a passage stands alone.
_BULLET = re.compile(r"\s*[-–—•▪*·.,;:!?)»]+\s+")

#: Parts the entries of a card, and the code points that each may take.
_BETWEEN = " · "
_LONGEST_LABEL, _LONGEST_VALUE = 60, 160

#: A second passage shorter than this says nothing.
_LEAST = 50

#: Begins with the space, which a search for it passes to without trying what stands between.
_SENTENCE_END = re.compile(r"[ \n](?:(?<=[.!?…»][ \n])[ \n]*(?=[^a-z\s])|(?<=\n)\n+)")


class _Passage(NamedTuple):
    """A range of the text, and what it matches."""

    start: int
    end: int
    matches: Sequence[Match]
    leaves: frozenset[int]


def snippet(text: str, marker: Marker, limit: int = MAX_SNIPPET) -> tuple[str, tuple[Span, ...]]:
    """Return at most two passages of a text, joined by …, and the matched ranges in them.

    Whole words, whole sentences where they fit; the beginning of the text when nothing matches.
    """
    head = text[: _MAX_BROAD if marker.is_broad else _MAX_TEXT]
    room = limit - 2 * len(_ELLIPSIS)
    matches = _matches(head, marker)
    if not matches:
        return _shown(head, [_cut(head, 0, room)], ())
    passages = _passages(head, matches)
    best = max(passages, key=lambda passage: _worth(passage, frozenset()))
    first = _window(head, best, room)
    left = room - (first[1] - first[0]) - len(_JOINT)
    held = text[slice(*first)]  # which some texts have twice
    apart = (p for p in passages if p.start >= first[1] or p.end <= first[0])
    others = [p for p in apart if text[p.start : p.end] not in held]
    if left < _LEAST or not others:
        whole = first == (best.start, best.end)
        wider = _cut(head, best.start, room)[1] if whole else first[1]
        ranges = [(first[0], max(first[1], wider))]
    else:
        other = max(others, key=lambda passage: _worth(passage, best.leaves))
        ranges = sorted([first, _window(head, other, left)])
    return _shown(head, ranges, matches)


def card_snippet(
    card: Sequence[CardField], marker: Marker, limit: int = MAX_SNIPPET
) -> tuple[str, tuple[Span, ...]]:
    """Return the entries of a field card that match, each with its label; the first if none does.

    Labels that a table knows are not searched, and not marked.
    """
    entries = [_entry(entry, marker) for entry in card if entry.value.strip()]
    matched = [entry for entry in entries if entry[1]]
    shown, spans = "", []
    for line, marked in matched or entries:
        first = len(shown) + len(_BETWEEN if shown else "")
        if first + len(line) > limit:
            break
        shown += (_BETWEEN if shown else "") + line
        spans += [(first + start, first + end) for start, end in marked]
    return shown, tuple(spans)


def _entry(entry: CardField, marker: Marker) -> tuple[str, tuple[Span, ...]]:
    """Return an entry of a card as one line, cut where it is long, and what matches in it."""
    label = " ".join(entry.label.split())[:_LONGEST_LABEL]
    value, spans = snippet(entry.value, marker, _LONGEST_VALUE)
    before = f"{label}: " if label else ""
    marked = marker.spans(label) if entry.field is None else ()
    return before + value, (*marked, *((len(before) + a, len(before) + b) for a, b in spans))


def _matches(text: str, marker: Marker) -> list[Match]:
    """Return the matches of a text up to where all that is looked for, or enough, has been met."""
    found: list[Match] = []
    start, size = 0, _SHORT_STRETCH if marker.is_broad else _STRETCH
    missing = everything = frozenset(range(marker.leaf_count))
    while start < len(text) and missing and len(found) <= _ENOUGH:
        end = min(start + size, len(text))
        if end < len(text):  # stop where no phrase is likely to go on
            ends = (text.rfind(mark, end - size // 3, end) for mark in ("\n", ". ", " "))
            end = next((place + 1 for place in ends if place > 0), end)
        if start < _HEAD:
            found += marker.matches(text, start, end)
        else:
            found += _matches_around(text, start, end, marker, missing)
        missing = everything.difference(match.leaf for match in found)
        start, size = end, 2 * size
    return found


def _matches_around(
    text: str, start: int, end: int, marker: Marker, missing: frozenset[int]
) -> Iterator[Match]:
    """Yield the matches around the first of what is still missing, in a range of a long text."""
    last, ranges = start, 0
    for match in marker.part(missing).matches(text, start, end):
        if match.start >= last and ranges < _RANGES:
            first = _edge(text, max(last, match.start - MAX_SNIPPET), last, -1)
            last = _edge(text, min(match.end + MAX_SNIPPET, end), end, 1)
            yield from marker.matches(text, first, last)
            ranges += 1


def _edge(text: str, place: int, limit: int, step: int) -> int:
    """Return the next place in a direction where no word is cut, at most the limit."""
    while place != limit and not text[place - 1].isspace():
        place += step
    return place


def _passages(text: str, matches: Sequence[Match]) -> list[_Passage]:
    """Return the sentences that hold a match."""
    found: list[_Passage] = []
    held: list[Match] = []
    start = end = 0
    for match in matches:
        if held and match.start < end:
            end = max(end, match.end)
        else:
            if held:
                found.append(_passage(start, end, held))
            first, last = _sentence(text, match.start)
            start, end, held = max(first, end), max(last, match.end), []
        held.append(match)
    return [*found, _passage(start, end, held)]


def _passage(start: int, end: int, matches: Sequence[Match]) -> _Passage:
    return _Passage(start, end, matches, frozenset(match.leaf for match in matches))


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Return the range of the sentence around a place, looking no farther than needed."""
    low, high = max(0, place - MAX_SNIPPET), min(len(text), place + MAX_SNIPPET)
    start = low
    for boundary in _SENTENCE_END.finditer(text, low, place):
        start = boundary.end()
    after = _SENTENCE_END.search(text, place, high)
    return start, after.start() if after else high


def _worth(passage: _Passage, shown: frozenset[int]) -> tuple[int, int, int, int]:
    """Rank a passage: what it shows that is new, then all that it shows, then how early it is."""
    leaves = passage.leaves
    return (len(leaves - shown), len(leaves), min(len(passage.matches), 4), -passage.start)


def _window(text: str, passage: _Passage, room: int) -> tuple[int, int]:
    """Return the passage, or where it is too long the part that shows most of its matches."""
    if passage.end - passage.start <= room:
        return passage.start, passage.end
    best = max(
        passage.matches,
        key=lambda match: len(
            {m.leaf for m in passage.matches if 0 <= m.start - match.start <= room * 2 // 3}
        ),
    )
    return _cut(text, max(passage.start, best.start - room // 4), room)


def _cut(text: str, start: int, room: int) -> tuple[int, int]:
    """Return a range of at most *room* code points that cuts no word and crosses no paragraph."""
    while start < len(text) and text[start].isspace():
        start += 1
    if start > 0 and not text[start - 1].isspace():
        space = _SPACE.search(text, start, start + room // 4)
        start = space.end() if space else start
    end = min(start + room, len(text))
    paragraph = text.find("\n\n", start, end)
    if paragraph > start + _LEAST:
        return start, paragraph
    if end < len(text) and not text[end].isspace():
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = cut if cut > start + room // 2 else end
    return start, end


def _shown(
    text: str, ranges: Sequence[tuple[int, int]], matches: Sequence[Match]
) -> tuple[str, tuple[Span, ...]]:
    """Return the ranges as one line, and the matches that lie wholly in them."""
    shown = ""
    spans: list[Span] = []
    for start, end in ranges:
        start, end = _trimmed(text, start, end)
        before = _JOINT if shown else _ELLIPSIS if not _opens(text, start) else ""
        first = len(shown) + len(before)
        line, place_of = _as_line(text[start:end])
        shown += before + line
        for match in matches:
            if start <= match.start and match.end <= end:
                begin, close = place_of(match.start - start), place_of(match.end - start)
                _add(spans, (first + begin, first + close))
    last = ranges[-1][1]
    if last < len(text.rstrip()) and shown[-1:] not in ".!?…":
        shown += _ELLIPSIS
    return shown, tuple(spans)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without space around it, and without the sign that it begins with."""
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _as_line(part: str) -> tuple[str, Callable[[int], int]]:
    """Return a text as one line, and what tells where a place of the text is there."""
    if not _UNEVEN.search(part):
        return part, int
    return _BREAK.sub(" ", part), lambda place: len(_BREAK.sub(" ", part[:place]))


def _opens(text: str, start: int) -> bool:
    """Tell whether a sentence begins at a place."""
    before = text[max(0, start - 6) : start].rstrip(" -–—•▪*·")
    return not before.strip() or before.endswith(("\n", ".", "!", "?"))


def _add(spans: list[Span], span: Span) -> None:
    if spans and span[0] < spans[-1][1]:
        spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
    else:
        spans.append(span)
