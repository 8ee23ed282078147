"""Code points and UTF-16 units: Python counts positions in the first, Qt in the second."""

from __future__ import annotations

from collections.abc import Iterable

from index.results import Span


def to_utf16(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Turn ranges of ``text`` in code points into ranges in UTF-16 units.

    >>> to_utf16("a😀b", [(2, 3)])
    ((3, 4),)
    """
    if not _has_astral(text):
        return tuple(spans)
    return tuple((utf16_length(text[:start]), utf16_length(text[:end])) for start, end in spans)


def to_code_points(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Turn ranges of ``text`` in UTF-16 units into ranges in code points.

    A position inside a pair of surrogates counts as before it.

    >>> to_code_points("a😀b", [(3, 4)])
    ((2, 3),)
    """
    if not _has_astral(text):
        return tuple(spans)
    starts = _unit_starts(text)
    last = len(text)
    return tuple((starts.get(start, last), starts.get(end, last)) for start, end in spans)


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _has_astral(text: str) -> bool:
    return bool(text) and max(text) > "\uffff"


def _unit_starts(text: str) -> dict[int, int]:
    """Return UTF-16 position -> code point position, both halves of a pair included."""
    starts: dict[int, int] = {}
    unit = 0
    for at, character in enumerate(text):
        for _ in range(2 if character > "\uffff" else 1):
            starts[unit] = at
            unit += 1
    starts[unit] = len(text)
    return starts
