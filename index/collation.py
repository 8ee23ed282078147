"""Sort keys: the order in which a dictionary of a language has words, as bytes that compare so.

The levels of the Unicode Collation Algorithm (Unicode Technical Standard 10): letters and digits
first, then accents, then small before capital, at last the marks between words. Text is compared
word by word, so that "New York" comes before "Newark", and whatever quotes surround a title. In
Spanish *ñ* is a letter after *n*; French and English have it beside *n*. ICU's own collation has
no package with wheels for every system, and pyuca reads a table of 2 MB and does not know Spanish;
words of the three languages come in ICU's order here, too.
"""

from __future__ import annotations

import re
import unicodedata

#: So much of a text is compared, in code points.
_LONGEST = 80

#: Letters that are written as one and sorted as several, or as another one with a stroke.
_AS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"}
)
#: Accents in the order of the algorithm's table, none of them first; others follow by number.
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304"
_ACCENT_KEYS = {ord(accent): chr(2 + place) for place, accent in enumerate(_ACCENTS)}
_MARKS = re.compile("[\u0300-\u036f]")
_PERHAPS_CAPITAL = re.compile(r"[A-Z]|[^\x00-\x7f]")
_FURTHEST = 0x7FF

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


def _letters(apart: str, language: str) -> str:
    lowered = apart.casefold()
    if lowered.isascii():
        return lowered
    if language == "es":
        lowered = lowered.replace("n" + _TILDE, "n" + _AFTER_Z)
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", lowered).translate(_AS))
    if plain.isascii():
        return plain
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _accents(apart: str) -> str:
    """Return where letters have accents, and which: of two texts, the first difference decides."""
    if apart.isascii():
        return ""
    found = enumerate(_MARKS.finditer(apart))
    return "".join(_place(m.start() - n) + m.group().translate(_ACCENT_KEYS) for n, m in found)


def _capitals(words: str) -> str:
    """Return where capitals stand."""
    found = _PERHAPS_CAPITAL.finditer(words)
    return "".join(_place(match.start()) for match in found if match.group().isupper())


def _place(position: int) -> str:
    """Return a place in a text so that an earlier one is greater, and any is greater than none."""
    return chr(_FURTHEST - position)


def _bytes(level: str) -> bytes:
    """Return a level as bytes, without the control characters that engines part values by."""
    return level.replace("\x1f", " ").replace("\x00", " ").encode("utf-8", "replace")
