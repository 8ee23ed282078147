"""A glance at a text: what kinds of characters stand in it, told by tables in one pass.

Nearly every text is sound and in Latin letters; a look for each kind of trouble, character by
character, would read it again each time. Tables are over the units of UTF-16: a character beyond
them is two units of no known kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.keys import key

#: How many units there are.
_UNITS = 1 << 16

#: What stands for a letter that has no Latin letter of its own, where letters are folded.
_UNKNOWN = b"\x04"

#: Letters that are spelt with two, and what stands for them until they are.
_SPELT = (("œŒ", b"\x01", b"oe"), ("æÆ", b"\x02", b"ae"), ("ß", b"\x03", b"ss"))
#: A character that has no Latin letter, between texts that are looked at together.
_PART = "\u4e00"
#: Characters that are told one by one: Latin letters, then the marks and symbols of all scripts.
_LATIN, _SYMBOLS = range(0x250), range(0x2000, 0x2C00)
_BLANK = b" "
_LETTER, _RUNS = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]+")


def units_of(text: str) -> NDArray[np.uint16]:
    """Return the UTF-16 units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")


def key_runs_of(texts: Sequence[str]) -> list[str | None]:
    """Return the keys of the runs of letters (``[^\\W\\d_]+``) of each text, blanks between.

    None for a text where they cannot be told quickly: other scripts, letters that become several.

    >>> key_runs_of(["Le Pérou, 2 m", "Việt Nam"])
    ['le perou    m', None]
    """
    together = _letters_of(_PART.join(texts))
    runs = together.split(_UNKNOWN)
    if len(runs) != len(texts):
        runs = [_letters_of(text) for text in texts]
    return [None if _UNKNOWN in run else run.decode("ascii") for run in runs]


def _letters_of(text: str) -> bytes:
    """Return the letters of a text as their keys have them, each run a word."""
    runs = _folds().take(units_of(text)).tobytes()
    for _, mark, spelt in _SPELT:
        if mark in runs:
            runs = runs.replace(mark, spelt)
    return runs


def run_at(text: str, runs: str, place: int, length: int) -> str:
    """Return one of the runs of letters of a text, by its place among its ``key_runs_of``.

    *length* is that of its key.
    """
    if len(runs) != len(text):  # a letter is spelt with two
        return words_of(text)[place]
    begin = len(runs) - len(runs.split(None, place)[place])
    return text[begin : begin + length]


def words_of(text: str) -> list[str]:
    """Return each run of letters (``[^\\W\\d_]+``) of a text."""
    return _runs(text, _letters()) or _RUNS.findall(text)


def lowered_words(text: str) -> list[str]:
    """Return each run of letters (``[^\\W\\d_]+``) of a text in lower case.

    >>> lowered_words("Le Pérou, 27.000 m")
    ['le', 'pérou', 'm']
    """
    return _runs(text, _lowers()) or _RUNS.findall(text.lower())


def _runs(text: str, table: NDArray[np.uint16]) -> list[str]:
    """Return the words of a text by a table; none where it has a unit that the table has not."""
    units = table.take(units_of(text))
    return units.tobytes().decode("utf-16-le").split() if units.all() else []


@cache
def _folds() -> NDArray[np.uint8]:
    """Return what each unit becomes among letters: a letter, a blank, or what stands for it."""
    table = np.full(_UNITS, _UNKNOWN[0], np.uint8)
    _fill(table, _folded)
    for characters, mark, _ in _SPELT:
        table[units_of(characters)] = mark[0]
    return table


@cache
def _letters() -> NDArray[np.uint16]:
    """Return what each unit becomes among words; 0 where that takes longer."""
    return _filled(ord)


@cache
def _lowers() -> NDArray[np.uint16]:
    """Return what each unit becomes among words in lower case; 0 where that takes longer."""
    return _filled(_lowered)


def _filled(become: Callable[[str], int]) -> NDArray[np.uint16]:
    table = np.zeros(_UNITS, "<u2")
    _fill(table, become)
    return table


def _fill(table: NDArray[np.uint8] | NDArray[np.uint16], become: Callable[[str], int]) -> None:
    for code in (*_LATIN, *_SYMBOLS):
        table[code] = become(chr(code)) if _LETTER.match(chr(code)) else _BLANK[0]


def _folded(char: str) -> int:
    folded = key(char)
    return ord(folded) if len(folded) == 1 and folded.isalpha() else _UNKNOWN[0]


def _lowered(char: str) -> int:
    lowered = char.lower()
    return ord(lowered) if len(lowered) == 1 else 0
