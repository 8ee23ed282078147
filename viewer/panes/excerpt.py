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
    starts = (0, *(_start(text, span, room) for span in spans))
    best = max(starts, key=lambda at: (_seen(spans, at, room), -at))
    if not best:
        return text, spans
    shift = len(_ELLIPSIS) - best
    moved = [(start + shift, end + shift) for start, end in spans if start >= best]
    return _ELLIPSIS + text[best:], moved


def _start(text: str, span: Span, room: int) -> int:
    """Return the first word from which on a mark is seen, with some text behind it."""
    behind = min(room // 4, len(text) - span[1])
    first = span[1] + behind - room + len(_ELLIPSIS)
    if first <= 0:
        return 0
    space = text.find(" ", first, span[0])
    return space + 1 if space >= 0 else span[0]


def _seen(spans: Sequence[Span], at: int, room: int) -> int:
    """Return how many marks are seen of a text that is shown from a place on."""
    last = at + room - len(_ELLIPSIS)
    return sum(at <= start and end <= last for start, end in spans)
