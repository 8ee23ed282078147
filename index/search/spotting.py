"""Spots: where in a text a word may begin that a query looks for.

Most words of a text begin otherwise than anything that is looked for. The text is written as one
byte for each code point, letters folded, and one pattern passes over these many times faster than
words could be cut out and folded. It may stop too often, never too seldom: what it finds is cut
into words and compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import WORD, fold

#: Letters of a beginning that are looked for, where there are at most so many beginnings. Longer
#: ones stop at fewer words, but the pattern of many takes long to make.
_REACHES = ((4, 8), (3, 24), (2, 100))

#: Patterns for so many first letters are searched for one after the other.
_ALONE = 6

#: What stands for the characters that hold words together, for those that fold to none or several
#: letters or to none that is known, and, besides white space, for all others that are no letters.
_LINK, _STRANGE, _GAP = b"\x1f", b"\xff", b" "
#: Code points whose byte is worked out; the others are strange: letters of other scripts, mostly.
_RANGES = ((0, 0x250), (0x2000, 0x20D0), (0x2100, 0x2400), (0x2500, 0x2700))
_BEYOND = 0xFFFF


def heads(terms: Collection[str], openings: Collection[str] = ()) -> Mapping[str, bool] | None:
    """Return how the words begin that are terms or begin like openings, and whether these end so.

    None where most words may begin so: then all are to be looked at.

    >>> heads(["eau", "migration", "migrant"], ["ré"])
    {'eau': True, 'migr': False, 'ré': False}
    """
    if "" in openings:
        return None
    for reach, most in _REACHES:
        found = {term: True for term in terms if len(term) <= reach}
        found |= {term[:reach]: False for term in terms if len(term) > reach}
        found |= {opening[:reach]: False for opening in openings}
        if len(found) <= most:
            return found
    return None


class Spots:
    """Finds the places of a text where a word may begin so.

    Args:
        beginnings: of folded terms, as ``heads`` gives them; none is empty.
    """

    def __init__(self, beginnings: Mapping[str, bool]) -> None:
        known = {head: whole for head, whole in beginnings.items() if head.isascii()}
        self._patterns = _compiled(frozenset(known.items()))
        self._odd = _odd(frozenset(head[0] for head in beginnings))

    def ranges(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges of ``text[start:end]`` that may hold such a word; none cuts a word."""
        plain = _plain(text[start:end])
        places = [spot.start() for pattern in self._patterns for spot in pattern.finditer(plain)]
        places.sort()
        shift, at = start - 1, 0
        for place in places:
            if place < at:
                continue
            begin = plain.rfind(_GAP, at, place + 1) + 1
            at = plain.find(_GAP, place + 1)
            if plain[place] != _STRANGE[0] or self._odd.search(plain, begin - 1, at):
                yield shift + begin, shift + (at - 1 if plain[at - 1] == _LINK[0] else at)


def _plain(text: str) -> bytes:
    """Return one byte for each code point of a text, between gaps."""
    units: NDArray[Any] = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(units) != len(text):
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        units = np.minimum(points, _BEYOND)
    return b" %b " % _bytes().take(units).tobytes()


@lru_cache(256)
def _compiled(beginnings: frozenset[tuple[str, bool]]) -> Sequence[re.Pattern[bytes]]:
    """Return what is found where a word may begin, and at every strange letter.

    A pattern that begins with one letter is found ten times as fast as one that begins with any of
    several: each letter has a pattern of its own, if they are few.
    """
    branches = _branches(sorted(beginnings))
    if len(branches) <= _ALONE:
        starts = [f"{b[0]}(?<![a-z0-9]{b[0]}){b[1:]}" for b in branches]
    else:
        starts = [f"[ \x1f\xff](?:{'|'.join(branches)})"]
    return [re.compile(start.encode("latin-1")) for start in (*starts, _STRANGE.decode("latin-1"))]


@lru_cache(256)
def _odd(letters: frozenset[str]) -> re.Pattern[bytes]:
    """Return what is found where a word, or a part of it, begins so or with a strange letter.

    Letters of scripts without spaces begin a word wherever they stand.
    """
    known = "".join(sorted(filter(str.isascii, letters)))
    pattern = f"[ \x1f\xff][\xff{known}]" if len(known) == len(letters) else "\xff"
    return re.compile(pattern.encode("latin-1"))


def _branches(beginnings: Sequence[tuple[str, bool]]) -> list[str]:
    """Return what finds any of the beginnings, one branch for each first letter.

    After each letter a link may stand, and the rest elsewhere.
    """
    branches = []
    for letter, group in groupby(beginnings, key=lambda beginning: beginning[0][0]):
        rests = [(letters[1:], whole) for letters, whole in group]
        ends = [whole for letters, whole in rests if not letters]
        longer = [rest for rest in rests if rest[0]]
        if False in ends:
            branches.append(letter)
            continue
        after = [_LINK.decode(), *_branches(longer)] if longer else []
        after += ["(?![a-z0-9])"] if ends else []
        branches.append(f"{letter}(?:{'|'.join(after)})")
    return branches


@cache
def _bytes() -> NDArray[np.uint8]:
    """Return the byte of every code point of the Basic Multilingual Plane."""
    table = np.full(_BEYOND + 1, _STRANGE[0], np.uint8)
    for first, last in _RANGES:
        table[first:last] = [_byte(chr(point))[0] for point in range(first, last)]
    table.flags.writeable = False
    return table


def _byte(character: str) -> bytes:
    if character.isalnum() and WORD.match(character):
        folded = fold(character)
        return folded.encode() if len(folded) == 1 and folded.isascii() else _STRANGE
    if WORD.fullmatch(f"a{character}a"):
        return _STRANGE if _is_mark(character) else _LINK
    # Dots and slashes hold numbers together.
    return _LINK if WORD.fullmatch(f"1{character}1") else _GAP


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
