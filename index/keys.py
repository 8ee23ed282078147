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


def _char(byte: int) -> str:
    return bytes([byte]).decode(_QUICK, "replace")
