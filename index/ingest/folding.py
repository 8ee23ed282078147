"""Folding: lines as they are compared over documents, in small letters and with single blanks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

#: What each byte of ASCII becomes; the line end stays, and so do the bytes of other characters.
_SMALL = bytes(
    0x20 if byte < 0x80 and byte != 0x0A and chr(byte).isspace() else byte for byte in range(256)
).lower()
#: Blanks in the place of ASCII, so that runs of other characters are left.
_RUNS = b" " * 0x80 + bytes(range(0x80, 0x100))
#: Longer texts are folded as they are: their runs would take many times their memory.
_MUCH = 1 << 20
#: Characters beyond ASCII that are folded one by one; with more of them the whole text is.
_FEW = 12


def folded_lines(lines: Sequence[str]) -> list[bytes]:
    """Return each line with its case folded and its blanks single, none around it, in UTF-8.

    Case folding looks at each character; that is quick where only those beyond ASCII are asked.

    >>> folded_lines(["Le\\xa0Projet", " ÉTÉ  2018"])
    [b'le projet', b'\\xc3\\xa9t\\xc3\\xa9 2018']
    """
    together = _folded("\n".join(lines))
    folded = together.split(b"\n")
    if len(folded) != len(lines):  # there are line ends within lines
        return [folded_line(line) for line in lines]
    if b"  " in together:
        return [b" ".join(line.split()) for line in folded]
    return [line.strip() for line in folded]


def folded_line(line: str) -> bytes:
    """Return one line as ``folded_lines`` does; quicker for a short one."""
    return " ".join(line.split()).casefold().encode(errors="replace")


def _folded(text: str) -> bytes:
    """Return a text with its case folded and only plain blanks, but for line ends."""
    data = text.encode(errors="replace").translate(_SMALL)
    if len(data) > _MUCH:
        return b"\n".join(map(folded_line, text.split("\n")))
    runs = data.translate(_RUNS).split()
    if _settled().issuperset(runs):
        return data
    unsettled = {*b"".join({*runs} - _settled()).decode()}
    folded = {char: fold for char in unsettled if (fold := _fold(char)) != char}
    if len(folded) > _FEW:
        data = text.casefold().encode(errors="replace").translate(_SMALL)
        folded = {char: fold for char, fold in folded.items() if char.isspace()}
    for char, fold in folded.items():
        data = data.replace(char.encode(), fold.encode())
    return data


def _fold(char: str) -> str:
    return " " if char.isspace() else char.casefold()


@cache
def _settled() -> frozenset[bytes]:
    """Return Latin letters and punctuation that stay as they are."""
    characters = map(chr, (*range(0xA1, 0x250), *range(0x2010, 0x2028)))
    return frozenset(char.encode() for char in characters if _fold(char) == char)
