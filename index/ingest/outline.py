"""The outline of a page: the lines at its edges as numbers, and which of them are furniture.

A line that recurs over the documents of a source is furniture only where its neighbours are too:
a run of short lines at an edge of the page, and what such a run encloses. Text that recurs by
itself is text. So are the lines of a document whose own text recurs elsewhere: near-identical
records are never told apart from their furniture by what they share.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from struct import Struct
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from index import values
from index.ingest.blocks import Line, ends_sentence
from index.ingest.folding import folded_line, folded_lines
from index.ingest.grams import Grams
from index.ingest.labels import lookup
from index.ingest.pagewords import is_rights, is_word, opens
from index.keys import key

#: What a row is: a short line, one that menus have, one that only pages have (cookies, rights), a
#: sentence, a line that is never furniture, and a wall that no run goes beyond (a field card, the
#: middle of a text).
SHORT, NAMED, MARKER, PROSE, KEPT, WALL = range(6)

#: So many rows are looked at on either edge.
EDGE = 60

#: Longer lines, and those of more words that end as sentences do, are prose.
_SHORT_LENGTH, _SENTENCE_WORDS = 90, 6

#: A line is known by heart from so many documents on, when that is this share of the source.
LEAST, SHARE = 8, 0.05
#: Where a single line, or a run beyond other lines, must be to count.
_STRONG_SHARE, _LONE_SHARE, _LONE_LEAST = 0.3, 0.6, 20
#: A line that stands in so many documents is no text of their own.
SHARED = 4

#: A run has so many short lines; a line that only pages have stands for them.
_RUN = 3
#: Between two runs stand at most so many other lines: a headline and a date; a list of links.
_GAP_ABOVE, _GAP_BELOW = 3, 12

#: A document's own prose is so many times what it shares with others.
_OWN_PROSE = 2

_PAGE_WORDS = (
    "cookie", "newsletter", "lettre d'information", "lettre d’information", "boletín informativo",
    "privacy policy", "politique de confidentialité", "política de privacidad", "javascript",
)  # fmt: skip
_VALUE_FACETS = ("status", "region", "coverage", "country", "type")
_CONTACT = re.compile(r"@|\d[\d\s().-]{6,}\d")
_CONTACT_ROWS, _CONTACT_LENGTH = 6, 160
#: A line about rights has one of these words or signs (``pagewords.is_rights``).
_RIGHTS_WORDS = ("copyright", "droits r", "rights r", "derechos r")
_RIGHTS_SIGNS = ("©".encode(), b"(c)")
#: So few bytes of lines are looked at one by one.
_FEW = 600
#: Notices of pages are no longer than this.
_NOTICE_LENGTH = 400

_PACKED = np.dtype([("hash", "<u4"), ("words", "<u2"), ("kind", "u1")])
_pack = Struct("<IHB").pack


class Row(NamedTuple):
    """One line of an outline: its hash, how many words it has, and what it is."""

    hash: int
    words: int
    kind: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows at the edges of a page, and the line of the page that each is (-1 for a wall)."""

    rows: Sequence[Row] = ()
    lines: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """In how many of the ``documents`` of a source lines stand, by hash, from ``SHARED`` on.

    ``known`` are lines that were furniture before: they stay so until they have become rare.
    """

    documents: int = 0
    counts: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    known: frozenset[int] = frozenset()

    @property
    def least(self) -> float:
        """In how many documents a line must stand."""
        return max(LEAST, SHARE * self.documents)

    def recurring(self, hashes: Iterable[int]) -> frozenset[int]:
        """Return those of some lines that stand in enough documents."""
        least, known = self.least, self.known
        counted = [(hash, self.counts[hash]) for hash in hashes if hash in self.counts]
        return frozenset(
            hash
            for hash, count in counted
            if count >= least or (count * 2 >= least and hash in known)
        )


_new = tuple.__new__  # the constructor of a named tuple is a function that calls it

#: A row, and whether its line opens a block of contacts.
_Look = tuple[Row, bool]

#: Takes the id of a record, its source and its outline; returns the places of rows to leave out.
Judge = Callable[[str, str, Outline], Collection[int]]


def outline(lines: Sequence[Line], begin: int, card: range) -> Outline:
    """Return the outline of a page from line *begin* on; *card* are the lines of a field card."""
    parts = _edges(lines, begin, card)
    texts = [lines[place].text for part in parts for place in part]
    looks = iter(zip(texts, _looks(texts), strict=True))
    rows: list[Row] = []
    places: list[int] = []
    for part in parts:
        if rows:
            rows.append(Row(0, 0, WALL))
            places.append(-1)
        contact = 0
        for text, (row, opens_contact) in islice(looks, len(part)):
            contact = _CONTACT_ROWS if opens_contact else contact - 1
            if opens_contact or (contact > 0 and _CONTACT.search(text)):
                row = row._replace(kind=KEPT)
            rows.append(row)
        places += part
    return Outline(rows, places)


