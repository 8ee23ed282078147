"""What of a passage is shown where little of it has room: the part with the marks in it."""

from __future__ import annotations

from collections.abc import Sequence

from index.results import Span

_ELLIPSIS = "…"


def excerpt(text: str, spans: Sequence[Span], room: int) -> tuple[str, Sequence[Span]]:
    """Return a text from a word on, so that most of its marks stand in its first code points.

    Args:
        text: one line.
        spans: what is marked in it, in order.
        room: how many code points can be seen.
    """
    if not spans or spans[-1][1] <= room:
        return text, spans
    starts = (0, *(_word_before(text, start, room // 4) for start, _ in spans))
    best = max(starts, key=lambda at: (_seen(spans, at, room), -at))
    if not best:
        return text, spans
    shift = len(_ELLIPSIS) - best
    moved = [(start + shift, end + shift) for start, end in spans if start >= best]
    return _ELLIPSIS + text[best:], moved


def _word_before(text: str, place: int, distance: int) -> int:
    """Return where a word begins, at most so far before a place; the place itself if none does."""
    space = text.find(" ", max(0, place - distance), place)
    return space + 1 if space >= 0 else place


def _seen(spans: Sequence[Span], at: int, room: int) -> int:
    """Return how many marks are seen of a text that is shown from a place on."""
    last = at + room - len(_ELLIPSIS)
    return sum(at <= start and end <= last for start, end in spans)
