"""The lines of a PDF page by the places of their words, and the paragraphs that they make.

A PDF knows glyphs and places only. Words at one height are a line; a line that goes on because
the next word had no room is joined to the next one; where the lines stand further apart, or the
letters change their size, a paragraph ends.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.ingest.readers.layout import plain_marks

if TYPE_CHECKING:
    import pypdfium2

#: pdfium puts one of these for a hyphen at the end of a line whose word goes on.
_BROKEN_WORD = ("\ufffe", "\x02", "\u00ad")
#: Letters of a line are this wide at most, as a share of their height, spaces included.
_USUAL_WIDTH = 0.5
_SEGMENT = re.compile(r"[^\s][^\r\n]*")
#: Lines further apart than this many usual line distances belong to two paragraphs.
_PARAGRAPH_GAP = 1.4
#: A page with more characters than this is no page to be read.
_MAX_CHARS = 200_000
#: Words at heights that differ by less than this share of a letter's height are on one line.
_SAME_LINE = 0.35
#: A gap of so many letters' heights between two words of a line parts two columns.
_COLUMN_GAP = 1.7
#: No letter is wider than this share of its height, taken over a word.
_WIDE_WORD = 0.6
#: Lines that end at this share of the page's width, or further right, can be full.
_FULL_LINE = 0.68
#: How far (in points) a line may end before the margin and still be full.
_RAGGED = 3.0
_WORD = re.compile(r"\S+")
_LONE_BULLETS = frozenset("•‣▪◦●○■□∙⁃➢►▶✓❖◆◇")
_BULLETS = _LONE_BULLETS | frozenset("-–—*·")
#: A bullet of another size than its entry stands at a height of its own, this many letters off.
_NEAR_BULLET = 1.5


@dataclass(slots=True)
class Line:
    """One line: its text, its edges and height in points, the width of its first word."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    first_width: float

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 1.0)


def page_text(textpage: pypdfium2.PdfTextPage, width: float) -> str:
    """Return the text of a page, *width* points wide, with a blank line between paragraphs."""
    count = textpage.count_chars()
    if not 0 < count <= _MAX_CHARS:
        return ""
    raw = plain_marks(textpage.get_text_range())
    if len(raw) != count:  # characters that are left out or take two places: no place is known
        return _clean(raw.replace("\r\n", "\n"))
    return _clean(_paragraphs(_lines(_Letters(textpage), raw), width))


class _Letters:
    """The places of the letters of a page, asked of pdfium with nothing in between."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        from pypdfium2 import raw

        self._textpage = textpage
        self._ask = raw.FPDFText_GetLooseCharBox
        self._box = raw.FS_RECTF()

    def box(self, place: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top in points; raises ``ValueError`` for no letter."""
        box = self._box
        if not self._ask(self._textpage, place, box):
            raise ValueError(place)
        return box.left, box.bottom, box.right, box.top

    def right(self, place: int) -> float:
        """Return the right edge of a letter."""
        return self.box(place)[2]


def _lines(letters: _Letters, raw: str) -> list[Line]:
    lines: list[Line] = []
    last = first = 0  # the last letter of the line so far, the first of its last run
    for start, text in _runs(letters, raw):
        left, bottom, _, top = letters.box(start)
        line = lines[-1] if lines else None
        if (
            line is None
            or line.text.endswith(_BROKEN_WORD)
            or not _level(line.bottom, bottom, line.height)
        ):
            if line is not None:
                line.right = letters.right(last)
            lines.append(Line(text, left, left, top, bottom, _width(letters, start, text)))
        else:
            # The edge of the line is that of its last run's first letter until it ends.
            wide = left - line.right > _WIDE_WORD * line.height * (last - first + 1)
            apart = wide and left - letters.right(last) > _COLUMN_GAP * line.height
            line.text += ("\t" if apart else " ") + text
        first, last = start, start + len(text) - 1
        lines[-1].right = left
    if lines:
        lines[-1].right = letters.right(last)
    return lines


def _runs(letters: _Letters, raw: str) -> Iterator[tuple[int, str]]:
    """Yield (place, text) of what surely stands on one line without a wide gap.

    pdfium's own lines are mostly that; where one goes up or down, or is too wide for its
    letters, its words are looked at one by one.
    """
    for found in _SEGMENT.finditer(raw):
        start, text = found.start(), found[0].rstrip()
        left, bottom, _, top = letters.box(start)
        _, last_bottom, right, _ = letters.box(start + len(text) - 1)
        narrow = right - left <= _USUAL_WIDTH * (top - bottom) * len(text)
        if narrow and left <= right and _level(bottom, last_bottom, top - bottom):
            yield start, text
        else:
            yield from _words(letters, start, text)


def _words(letters: _Letters, first: int, segment: str) -> Iterator[tuple[int, str]]:
    """Yield (place, word); two that pdfium took for one broken at a hyphen are parted again."""
    for found in _WORD.finditer(segment):
        start, text = first + found.start(), found[0]
        if "-" in text[:-1]:
            cut = text.index("-") + 1
            _, bottom, _, top = letters.box(start)
            if cut < len(text) and not _level(bottom, letters.box(start + cut)[1], top - bottom):
                yield start, text[:cut]
                start, text = start + cut, text[cut:]
        yield start, text


def _width(letters: _Letters, start: int, text: str) -> float:
    """Return the width of the first word of a run."""
    word = text.split(None, 1)[0]
    return letters.right(start + len(word) - 1) - letters.box(start)[0]


def _level(one: float, other: float, height: float) -> bool:
    """Tell whether two letters, the first of this height, stand on one line."""
    return abs(one - other) <= _SAME_LINE * max(height, 1.0)


def _paragraphs(lines: Sequence[Line], width: float) -> str:
    if not lines:
        return ""
    steps = [before.bottom - after.bottom for before, after in pairwise(lines)]
    near = [
        step
        for step, line in zip(steps, lines, strict=False)
        if 0 < step < 3 * line.height
    ]  # fmt: skip
    usual = statistics.median_low(near) if near else 0.0
    margin = max(line.right for line in lines)
    pieces = [lines[0].text]
    for (before, after), step in zip(pairwise(lines), steps, strict=True):
        larger = abs(before.height - after.height) > 0.15 * max(before.height, after.height)
        apart = step > _PARAGRAPH_GAP * usual or step < -usual
        if before.text.endswith(_BROKEN_WORD):
            pieces.append("")
        elif before.text in _LONE_BULLETS and abs(step) < _NEAR_BULLET * after.height:
            pieces.append(" ")
        elif usual and (apart or larger):
            pieces.append("\n\n")
        elif margin > _FULL_LINE * width and _goes_on(before, after, margin):
            pieces.append("" if _is_cut(before.text, after.text) else " ")
        else:
            pieces.append("\n")
        pieces.append(after.text)
    return "".join(pieces)


def _goes_on(before: Line, after: Line, margin: float) -> bool:
    """Tell whether a line ended only because the first word of the next had no room in it."""
    if (
        after.text[0] in _BULLETS
        or after.text == before.text
        or "\t" in before.text
        or "\t" in after.text
    ):
        return False
    space = 0.25 * before.height
    return before.right + space + after.first_width > margin - _RAGGED


def _is_cut(before: str, after: str) -> bool:
    """Tell whether a line ends within a word: at the hyphen or stroke of a compound."""
    return before.endswith("/") or (before.endswith("-") and after[:1].islower())


def _clean(text: str) -> str:
    for mark in _BROKEN_WORD:
        text = text.replace(mark + "\n", "").replace(mark, "")
    return text.replace("\r", "\n").replace("\0", "")