def furniture_rows(rows: Sequence[Row], verdict: Verdict) -> frozenset[int]:
    """Return the places of the rows that are furniture by what is known of their source."""
    recurring = verdict.recurring([row.hash for row in rows])
    if not recurring:
        return frozenset()
    last = len(rows) - 1
    below = (last - place for place in _below(rows[::-1], verdict, recurring))
    taken = frozenset((*_above(rows, verdict, recurring), *below))
    return taken if taken and _has_own_text(rows, taken, verdict) else frozenset()


def blocks_of(lines: Sequence[Line], taken: Collection[int]) -> list[str]:
    """Return the lines that were taken out, one block for those that stand together."""
    blocks: list[list[str]] = []
    before = None
    for place in sorted(taken):
        apart = before is None or any(line.text for line in lines[before + 1 : place])
        if apart:
            blocks.append([])
        blocks[-1].append(lines[place].text)
        before = place
    return ["\n".join(block) for block in blocks]


def pack(rows: Sequence[Row]) -> bytes:
    """Return an outline as it is kept; empty for one that holds no row."""
    return b"".join([_pack(hash, min(words, 65535), kind) for hash, words, kind in rows])


def unpack(data: bytes) -> list[Row]:
    """Return the rows that ``pack`` wrote."""
    return [Row(*item) for item in np.frombuffer(data, _PACKED).tolist()]


