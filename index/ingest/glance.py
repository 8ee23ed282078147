"""A glance at a text: what kinds of characters stand in it, told by tables in one pass.

Nearly every text is sound and in Latin letters; a look for each kind of trouble, character by
character, would read it again each time. Tables are over the units of UTF-16: a character beyond
them is two units of no known kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.keys import key

#: How many units there are.
UNITS = 1 << 16

#: What stands for a letter that has no Latin letter of its own, where letters are folded.
UNKNOWN = b"\x04"

#: Letters that are spelt with two, and what stands for them until they are: one character for one,
#: so that places are those of the text.
SPELT = (("œŒ", "\x01", "oe"), ("æÆ", "\x02", "ae"), ("ß", "\x03", "ss"))
#: Characters that are told one by one: Latin letters, then the marks and symbols of all scripts.
_LATIN, _SYMBOLS = range(0x250), range(0x2000, 0x2C00)
_BLANK = b" "
_LETTER, _RUNS = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]+")


def units_of(text: str) -> NDArray[np.uint16]:
    """Return the UTF-16 units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")


def words_of(text: str) -> list[str]:
    """Return each run of letters (``[^\\W\\d_]+``) of a text."""
    units = _letters().take(units_of(text))
    if not units.all():
        return _RUNS.findall(text)
    return units.tobytes().decode("utf-16-le").split()


def folded_units() -> NDArray[np.uint8]:
    """Return what each unit becomes among letters: a letter, a blank, or what stands for it."""
    table = np.full(UNITS, UNKNOWN[0], np.uint8)
    _fill(table, _folded)
    for characters, mark, _ in SPELT:
        table[units_of(characters)] = ord(mark)
    return table


@cache
def _letters() -> NDArray[np.uint16]:
    """Return what each unit becomes among words; 0 where that takes longer."""
    table = np.zeros(UNITS, "<u2")
    _fill(table, ord)
    return table


def _fill(table: NDArray[np.uint8] | NDArray[np.uint16], become: Callable[[str], int]) -> None:
    for code in (*_LATIN, *_SYMBOLS):
        table[code] = become(chr(code)) if _LETTER.match(chr(code)) else _BLANK[0]


def _folded(char: str) -> int:
    folded = key(char)
    return ord(folded) if len(folded) == 1 and folded.isalpha() else UNKNOWN[0]
