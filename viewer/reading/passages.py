"""Cuts a long text into passages that are each set within a frame."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.results import Span

#: About a frame's worth of setting text, in code points.
FIRST = 12_000
NEXT = 16_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text, with its spans counted from its own beginning (code points)."""

    text: str
    spans: tuple[Span, ...]


def passages(text: str, spans: Sequence[Span]) -> Iterator[Passage]:
    """Yield the passages of a text, cut between paragraphs, else between words."""
    start, size = 0, FIRST
    ends = [end for _, end in spans]
    while start < len(text) or start == 0:
        stop = _cut(text, start, size)
        near = spans[bisect_left(ends, start) :]
        inside = []
        for begin, end in near:
            if begin >= stop:
                break
            inside.append((max(begin - start, 0), min(end, stop) - start))
        yield Passage(text[start:stop], tuple(inside))
        start, size = max(stop, start + 1), NEXT


def _cut(text: str, start: int, size: int) -> int:
    """Return where a passage of about ``size`` ends: at most twice that from ``start``."""
    goal = start + size
    if goal >= len(text):
        return len(text)
    for mark in ("\n\n", "\n", " "):
        found = text.find(mark, goal, goal + size)
        if found >= 0:
            return found + len(mark)
    return goal