def countable(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Return the distinct hashes of the rows of a packed outline that may be furniture."""
    held = np.frombuffer(data, _PACKED)
    return np.unique(held["hash"][held["kind"] < KEPT])


def count_lines(
    outlines: Sequence[bytes],
) -> tuple[np.ndarray[Any, np.dtype[np.uint32]], np.ndarray[Any, np.dtype[np.int64]]]:
    """Return the ``countable`` hashes of packed outlines, and in how many of those each stands."""
    held = np.frombuffer(b"".join(outlines), _PACKED)
    rows = [len(outline) // _PACKED.itemsize for outline in outlines]
    page = np.repeat(np.arange(len(outlines), dtype=np.uint64), rows)
    lines = page << np.uint64(32) | held["hash"]
    once = np.unique(lines[held["kind"] < KEPT])
    hashes, counts = np.unique(once.astype(np.uint32), return_counts=True)
    return hashes, counts


def pack_places(taken: Collection[int]) -> bytes:
    """Return places as they are kept."""
    return np.array(sorted(taken), "<u2").tobytes() if taken else b""


def _edges(lines: Sequence[Line], begin: int, card: range) -> list[list[int]]:
    """Return the first and the last lines with text, parted by a card or by the middle."""
    filled = [place for place, line in enumerate(lines[begin:], begin) if line.text]
    first = filled[: min(EDGE, bisect_left(filled, card.start))] if card else filled[:EDGE]
    start = max(card.stop if card else begin, first[-1] + 1 if first and not card else begin)
    last = filled[max(len(filled) - EDGE, bisect_left(filled, start)) :]
    whole = not card and (len(first) < EDGE or not last or last[0] == first[-1] + 1)
    parts = [[*first, *last]] if whole else [first, last]
    return [part for part in parts if part]


def _looks(texts: Sequence[str]) -> list[_Look]:
    """Return the row of each line, and whether it opens a block of contacts."""
    long = iter(_long_looks([text for text in texts if len(text) > _SHORT_LENGTH]))
    return [_short_look(text) if len(text) <= _SHORT_LENGTH else next(long) for text in texts]


@lru_cache(maxsize=16384)
def _short_look(text: str) -> _Look:
    return _look(text, folded_line(text), _kind(text))


def _long_looks(texts: Sequence[str]) -> list[_Look]:
    folded = folded_lines(texts)
    lines = [*zip(texts, folded, strict=True)]
    # What is not in all of them together is in none.
    brief = b"\n".join([line for text, line in lines if len(text) <= _NOTICE_LENGTH])
    if len(brief) < _FEW or _may_notice(brief):
        return [_look(text, line, _kind(text)) for text, line in lines]
    return [_look(text, line, PROSE) for text, line in lines]


def _look(text: str, folded: bytes, kind: int) -> _Look:
    row = _new(Row, (crc32(folded), text.count(" ") + 1, kind))
    asked = len(text) <= _CONTACT_LENGTH and kind in (PROSE, KEPT)
    return row, asked and opens("contact", text)


def _may_notice(folded: bytes) -> bool:
    """Tell whether folded lines may have a word that only pages have, or be about rights."""
    return bool(_notices().found(folded)) or any(sign in folded for sign in _RIGHTS_SIGNS)


@cache
def _notices() -> Grams:
    return Grams((word.encode(), b"") for word in (*_PAGE_WORDS, *_RIGHTS_WORDS))


def _kind(text: str) -> int:
    if len(text) <= _NOTICE_LENGTH:
        lowered = text.lower()
        for word in _PAGE_WORDS:
            if word in lowered:
                return MARKER
        if is_rights(text):
            return MARKER
    words = text.count(" ") + 1
    if len(text) > _SHORT_LENGTH or (words > _SENTENCE_WORDS and ends_sentence(text)):
        return PROSE
    if is_word("menu", text) or is_word("anywhere", text):
        return NAMED
    return KEPT if _is_kept(text) else SHORT


def _is_kept(text: str) -> bool:
    """Tell a value or a label of a card, a number, a heading that other rules need."""
    return (
        not any(char.isalpha() for char in text)
        or ":" in text
        or lookup(text) is not None
        or any(values.is_known(facet, text) for facet in _VALUE_FACETS)
        or any(is_word(name, text) for name in ("related", "releases", "news", "scopes"))
        or opens("contact", text)
        or key(text).isdecimal()
    )


def _above(rows: Sequence[Row], verdict: Verdict, recurring: Collection[int]) -> list[int]:
    """Return the menu over a page; what stands between it and a card is never all of it."""
    taken: list[int] = []
    for run in _runs(rows, recurring, _GAP_ABOVE):
        if _weight(rows, run) >= _RUN and (
            run[0] == 0 or _share(rows, run, verdict, _STRONG_SHARE)
        ):
            taken += run
    wall = next((place for place, row in enumerate(rows) if row.kind == WALL), len(rows))
    left = set(range(wall)).difference(taken)
    return taken if any(rows[place].hash not in recurring for place in left) else []


def _below(rows: Sequence[Row], verdict: Verdict, recurring: Collection[int]) -> list[int]:
    """Return the menu under a page, whose rows come from the end.

    Lists in a text recur too: a menu below must have words of web pages, or stand under most pages
    and under no field card.
    """
    taken: list[int] = []
    carded = any(row.kind == WALL for row in rows)
    for run in _runs(rows, recurring, _GAP_BELOW):
        strong = not carded and _share(rows, run, verdict, _STRONG_SHARE)
        named = any(rows[place].kind in (MARKER, NAMED) for place in run)
        if _weight(rows, run) >= _RUN:
            fits = (named and run[0] == 0) or strong
        else:
            lone = verdict.documents >= _LONE_LEAST and not carded and run[0] == 0
            fits = lone and _share(rows, run, verdict, _LONE_SHARE)
        taken += run if fits else []
    return taken


def _runs(rows: Sequence[Row], recurring: Collection[int], most_gap: int) -> list[list[int]]:
    """Return the runs of lines that recur, from the edge on, until text or a wide gap."""
    runs: list[list[int]] = []
    gap = 1
    for place, row in enumerate(rows):
        if row.kind < KEPT and row.hash in recurring:
            if gap:
                runs.append([])
            runs[-1].append(place)
            gap = 0
        elif row.kind in (PROSE, WALL) or gap > most_gap:
            break
        else:
            gap += 1
    return [trimmed for run in runs if (trimmed := _trimmed(rows, run))]


def _trimmed(rows: Sequence[Row], run: list[int]) -> list[int]:
    """Return a run without the prose that short lines do not part from the text."""
    while run and rows[run[-1]].kind == PROSE:
        run = run[:-1]
    while run and run[0] and rows[run[0]].kind == PROSE:
        run = run[1:]
    return run


def _weight(rows: Sequence[Row], run: Sequence[int]) -> int:
    kinds = [rows[place].kind for place in run]
    return sum(_RUN if kind == MARKER else kind in (SHORT, NAMED) for kind in kinds)


def _share(rows: Sequence[Row], run: Sequence[int], verdict: Verdict, share: float) -> bool:
    """Tell whether each line of a run stands in this share of the documents."""
    least = share * verdict.documents
    return all(verdict.counts.get(rows[place].hash, 0) >= least for place in run)


def _has_own_text(rows: Sequence[Row], taken: Collection[int], verdict: Verdict) -> bool:
    """Tell whether a document has text that it does not share with others."""
    own = shared = 0
    for place, row in enumerate(rows):
        if row.kind == PROSE and place not in taken:
            if verdict.counts.get(row.hash, 0) < SHARED:
                own += row.words
            else:
                shared += row.words
    return own > 0 and own >= _OWN_PROSE * shared
