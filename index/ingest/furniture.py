"""Page furniture: the menus above a headline, told by their shape, and the rest below the text.

A menu is known by lone hyphens, doubled headings, a heading glued to the sentence that follows it,
lists before any headline, and by entries that many sites share. The headline is what comes after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from index import values
from index.ingest.blocks import Line, ends_sentence
from index.ingest.firstwords import same_key
from index.ingest.pagewords import is_crumb, is_word, may_open

#: Menus longer than this are not read as menus; none comes near.
_MAX_ROWS = 400
_SHORT_LENGTH, _SHORT_WORDS = 45, 7
_ENTRY_LENGTH, _ENTRY_WORDS = 130, 16
_HEADLINE_LENGTH = 220
#: A plain run of short lines is a menu only when it is this long, or has known entries.
_PLAIN_RUN, _PLAIN_WORDS = 6, 4
_IDENTIFIER = re.compile(
    r"^[A-Z]{1,4}[.-]?\d[\w.-]{2,15}$|^[A-Z]{2}\d{2}P\d{4}$|^\d[\d.,'’ \xa0]*$"
)
_GLUED_HEADING = re.compile(r"[^\n]{2,60}?[a-zà-ÿ](?=[A-ZÀ-Þ][\w'’])")


class Mark(Enum):
    """What the shape of a line at the top of a page says."""

    LONE = auto()
    MARKER = auto()
    KNOWN = auto()
    CRUMB = auto()
    GLUED = auto()
    DOUBLED = auto()
    ENTRY = auto()
    SHORT = auto()
    VALUE = auto()
    PROSE = auto()


#: A tuple is searched by identity; the hash of a member would be asked of its class.
_STRONG = (Mark.LONE, Mark.KNOWN, Mark.CRUMB, Mark.GLUED)


def menu_end(lines: Sequence[Line], stop: int | None = None) -> int:
    """Return how many of the first *lines* are page furniture above the headline.

    *stop* is where a field card begins; the line before it is the title and never furniture.
    """
    limit = len(lines) if stop is None else stop
    rows = [row for row, line in enumerate(lines[:limit]) if line.text or line.bullet][:_MAX_ROWS]
    if stop is not None and rows:
        title = _last_with_text(lines, rows)
        rows = [number for number in rows if number < title]
    if not rows:
        return 0
    taken = _Menu([lines[number] for number in rows], ends_at_title=stop is not None).length()
    return rows[taken - 1] + 1 if taken else 0


def _is_text(text: str) -> bool:
    """Tell a sentence from a headline, which may end with a mark or a quotation at most."""
    return len(text) > _HEADLINE_LENGTH or text.endswith((".", "…", ":", ";", ","))


def _last_with_text(lines: Sequence[Line], rows: Sequence[int]) -> int:
    return next((number for number in reversed(rows) if lines[number].text), rows[0])


class _Menu:
    """One reading of the rows at the top of a page."""

    def __init__(self, rows: Sequence[Line], *, ends_at_title: bool) -> None:
        self._rows = rows
        self._known_marks: dict[int, Mark] = {}
        self._ends_at_title = ends_at_title

    def length(self) -> int:
        """Return the number of rows that are a menu."""
        return max(self._by_shape(), self._plain_run())

    def _mark(self, place: int) -> Mark:
        """Return the mark of a row; few rows are ever asked for."""
        mark = self._known_marks.get(place)
        if mark is None:
            mark = self._known_marks[place] = self._look(place)
        return mark

    def _look(self, place: int) -> Mark:
        row = self._rows[place]
        text = row.text
        if not text:
            return Mark.LONE
        if not row.bullet and is_word("releases", text) and self._scope_follows(place):
            return Mark.MARKER
        if is_word("menu", text) or is_word("anywhere", text):
            return Mark.KNOWN
        if is_crumb(text):
            return Mark.CRUMB
        if self._is_glued(place):
            return Mark.GLUED
        if self._is_doubled(place):
            return Mark.DOUBLED
        if _IDENTIFIER.match(text):
            return Mark.VALUE
        words = text.count(" ") + 1
        if row.bullet and len(text) <= _ENTRY_LENGTH and words <= _ENTRY_WORDS:
            return Mark.PROSE if ends_sentence(text) else Mark.ENTRY
        if len(text) <= _SHORT_LENGTH and words <= _SHORT_WORDS and not ends_sentence(text):
            return Mark.SHORT
        return Mark.PROSE

    def _scope_follows(self, place: int) -> bool:
        """Tell the marker of a release ("Communiqué" / "Global"), which ends every menu."""
        following = self._rows[place + 1 : place + 2]
        return bool(following) and is_word("scopes", following[0].text)

    def _is_glued(self, place: int) -> bool:
        """Tell a heading that runs into its sentence: "Who we areThe organisation …"."""
        text = self._rows[place].text
        for row in self._rows[max(0, place - 3) : place]:
            head = row.text
            if 3 <= len(head) < len(text) - 20:
                after = text[len(head)]
                opens_anew = after.isupper() or after.isdigit() or after in '«“"'
                if opens_anew and text[: len(head)].lower() == head.lower():
                    return True
        if len(text) <= 60 or not may_open("menu", text):
            return False
        match = _GLUED_HEADING.match(text)
        return bool(match and is_word("menu", match[0]))

    def _is_doubled(self, place: int) -> bool:
        before = place > 0 and self._are_alike(place - 1, place)
        return before or (place + 1 < len(self._rows) and self._are_alike(place, place + 1))

    def _are_alike(self, place: int, other: int) -> bool:
        return same_key(self._rows[place].text, self._rows[other].text)

    def _by_shape(self) -> int:
        end = place = evidence = 0
        while place < len(self._rows):
            mark = self._mark(place)
            step = 1
            if mark in _STRONG:
                taken = True
            elif mark is Mark.ENTRY:
                step = self._entries(place)
                taken = step >= 3 or evidence >= 2 or self._more(place + step, evidence)
            elif mark is Mark.DOUBLED:
                step = self._copies(place)
                taken = self._more(place + step, evidence + 1) or self._is_heading(place, step)
            elif mark is Mark.SHORT:
                taken = self._more(place + 1, evidence, strict=evidence < 2)
            else:
                taken = mark is Mark.PROSE and self._is_description(place, evidence)
            if not taken:
                break
            place += step
            end = place
            evidence += step
        return end

    def _entries(self, place: int) -> int:
        end = place
        while end < len(self._rows) and self._mark(end) is Mark.ENTRY:
            end += 1
        return end - place

    def _copies(self, place: int) -> int:
        end = place
        while end < len(self._rows) and self._are_alike(end, place):
            end += 1
        return end - place

    def _more(self, place: int, evidence: int, *, strict: bool = False) -> bool:
        """Tell whether the menu goes on after *place*, before any sentence or value."""
        strong = 0
        for later in range(place, len(self._rows)):
            mark = self._mark(later)
            if mark in (Mark.PROSE, Mark.VALUE):
                break
            if mark is Mark.MARKER:
                return True
            if mark is Mark.LONE:
                strong += 0 if strict else 1
            elif mark in _STRONG:
                strong += 2 if mark is Mark.GLUED else 1
            elif (mark is Mark.ENTRY and evidence >= 2 and not strict) or (
                mark is Mark.DOUBLED and self._is_heading(later, self._copies(later))
            ):
                strong += 1
            if strong >= (2 if strict else 1):
                return True
        return False

    def _is_heading(self, place: int, copies: int) -> bool:
        """Tell whether a doubled line is a heading of the menu and not the doubled headline."""
        text = self._rows[place].text
        after = place + copies
        if after >= len(self._rows):
            return self._ends_at_title
        if self._mark(after) is Mark.MARKER:
            return True
        if text.count(" ") >= 5 or self._mark(after) is Mark.VALUE:
            return False
        following = self._rows[after]
        if _is_text(following.text):
            return False
        if values.is_known("region", following.text) or following.bullet:
            return False
        if after + 1 >= len(self._rows):
            return self._ends_at_title
        next_text = self._rows[after + 1].text
        return not next_text[:1].islower()

    def _is_description(self, place: int, evidence: int) -> bool:
        """Tell a self-description that stands on a line of its own, inside a menu."""
        if evidence < 3 or place == 0:
            return False
        if self._mark(place - 1) not in (Mark.KNOWN, Mark.DOUBLED):
            return False
        ahead = [self._mark(later) for later in range(place + 1, min(place + 6, len(self._rows)))]
        return sum(mark in _STRONG or mark is Mark.DOUBLED for mark in ahead) >= 3

    def _plain_run(self) -> int:
        """Return the length of a run of short lines without bullets that can only be a menu."""
        run = 0
        while run < len(self._rows) and self._mark(run) in (Mark.SHORT, Mark.KNOWN, Mark.CRUMB):
            run += 1
        known = [place for place in range(run) if self._mark(place) is not Mark.SHORT]
        if run >= len(self._rows):
            return known[-1] + 1 if len(known) >= 3 else 0
        brief = 0
        while brief < run and self._rows[brief].text.count(" ") < _PLAIN_WORDS:
            brief += 1
        if brief >= _PLAIN_RUN and brief < run and not known:
            return brief
        return known[-1] + 1 if len(known) >= 2 and len(known) * 3 >= known[-1] + 1 else 0
