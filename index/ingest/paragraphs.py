"""Paragraphs: hard-wrapped lines rejoined, list items kept, one string per paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from index.ingest.blocks import Line

_TERMINAL = re.compile(r"[.!?…:][\s\xa0]*[»”\"')\]]*$|[»”][\s\xa0]*$")
#: A text whose last character is one of these ends as ``_TERMINAL`` does.
_ENDS = frozenset(".!?…:»”")
_LONG_LINE = 110
#: A wrapped line may be this much shorter than the widest: the next word did not fit.
_RAGGED = 14
_MIN_WRAPPED, _WRAP_WIDTHS = 3, range(28, 106)


class _Run(NamedTuple):
    """Several lines between blank ones, and the place of the first among the paragraphs.

    ``ended`` tells of each line but the last whether it ends as sentences do.
    """

    place: int
    texts: list[str]
    ended: list[bool]


def join_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of *lines*: blank lines, bullets and sentence ends part them."""
    paragraphs, runs = _runs(lines)
    if not runs:
        return paragraphs
    width = _wrap_width(runs)
    joined: list[str] = []
    done = 0
    for run in runs:
        place = run.place
        joined += paragraphs[done:place]
        bullet = paragraphs[place][: -len(run.texts[0])]
        first, *others = _joined(run, width)
        joined += (bullet + first, *others)
        done = place + 1
    return joined + paragraphs[done:]


def _runs(lines: Sequence[Line]) -> tuple[list[str], list[_Run]]:
    """Return the first line of each run between blank lines, and the runs of several lines.

    A bullet opens a run; one that stands alone belongs to the next line with text.
    """
    paragraphs: list[str] = []
    runs: list[_Run] = []
    begun, opened, last = False, "", ""
    run: _Run | None = None
    for line in lines:
        text, bullet = line[0], line[2]  # by place in half the time that it takes by name
        if not text:
            if begun or bullet:
                begun, opened = False, bullet
            continue
        if bullet or not begun:
            mark = bullet or opened
            paragraphs.append(f"{mark} {text}" if mark else text)
            begun, opened, run = True, "", None
        else:
            if run is None:
                run = _Run(len(paragraphs) - 1, [last], [])
                runs.append(run)
            run.ended.append(_ends(last))
            run.texts.append(text)
        last = text
    return paragraphs, runs


def _wrap_width(runs: Sequence[_Run]) -> int | None:
    """Return the column at which the lines were wrapped, or None where they were not."""
    lengths = sorted(len(text) for run in runs for text in run.texts[:-1])
    ended = sum(sum(run.ended) for run in runs)
    if len(lengths) < _MIN_WRAPPED or ended * 2 > len(lengths):
        return None
    longest = lengths[max(0, len(lengths) * 9 // 10 - 1)]
    middle = len(lengths) // 2
    typical = (lengths[middle] + lengths[-1 - middle]) / 2
    return longest if longest in _WRAP_WIDTHS and typical >= longest * 0.6 else None


def _ends(text: str) -> bool:
    """Tell whether a line ends as sentences do."""
    last = text[-1]
    return last in _ENDS or (not last.isalnum() and bool(_TERMINAL.search(text[-12:])))


def _joined(run: _Run, width: int | None) -> list[str]:
    """Return the lines of a run as the paragraphs that they were wrapped from."""
    found: list[str] = []
    pieces = run.texts[:1]
    for (before, after), ended in zip(pairwise(run.texts), run.ended, strict=True):
        if before[-1] == "-" and _hyphenated(before, after):
            pieces.append(after)
        elif not (ended and width is None) and _continues(before, after, width, ended=ended):
            pieces.append(f" {after}")
        else:
            found.append("".join(pieces))
            pieces = [after]
    found.append("".join(pieces))
    return found


def _continues(before: str, after: str, width: int | None, *, ended: bool) -> bool:
    """Tell whether the line *after* goes on with the sentence of the line *before*."""
    if width is None:  # and the line is open
        long = len(before) >= _LONG_LINE and len(after) >= _LONG_LINE
        return long or after[0].islower() or after[0] in "»)],;"
    full = len(before) + 1 + len(after.split(" ", 1)[0]) > width
    if not ended:
        return full or after[0].islower() or len(before) >= width * 0.55
    if before[-1] == ":":
        return full and len(before) >= width * 0.75
    return (full and len(before) >= width - _RAGGED) or after[0].islower()


def _hyphenated(before: str, after: str) -> bool:
    """Tell that the hyphen at the end is that of a compound ("Noyal-sur-" / "Vilaine")."""
    return len(before) > 1 and before[-2].isalpha() and after[0].isalpha()
