"""Paragraphs: hard-wrapped lines rejoined, list items kept, one string per paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.ingest.blocks import Line

_TERMINAL = re.compile(r"[.!?…:][\s\xa0]*[»”\"')\]]*$|[»”][\s\xa0]*$")
#: A text whose last character is one of these ends as ``_TERMINAL`` does.
_ENDS = frozenset(".!?…:»”")
_LONG_LINE = 110
#: A wrapped line may be this much shorter than the widest: the next word did not fit.
_RAGGED = 14
_MIN_WRAPPED, _WRAP_WIDTHS = 3, range(28, 106)


def join_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of *lines*: blank lines, bullets and sentence ends part them."""
    blocks = _blocks(lines)
    wrapped = [texts for _, texts in blocks if len(texts) > 1]
    width = _wrap_width(wrapped) if wrapped else None
    paragraphs: list[str] = []
    for bullet, texts in blocks:
        pieces = _joined(texts, width) if len(texts) > 1 else texts
        paragraphs.append(f"{bullet} {pieces[0]}" if bullet else pieces[0])
        paragraphs += pieces[1:]
    return paragraphs


def _blocks(lines: Sequence[Line]) -> list[tuple[str, list[str]]]:
    """Return the bullet and the lines of each run between blank lines; a bullet opens a run.

    A bullet that stands alone belongs to the next line with text.
    """
    blocks: list[tuple[str, list[str]]] = []
    opened, texts = "", list[str]()
    for text, _, bullet in lines:
        if text and not bullet:
            texts.append(text)
        elif texts or bullet:
            if texts:
                blocks.append((opened, texts))
            opened, texts = bullet, [text] if text else []
    if texts:
        blocks.append((opened, texts))
    return blocks


def _wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """Return the column at which the lines were wrapped, or None where they were not."""
    before = [text for texts in blocks for text in texts[:-1]]
    if len(before) < _MIN_WRAPPED or sum(map(_ends, before)) * 2 > len(before):
        return None
    lengths = sorted(map(len, before))
    longest = lengths[max(0, len(lengths) * 9 // 10 - 1)]
    middle = len(lengths) // 2
    typical = (lengths[middle] + lengths[-1 - middle]) / 2
    return longest if longest in _WRAP_WIDTHS and typical >= longest * 0.6 else None


def _ends(text: str) -> bool:
    """Tell whether a line ends as sentences do."""
    last = text[-1]
    return last in _ENDS or (not last.isalnum() and bool(_TERMINAL.search(text[-12:])))


def _joined(texts: Sequence[str], width: int | None) -> list[str]:
    """Return the lines of a run as the paragraphs that they were wrapped from."""
    found: list[str] = []
    pieces = [texts[0]]
    for before, after in pairwise(texts):
        if _hyphenated(before, after):
            pieces.append(after)
        elif _continues(before, after, width):
            pieces.append(f" {after}")
        else:
            found.append("".join(pieces))
            pieces = [after]
    found.append("".join(pieces))
    return found


def _continues(before: str, after: str, width: int | None) -> bool:
    """Tell whether the line *after* goes on with the sentence of the line *before*."""
    ended = _ends(before)
    if width is None:
        if ended:
            return False
        long = len(before) >= _LONG_LINE and len(after) >= _LONG_LINE
        return long or after[0].islower() or after[0] in "»)],;"
    full = len(before) + 1 + len(after.split(" ", 1)[0]) > width
    if not ended:
        return full or after[0].islower() or len(before) >= width * 0.55
    if before[-1] == ":":
        return full and len(before) >= width * 0.75
    return (full and len(before) >= width - _RAGGED) or after[0].islower()


def _hyphenated(before: str, after: str) -> bool:
    """Tell a compound that was wrapped at its hyphen ("Noyal-sur-" / "Vilaine")."""
    return len(before) > 1 and before[-1] == "-" and before[-2].isalpha() and after[0].isalpha()
