"""Wildcards over all terms of a lexicon at once: the bytes of the blob are compared as arrays.

A pattern is cut at its stars into *pieces*, each a row of tables that say which bytes may stand at
a place. The first piece begins a term, the last one ends it, those between are looked for from
left to right, the first occurrence each: no other choice could let more follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.engine.arrays import Array

#: A piece: for each place the byte that must stand there, or which of the 256 may.
Piece = tuple[int | Array, ...]

#: Any byte of a term may stand there.
ANY = -1

#: With so few terms left, an expression for each is faster than arrays over all bytes.
FEW = 512

#: A class, which holds one character at least, or stars.
_CLASS_OR_STARS = re.compile(r"\[(?:!.|[^!])[^\]]*\]|\*+", re.DOTALL)


def pieces(pattern: str) -> list[Piece] | None:
    """Return the pieces of a pattern; None where only an expression can tell.

    Raises:
        re.error: a class that is none, such as [z-a].
    """
    found = [_piece(text) for text in between_stars(pattern)]
    return None if None in found else [piece for piece in found if piece is not None]


def between_stars(pattern: str) -> list[str]:
    """Return what stands between the stars of a pattern; one in a class is a character.

    >>> between_stars("a**[!*]*")
    ['a', '[!*]', '']
    """
    found, begin = [], 0
    for match in _CLASS_OR_STARS.finditer(pattern):
        if match[0].startswith("*"):
            found.append(pattern[begin : match.start()])
            begin = match.end()
    return [*found, pattern[begin:]]


def stands_for_any(cut: Sequence[Piece]) -> bool:
    """Tell whether a place may hold any character: then terms must be of one byte each."""
    places = [wanted for piece in cut for wanted in piece]
    return any(wanted == ANY if isinstance(wanted, int) else wanted[0] for wanted in places)


def _piece(text: str) -> Piece | None:
    places: list[int | Array] = []
    at = 0
    while at < len(text):
        end = text.find("]", at + 2 + (text[at + 1 : at + 2] == "!"))
        if text[at] == "?":
            places.append(ANY)
        elif text[at] == "[" and end > 0:
            if not text[at:end].isascii():
                return None
            places.append(_table(class_expression(text[at + 1 : end])))
            at = end
        else:
            places += text[at].encode("utf-8", "surrogatepass")  # no term holds a surrogate
        at += 1
    return tuple(places)


def class_expression(inside: str) -> str:
    """Return the expression for what stands between the brackets of a class."""
    negated = inside.startswith("!")
    bare = re.sub(r"([\\\[\]^&~|])", r"\\\1", inside.removeprefix("!"))
    return f"[^\\n{bare}]" if negated else f"[{bare}]"


def _table(expression: str) -> Array:
    """Return which bytes a class takes; NUL stands for all characters that are not ASCII."""
    fits = re.compile(expression).fullmatch
    return np.array([fits(chr(code)) is not None for code in range(128)] + [False] * 128)


def matching(blob: Array, starts: Array, ends: Array, cut: Sequence[Piece]) -> tuple[Array, bool]:
    """Return which terms may match (places, ascending), and whether all of them do.

    Where ``FEW`` terms are left before the last piece, the pieces after are not looked at.

    Args:
        blob: uint8, all terms, each followed by a line feed.
        starts: int64, where each term starts.
        ends: int64, where the line feed of each stands.
        cut: the pieces of a pattern.
    """
    head, *rest = cut
    left = np.flatnonzero(ends - starts >= sum(map(len, cut)))
    if not rest:
        left = left[ends[left] - starts[left] == len(head)]
    at = starts[left]
    kept = _standing(blob, at, head)
    left, at = left[kept], at[kept] + len(head)
    for piece in rest[:-1]:
        if len(left) <= FEW:
            return left, False
        if piece:
            places = np.append(_places(blob, piece), len(blob))  # the last one is nowhere
            at = places[np.searchsorted(places, at)] + len(piece)
            kept = at <= ends[left]
            left, at = left[kept], at[kept]
    if rest:
        last = ends[left] - len(rest[-1])
        kept = last >= at
        left, last = left[kept], last[kept]
        left = left[_standing(blob, last, rest[-1])]
    return left, True


def _standing(blob: Array, at: Array, piece: Piece) -> Array:
    """Return at which places a piece stands; none reaches beyond its term."""
    kept = np.ones(len(at), np.bool_)
    for offset, wanted in enumerate(piece):
        if not (isinstance(wanted, int) and wanted == ANY):
            kept &= _fits(blob[at + offset], wanted)
    return kept


def _places(blob: Array, piece: Piece) -> Array:
    """Return all places in the blob where a piece stands, ascending."""
    size = max(len(blob) - len(piece) + 1, 0)
    stands = np.ones(size, np.bool_)
    for offset, wanted in enumerate(piece):
        if not (isinstance(wanted, int) and wanted == ANY):
            stands &= _fits(blob[offset : offset + size], wanted)
    return np.flatnonzero(stands)


def _fits(held: Array, wanted: int | Array) -> Array:
    fits: Array = held == wanted if isinstance(wanted, int) else wanted[held]
    return fits
