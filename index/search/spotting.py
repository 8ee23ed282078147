"""Spots: where in a text a word may begin that a query looks for.

Most words of a text begin otherwise than anything that is looked for. The text is written as one
byte for each code point, letters folded, and one pattern passes over these many times faster than
words could be cut out and folded. It may stop too often, never too seldom: what it finds is cut
into words and compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import WORD, fold

#: Letters of a beginning that are looked for; with more, a pattern takes longer to make.
REACH = 4
#: More beginnings than this are those of most words: then all words are looked at.
MOST = 40

#: What stands for the characters that hold words together, for those that fold to none or several
#: letters or to none that is known, and, besides white space, for all others that are no letters.
_LINK, _STRANGE, _GAP = b"\x1f", b"\xff", b" "
#: Code points whose byte is worked out; the others are strange: letters of other scripts, mostly.
_RANGES = ((0, 0x250), (0x2000, 0x20D0), (0x2100, 0x2400), (0x2500, 0x2700))
_BEYOND = 0xFFFF


def heads(terms: Collection[str], openings: Collection[str] = ()) -> Mapping[str, bool]:
    """Return how the words begin that are terms or begin like openings, and whether these end so.

    >>> heads(["eau", "migration", "migrant"], ["ré"])
    {'eau': True, 'migr': False, 'ré': False}
    """
    found = {term: True for term in terms if len(term) <= REACH}
    found |= {term[:REACH]: False for term in terms if len(term) > REACH}
    return found | {opening[:REACH]: False for opening in openings}


class Spots:
    """Finds the places of a text where a word may begin so.

    Args:
        beginnings: of folded terms, as ``heads`` gives them; none is empty.
    """

    def __init__(self, beginnings: Mapping[str, bool]) -> None:
        known = {head: whole for head, whole in beginnings.items() if head.isascii()}
        self._pattern = _compiled(frozenset(known.items()))

    def ranges(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges of ``text[start:end]`` that may hold such a word; none cuts a word."""
        plain = _plain(text[start:end])
        shift, at = start - 1, 0
        for spot in self._pattern.finditer(plain):
            place = spot.start()
            if place >= at:
                begin = plain.rfind(_GAP, at, place + 1) + 1
                at = plain.find(_GAP, place + 1)
                yield shift + begin, shift + at


def _plain(text: str) -> bytes:
    """Return one byte for each code point of a text, between gaps."""
    units: NDArray[Any] = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(units) != len(text):
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        units = np.minimum(points, _BEYOND)
    return b" %b " % _bytes().take(units).tobytes()


@lru_cache(256)
def _compiled(beginnings: frozenset[tuple[str, bool]]) -> re.Pattern[bytes]:
    """Return what is found where a word may begin, or at a strange letter.

    Whatever word has a strange letter in it is stopped at.
    """
    branches = [_head(*beginning) for beginning in sorted(beginnings)]
    strange = f"(?<={_STRANGE.decode('latin-1')})"
    pattern = f"[ \x1f\xff](?:{'|'.join([strange, *branches])})"
    return re.compile(pattern.encode("latin-1"))


def _head(letters: str, whole: bool) -> str:
    """Return what finds a beginning; after each letter a link may stand, and the rest elsewhere."""
    rest = "(?![a-z0-9])" if whole else ""
    for letter in reversed(letters[1:]):
        rest = f"(?:\x1f|{letter}{rest})"
    return letters[0] + rest


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
