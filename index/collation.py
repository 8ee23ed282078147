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
from dataclasses import dataclass
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
_MARKS = re.compile("[\u0300-\u036f]")
_PERHAPS_CAPITAL = re.compile(r"[A-Z]|[^\x00-\x7f]")
_FURTHEST = 0x7FF

#: The encoding that has the letters of the three languages in one byte each: its bytes are looked
#: up in tables, which takes a fourth of the time. Any other character goes the long way.
_QUICK = "cp1252"

_TILDE = "\u0303"
#: Stands for the tilde of a Spanish ñ: behind every letter that may follow an n.
_AFTER_Z = "\x7f"

_ENYE = re.compile("[ñÑ]".encode(_QUICK))

_BETWEEN = re.compile(r"[\W_]+")
#: Parts the levels; less than all that stands in them.
_LEVEL = b"\x00"


def sort_key(text: str, language: str = "en") -> bytes:
    """Return the key by which a text is sorted in a language; empty when it holds no word.

    >>> sorted(["Zoo", "été", "Œuvre", "Eté", "ete", "Odeur"], key=sort_key)
    ['ete', 'Eté', 'été', 'Odeur', 'Œuvre', 'Zoo']
    """
    levels = _quick_levels(text[: 2 * _LONGEST], language) or _levels(text, language)
    return _LEVEL.join((*levels, _bytes(text[:_LONGEST]))) if levels else b""


def _levels(text: str, language: str) -> tuple[bytes, bytes, bytes] | None:
    """Return the letters of a text, its accents and its capitals; None when it holds no word."""
    words = _BETWEEN.sub(" ", unicodedata.normalize("NFC", text[: 2 * _LONGEST])).strip()
    words = words[:_LONGEST].rstrip()
    if not words:
        return None
    apart = unicodedata.normalize("NFD", words)
    return _bytes(_letters(apart, language)), _bytes(_accents(apart)), _bytes(_capitals(words))


@dataclass(frozen=True, slots=True)
class _Tables:
    """What each byte of the quick encoding is: in words, among the letters, as an accent."""

    words: bytes
    letters: bytes
    plain: bytes
    spelt: dict[bytes, bytes]
    accents: dict[int, bytes]
    accented: re.Pattern[bytes]
    capital: re.Pattern[bytes]
    places: tuple[bytes, ...]


def _quick_levels(text: str, language: str) -> tuple[bytes, bytes, bytes] | None:
    """Return what ``_levels`` does; None for a text that is not in the quick encoding.

    That has no combining marks, so that a letter and its accent are one byte in every text.
    """
    try:
        known = text.encode("ascii" if text.isascii() else _QUICK)
    except UnicodeEncodeError:
        return None
    tables = _tables()
    words = b" ".join(known.translate(tables.words).split())[:_LONGEST].rstrip()
    if not words or (language == "es" and _ENYE.search(words)):
        return None
    letters = words.translate(tables.letters)
    if letters.translate(None, tables.plain):
        for letter, spelt in tables.spelt.items():
            letters = letters.replace(letter, spelt)
    places, accents = tables.places, tables.accents
    found = () if words.isascii() else tables.accented.finditer(words)
    marks = [places[m.start() + 1] + accents[words[m.start()]] for m in found]
    capitals = [places[m.start()] for m in tables.capital.finditer(words)]
    return letters, b"".join(marks), b"".join(capitals)


@cache
def _tables() -> _Tables:
    """Return the tables of the quick encoding, each letter looked up the long way."""
    words, letters = bytearray(b" " * 256), bytearray(b" " * 256)
    spelt: dict[bytes, bytes] = {}
    accents: dict[int, bytes] = {}
    capital = bytearray()
    for byte in range(256):
        levels = _levels(bytes([byte]).decode(_QUICK, "replace"), "en")
        if levels is None:
            continue
        words[byte] = byte
        letter, accent, big = levels
        if len(letter) > 1:  # a control character stands for it, which no letter becomes
            spelt[bytes([len(spelt) + 1])] = letter
        letters[byte] = letter[0] if len(letter) == 1 else len(spelt)
        if accent:
            accents[byte] = accent.decode()[1:].encode()
        capital += bytes([byte] if big else [])
    return _Tables(
        bytes(words),
        bytes(letters),
        bytes(range(32, 128)),
        spelt,
        accents,
        re.compile(b"[" + re.escape(bytes(accents)) + b"]"),
        re.compile(b"[" + re.escape(bytes(capital)) + b"]"),
        tuple(_place(place).encode() for place in range(_LONGEST + 1)),
    )


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
