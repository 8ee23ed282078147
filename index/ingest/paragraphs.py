"""Paragraphs: hard-wrapped lines rejoined, list items kept, one string per paragraph."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.ingest.blocks import Line

_TERMINAL = re.compile(r"[.!?…:][\s\xa0]*[»”\"')\]]*$|[»”][\s\xa0]*$")
_LONG_LINE = 110
#: A wrapped line may be this much shorter than the widest: the next word did not fit.
_RAGGED = 14
_MIN_WRAPPED, _WRAP_WIDTHS = 3, range(28, 106)


def join_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of *lines*: blank lines, bullets and sentence ends part them."""
    width = _wrap_width(lines)
    paragraphs: list[str] = []
    for block in _blocks(lines):
        paragraphs.extend(_join_block(block, width))
    return paragraphs


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines between blank lines; a bullet opens a run of its own."""
    block: list[Line] = []
    for line in lines:
        if line.blank:
            if block and not block[-1].lone:
                yield block
                block = []
        elif line.bullet and block:
            yield block
            block = [line]
        else:
            block.append(line)
    if block:
        yield block


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the column at which the lines were wrapped, or None where they were not."""
    lengths: list[int] = []
    open_ends = 0
    for line, following in pairwise(lines):
        if line.text and following.text and not following.bullet:
            lengths.append(len(line.text))
            open_ends += not _TERMINAL.search(line.text[-12:])
    if len(lengths) < _MIN_WRAPPED or open_ends * 2 < len(lengths):
        return None
    longest = sorted(lengths)[max(0, len(lengths) * 9 // 10 - 1)]
    typical = statistics.median(lengths)
    return longest if longest in _WRAP_WIDTHS and typical >= longest * 0.6 else None


def _join_block(block: Sequence[Line], width: int | None) -> Iterator[str]:
    bullet = block[0].bullet
    texts = [line.text for line in block if line.text]
    if not texts:
        return
    pieces = [texts[0]]
    for before, after in pairwise(texts):
        if _continues(before, after, width):
            pieces.append(after if _hyphenated(before, after) else f" {after}")
        else:
            yield _with_bullet(bullet, "".join(pieces))
            bullet = ""
            pieces = [after]
    yield _with_bullet(bullet, "".join(pieces))


def _continues(before: str, after: str, width: int | None) -> bool:
    """Tell whether the line *after* goes on with the sentence of the line *before*."""
    if _hyphenated(before, after):
        return True
    ended = bool(_TERMINAL.search(before[-12:]))
    if width is None:
        lower = after[0].islower() or after[0] in "»)],;"
        return not ended and (lower or (len(before) >= _LONG_LINE and len(after) >= _LONG_LINE))
    full = len(before) + 1 + len(after.split(" ", 1)[0]) > width
    if not ended:
        return full or after[0].islower() or len(before) >= width * 0.55
    if before.endswith(":"):
        return full and len(before) >= width * 0.75
    return (full and len(before) >= width - _RAGGED) or after[0].islower()


def _hyphenated(before: str, after: str) -> bool:
    """Tell a compound that was wrapped at its hyphen ("Noyal-sur-" / "Vilaine")."""
    return len(before) > 1 and before[-1] == "-" and before[-2].isalpha() and after[0].isalpha()


def _with_bullet(bullet: str, text: str) -> str:
    return f"{bullet} {text}" if bullet else text
