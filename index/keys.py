"""Comparison forms of words: what a label or a value is when accents, case and marks are aside."""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_encode
from encodings.cp1252 import encoding_table
from functools import cache, lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ı": "i", "ł": "l"})
_MARKS = re.compile(r"[^\w\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
#: Longer texts are not labels or values; they are not worth a place in the memo.
_MEMO_LENGTH = 200
#: Letters that are spelt with two, and what stands for them until they are.
_SPELT = (("œŒ", b"\x01", b"oe"), ("æÆ", b"\x02", b"ae"), ("ß", b"\x03", b"ss"))
#: What stands for any other character that does not become just one.
_ODD = b"?"


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
    try:
        folded = _quick_bytes(text).translate(_key_table())
    except UnicodeEncodeError:
        return _long_key(text)
    if _ODD in folded:
        return _long_key(text)
    for _, mark, spelt in _SPELT:
        if mark in folded:
            folded = folded.replace(mark, spelt)
    words = folded.decode("ascii")
    return " ".join(words.split()) if "  " in words else words.strip()


def _quick_bytes(text: str) -> bytes:
    """Return a text in the encoding that has the letters of the three languages in a byte each.

    Its bytes are folded by a table, which takes a twentieth of the time; a text with another
    character raises ``UnicodeEncodeError``.
    """
    return text.encode() if text.isascii() else charmap_encode(text, "strict", encoding_table)[0]


def _long_key(text: str) -> str:
    lowered = text.lower()
    if not lowered.isascii():
        words = _MARKS.sub(" ", lowered.translate(_LIGATURES))
        lowered = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return _SEPARATORS.sub(" ", lowered).strip()


@lru_cache(maxsize=65536)
def _short_key(text: str) -> str:
    return _key(text)


@cache
def _key_table() -> bytes:
    """Return what each byte becomes: a letter or digit, a blank, or what stands for others."""
    marks = {letter: mark for letters, mark, _ in _SPELT for letter in letters}
    table = bytearray()
    for byte in range(256):
        char = bytes([byte]).decode("cp1252", "replace")
        inside = _long_key(f"a{char}a")[1:-1]
        table += inside.encode() if len(inside) == 1 else marks.get(char, _ODD)
    return bytes(table)
