"""Sort keys: the order in which a dictionary of a language has words, as bytes that compare so.

The levels of the Unicode Collation Algorithm (Unicode Technical Standard 10): letters and digits
first, then accents, then small before capital, at last the marks between words. Text is compared
word by word, so that "New York" comes before "Newark", and whatever quotes surround a title. In
Spanish *ñ* is a letter after *n*; French and English have it beside *n*. A full implementation
(ICU) has no package with wheels for every system, and the pure one reads a table of 2 MB to say
the same of these three languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

#: So much of a text is compared, in code points.
_LONGEST = 80

#: Letters that are written as one and sorted as several, or as another one with a stroke.
_AS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
)
#: Accents in the order of the algorithm's table, none of them first; others follow by number.
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304"
_ACCENT_KEYS = {ord(accent): chr(2 + place) for place, accent in enumerate(_ACCENTS)}
_PLAIN, _CAPITAL = "\x01", "\x02"

_TILDE = "\u0303"
#: Stands for the tilde of a Spanish ñ: behind every letter that may follow an n.
_AFTER_Z = "\x7f"

_BETWEEN = re.compile(r"[\W_]+")
#: Parts the levels; less than all that stands in them.
_LEVEL = b"\x00"


def sort_key(text: str, language: str = "en") -> bytes:
    """Return the key by which a text is sorted in a language; empty when it holds no word.

    >>> sorted(["Zoo", "été", "Œuvre", "Eté", "ete", "Odeur"], key=sort_key)
    ['ete', 'Eté', 'été', 'Odeur', 'Œuvre', 'Zoo']
    """
    words = _BETWEEN.sub(" ", unicodedata.normalize("NFC", text[: 2 * _LONGEST])).strip()
    words = words[:_LONGEST].rstrip()
    if not words:
        return b""
    apart = unicodedata.normalize("NFD", words)
    levels = (_letters(apart, language), _accents(apart), _capitals(words), text[:_LONGEST])
    return _LEVEL.join(_bytes(level) for level in levels)


class _Marks(dict[int, str]):
    """What a letter is on one level, worked out once for each."""

    def __init__(self, mark: Callable[[str], str]) -> None:
        super().__init__()
        self._mark = mark

    def __missing__(self, letter: int) -> str:
        self[letter] = self._mark(chr(letter))
        return self[letter]


@cache
def _marks() -> tuple[_Marks, _Marks, _Marks]:
    """Return what letters without accents, accents and capitals are."""

    def accent(letter: str) -> str:
        marked = unicodedata.combining(letter)
        return _ACCENT_KEYS.get(ord(letter), letter) if marked else _PLAIN

    return (
        _Marks(lambda letter: "" if unicodedata.combining(letter) else letter),
        _Marks(accent),
        _Marks(lambda letter: _CAPITAL if letter.isupper() else _PLAIN),
    )


def _letters(apart: str, language: str) -> str:
    lowered = apart.casefold().translate(_AS)
    if lowered.isascii():
        return lowered
    if language == "es":
        lowered = lowered.replace("n" + _TILDE, "n" + _AFTER_Z)
    return unicodedata.normalize("NFKD", lowered).translate(_marks()[0])


def _accents(apart: str) -> str:
    return "" if apart.isascii() else apart.translate(_marks()[1]).rstrip(_PLAIN)


def _capitals(words: str) -> str:
    return words.translate(_marks()[2]).rstrip(_PLAIN)


def _bytes(level: str) -> bytes:
    """Return a level as bytes, without the control characters that engines part values by."""
    return level.replace("\x1f", " ").replace("\x00", " ").encode("utf-8", "replace")
