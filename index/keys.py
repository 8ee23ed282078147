"""Comparison forms of words: what a label or a value is when accents, case and marks are aside."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ı": "i", "ł": "l"})
_MARKS = re.compile(r"[^\w\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
#: Longer texts are not labels or values; they are not worth a place in the memo.
_MEMO_LENGTH = 200
#: The encoding that has the letters of the three languages in one byte each: its bytes are
#: folded by a table, which takes a twentieth of the time. Any other character goes the long way.
_QUICK = "cp1252"
_LETTER = re.compile("[a-z]")
_LETTER_RUN = re.compile(r"[^\W\d_]")
#: Letters of that encoding that are spelt with two.
_SPELT = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"), ("ß", "ss"))
#: What the tables put for a character that becomes several, or none where a letter should be.
_SEVERAL = b"?"


def key(text: str) -> str:
    """Return *text* as lower-case words without accents or marks, single spaces between.

    >>> key("  Etat(s) membre(s) bénéficiaires :")
    'etat s membre s beneficiaires'
    """
    return _short_key(text) if len(text) <= _MEMO_LENGTH else _key(text)


def letter_keys(text: str) -> list[str] | None:
    """Return the key of each run of letters (``[^\\W\\d_]+``) of a text, quickly.

    None where they cannot be told quickly: text in other scripts, letters that become several.

    >>> letter_keys("Le Pérou, 27.000 m")
    ['le', 'perou', 'm']
    """
    runs = _folded(text, _letter_table(), b"")
    return None if runs is None else runs.split()


def loose_letter_keys(text: str) -> frozenset[str]:
    """Return at least the keys of all runs of letters that the three languages have.

    For a quick look whether a word is missing: other characters part words here.
    """
    runs = text.encode(_QUICK, "replace").translate(_letter_table())
    if _SEVERAL in runs:
        runs = _spelt(text).encode(_QUICK, "replace").translate(_letter_table())
    return frozenset(runs.replace(_SEVERAL, b" ").decode("ascii").split())


class Pair:
    """Finds out quickly whether one kind of character stands right before another in a text.

    It never misses a pair, but may see one that is none: all that the quick encoding has not looks
    like a question mark.

    >>> Pair("ld", "AE").may_be_in("lAfrique"), Pair("ld", "AE").may_be_in("Le lac")
    (True, False)
    """

    def __init__(self, first: str, second: str) -> None:
        table = bytearray(256)
        for mark, chars in ((1, first), (2, second)):
            for byte in chars.encode(_QUICK):
                table[byte] |= mark
        self._table = bytes(table)
        self._runs = tuple(
            bytes((one, two)) for one in (1, 3) for two in (2, 3) if {one, two} <= {*table}
        )

    def may_be_in(self, text: str) -> bool:
        """Tell whether such a pair may be in a text."""
        marks = text.encode(_QUICK, "replace").translate(self._table)
        return any(run in marks for run in self._runs)


def quick_characters() -> str:
    """Return the characters of the quick encoding."""
    return bytes(range(256)).decode(_QUICK, "ignore")


def slug(text: str) -> str:
    """Return *text* as a code: its key with hyphens, or the text itself in another script.

    >>> slug("Afrique Sub-saharienne / Sahel")
    'afrique-sub-saharienne-sahel'
    """
    latin = key(text).replace(" ", "-")
    return latin or "-".join(text.casefold().split())


def _key(text: str) -> str:
    words = _folded(text, *_key_table())
    return _long_key(text) if words is None else " ".join(words.split())


def _folded(text: str, table: bytes, dropped: bytes) -> str | None:
    """Return a text with each character put through a table, None where that cannot be."""
    try:
        folded = text.encode(_QUICK).translate(table, dropped)
        if _SEVERAL in folded:
            folded = _spelt(text).encode(_QUICK).translate(table, dropped)
    except UnicodeEncodeError:
        return None
    return None if _SEVERAL in folded else folded.decode("ascii")


def _long_key(text: str) -> str:
    lowered = text.lower()
    if not lowered.isascii():
        words = _MARKS.sub(" ", lowered.translate(_LIGATURES))
        lowered = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return _SEPARATORS.sub(" ", lowered).strip()


def _spelt(text: str) -> str:
    for letter, spelt in _SPELT:
        text = text.replace(letter, spelt)
    return text


@lru_cache(maxsize=65536)
def _short_key(text: str) -> str:
    return _key(text)


@cache
def _key_table() -> tuple[bytes, bytes]:
    """Return what each byte becomes: a letter or digit, or a blank; and the bytes to drop."""
    table, dropped = bytearray(b" " * 256), bytearray()
    for byte in range(256):
        inside = _long_key(f"a{_char(byte)}a")[1:-1]
        if not inside:
            dropped.append(byte)
        else:
            table[byte] = ord(inside) if len(inside) == 1 else _SEVERAL[0]
    return bytes(table), bytes(dropped)


@cache
def _letter_table() -> bytes:
    """Return what each byte becomes in a run of letters: a letter, or a blank where none is."""
    table = bytearray(b" " * 256)
    for byte in range(256):
        if _LETTER_RUN.match(_char(byte)):
            folded = _long_key(_char(byte))
            table[byte] = ord(folded) if _LETTER.fullmatch(folded) else _SEVERAL[0]
    return bytes(table)


def _char(byte: int) -> str:
    return bytes([byte]).decode(_QUICK, "replace")
