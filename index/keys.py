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
#: The encodings whose bytes are folded by a table, which takes a twentieth of the time: one is
#: that of the memory itself, one has the letters of the three languages and their punctuation.
_LATIN, _WINDOWS = "latin-1", "cp1252"
#: Letters that are spelt with two, and what stands for them until they are: no letter of ASCII.
_SPELT = (("œŒ", b"\x81", b"oe"), ("æÆ", b"\x82", b"ae"), ("ß", b"\x83", b"ss"))
#: What stands for any other character that does not become just one.
_ODD = b"\x80"


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
    data, table = text.encode(_LATIN, "ignore"), _table(_LATIN)
    if len(data) < len(text):
        try:
            data, table = charmap_encode(text, "strict", encoding_table)[0], _table(_WINDOWS)
        except UnicodeEncodeError:
            return _long_key(text)
    folded = data.translate(table)
    if not folded.isascii():
        if _ODD in folded:
            return _long_key(text)
        for _, mark, spelt in _SPELT:
            folded = folded.replace(mark, spelt)
    while b"  " in folded:  # hardly ever more than two
        folded = folded.replace(b"  ", b" ")
    return folded.strip().decode("ascii")


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
def _table(encoding: str) -> bytes:
    """Return what each byte becomes: a letter or digit, a blank, or what stands for others."""
    marks = {letter: mark for letters, mark, _ in _SPELT for letter in letters}
    table = bytearray()
    for byte in range(256):
        char = bytes([byte]).decode(encoding, "replace")
        inside = _long_key(f"a{char}a")[1:-1]
        table += inside.encode() if len(inside) == 1 else marks.get(char, _ODD)
    return bytes(table)
