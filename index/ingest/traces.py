"""Traces: which broken words a text may hold, told by the letters around what they lost.

To split a text into words and to look each up takes longer than all other mending of it together,
and hardly any text has one that is broken. What is whole has the letters around a loss nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from index.ingest.grams import Grams

#: The first bytes of Latin letters beyond ASCII: of those of French but œ, and of the others.
_ACCENTED, _OTHERS = 0xC3, b"\xc4\xc5"
#: The other bytes of characters beyond ASCII.
_LATER = bytes(range(0x80, 0xC0))
#: What begins as accented letters do and is none; and how it ends, as few characters do.
_SIGNS, _ENDS = ("×".encode(), "÷".encode()), (b"\x97", b"\xb7")


def _fold_table() -> bytes:
    table = bytearray(b" " * 256)
    for letter in b"abcdefghijklmnopqrstuvwxyz":
        table[letter] = table[letter - 0x20] = letter
    for byte in (_ACCENTED, *_OTHERS):
        table[byte] = byte
    return bytes(table)


_FOLDED = _fold_table()


class Traces:
    """Broken texts of whole words of Latin letters, each with what it was."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        bounded = [(text, _folded(text.encode()), _folded(whole.encode())) for text, whole in texts]
        self._grams = Grams((broken, whole) for _, broken, whole in bounded)
        found: dict[bytes, list[str]] = {}
        for text, broken, _ in bounded:
            found.setdefault(broken, []).append(text)
        self._texts: Mapping[bytes, list[str]] = MappingProxyType(found)

    def found(self, data: bytes) -> frozenset[str]:
        """Return the broken texts that a text (in UTF-8) may hold; it holds no other.

        >>> sorted(Traces([("uvre", "œuvre")]).found("Une uvre, œuvre d'art".encode()))
        ['uvre']
        """
        found = self._grams.found(_folded(data))
        return frozenset(text for broken in found for text in self._texts[broken])


def _folded(data: bytes) -> bytes:
    """Return a text (in UTF-8) as words of small letters, blanks around each.

    All accented letters are one, and what is no Latin letter is a blank. A text that folds
    otherwise than another is another one.
    """
    for sign, end in zip(_SIGNS, _ENDS, strict=True):
        if end in data:
            data = data.replace(sign, b" ")
    return b" %b " % data.translate(_FOLDED, _LATER)
