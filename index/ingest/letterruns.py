"""The runs of letters of some texts, each a word with its key: found by place, not all listed.

Of hundreds of words few matter. Where those stand is told by arithmetic over all of them at once;
only they and what stands around them are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.ingest.glance import SPELT, UNKNOWN, folded_units, units_of, words_of
from index.keys import key

#: What stands for letters whose keys are digits ("²"), beside those that are spelt with two.
_DIGIT = "\x05"
_MARKS = (*(mark for _, mark, _ in SPELT), _DIGIT)
#: Before this character stand all numerals that texts in Latin letters have.
_NUMERALS = 0x2C00
_BLANK = ord(" ")
#: What stands between two texts: a letter whose key is not known.
_BETWEEN, _OTHER = " \u4e00 ", UNKNOWN.decode()
#: A word is told by its first letters, as many as a number has bytes, and by its length.
_FIRST = 4
_MIX, _BITS = 2654435761, 15
_SIZE = 1 << (32 - _BITS)
#: The bytes of plain runs, and all that a byte of runs can be.
_PLAIN = bytes((_BLANK, *range(ord("a"), ord("z") + 1)))
_BYTES = bytes(range(6)) + _PLAIN


class Spotter:
    """Tells where some words can stand: every place where one does, hardly any other.

    *words* are keys of letters only.
    """

    def __init__(self, words: Iterable[str]) -> None:
        forms = [form.encode("ascii") for word in words for form in _forms(word)]
        told = [(begin, len(form)) for form in forms for begin in _beginnings(form)]
        begins = np.frombuffer(b"".join(begin for begin, _ in told), "<u4")
        numbers = _numbers(begins, np.array([length for _, length in told], np.intp))
        self._known = np.zeros(_SIZE, np.bool_)
        self._known[np.minimum(numbers, _SIZE - 1)] = True

    def among(self, begins: NDArray[np.uint32], lengths: NDArray[np.intp]) -> list[int]:
        """Return the places of words, by the numbers that they begin with and their lengths."""
        known = self._known.take(_numbers(begins, lengths), mode="clip")
        places: list[int] = known.nonzero()[0].tolist()
        return places


class Runs(Protocol):
    """The runs of letters (``[^\\W\\d_]+``) of some texts, counted through."""

    def keys(self, start: int, end: int) -> list[str]:
        """Return the keys of some runs, fewer where there are no more."""

    def token(self, place: int) -> str:
        """Return one run as it stands in its text."""

    def texts_between(self, start: int, end: int) -> int:
        """Return how many texts end between two runs."""

    def opens(self, place: int) -> bool:
        """Tell whether a run is the first of its text."""


class LetterRuns:
    """Runs whose keys are told by a table. Between two texts one is counted that is no word."""

    def __init__(self, texts: Sequence[str]) -> None:
        # A blank before and some behind: each run has an end and the bytes of a number.
        self._text = f" {_BETWEEN.join(texts)}{' ' * _FIRST}"
        self._folded = _folds().take(units_of(self._text))
        self._runs = self._folded.tobytes().decode("ascii")
        self.known = self._runs.count(_OTHER) == len(texts) - 1
        self._plain = not any(mark in self._runs for mark in _MARKS)
        blank = self._folded == _BLANK
        #: Of each run the places before its first letter and at its last.
        self._bounds = (blank[1:] != blank[:-1]).nonzero()[0]

    def places(self, spotter: Spotter) -> list[int]:
        """Return the places where words of a spotter can stand."""
        before = self._bounds[::2]
        shape = (len(self._folded) - _FIRST,)
        begins = np.ndarray(shape, "<u4", self._folded, 1, (1,)).take(before)
        return spotter.among(begins, self._bounds[1::2] - before)

    def key(self, place: int) -> str:
        """Return the key of one run."""
        item = self._bounds.item
        run = self._runs[item(2 * place) + 1 : item(2 * place + 1) + 1]
        return run if run.isalpha() else self.keys(place, place + 1)[0]

    def keys(self, start: int, end: int) -> list[str]:
        """See ``Runs``."""
        bounds = self._bounds
        last = min(2 * end, len(bounds)) - 1
        runs = self._runs[bounds.item(2 * start) + 1 : bounds.item(last) + 1]
        if self._plain:
            return runs.split()
        if _DIGIT in runs:
            return [key(self.token(place)) for place in range(start, last // 2 + 1)]
        for _, mark, spelt in SPELT:
            runs = runs.replace(mark, spelt)
        return runs.split()

    def token(self, place: int) -> str:
        """See ``Runs``."""
        item = self._bounds.item
        return self._text[item(2 * place) + 1 : item(2 * place + 1) + 1]

    def texts_between(self, start: int, end: int) -> int:
        """See ``Runs``."""
        item = self._bounds.item
        return self._runs.count(_OTHER, item(2 * start), item(2 * end))

    def opens(self, place: int) -> bool:
        """See ``Runs``."""
        return place == 0 or self._runs[self._bounds.item(2 * place - 1)] == _OTHER


class ListedRuns:
    """All runs of one text, in any script, one by one."""

    def __init__(self, text: str) -> None:
        self._tokens = words_of(text)
        self.listed = [*map(key, self._tokens)]

    def keys(self, start: int, end: int) -> list[str]:
        """See ``Runs``."""
        return self.listed[start:end]

    def token(self, place: int) -> str:
        """See ``Runs``."""
        return self._tokens[place]

    def texts_between(self, _start: int, _end: int) -> int:
        """See ``Runs``."""
        return 0

    def opens(self, place: int) -> bool:
        """See ``Runs``."""
        return place == 0


def quick_keys(text: str) -> list[bytes] | None:
    """Return the keys of all runs of a short text, None where a letter makes that longer.

    >>> quick_keys("L’Œuvre, 2 m"), quick_keys("Việt Nam")
    ([b'l', b'oeuvre', b'm'], None)
    """
    runs = _folds().take(units_of(text)).tobytes()
    if runs.translate(None, _PLAIN):
        for _, mark, spelt in SPELT:
            runs = runs.replace(mark.encode(), spelt.encode())
    return None if runs.translate(None, _PLAIN) else runs.split()


@cache
def _folds() -> NDArray[np.uint8]:
    """Return what each unit becomes among letters, digits told apart."""
    table = folded_units()
    for code in (table[:_NUMERALS] == UNKNOWN[0]).nonzero()[0].tolist():
        if chr(code).isnumeric() and key(f"a{chr(code)}a")[1:-1].isdecimal():
            table[code] = ord(_DIGIT)
    return table


def _numbers(begins: NDArray[np.uint32], lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return a number of each word, the same for hardly any other."""
    numbers = begins * np.uint32(_MIX)
    numbers >>= np.uint32(_BITS)
    return numbers + lengths


def _forms(word: str) -> Iterable[str]:
    """Return a word in each way in which its letters can be spelt with one or with two."""
    forms = [word]
    for _, mark, spelt in SPELT:
        if spelt in word:
            forms = [
                "".join(chain.from_iterable(zip(parts, (*between, ""), strict=True)))
                for parts in (form.split(spelt) for form in forms)
                for between in product((spelt, mark), repeat=len(parts) - 1)
            ]
    return forms


def _beginnings(form: bytes) -> Iterator[bytes]:
    """Yield the first bytes of a word; after a short one stands a blank, then anything."""
    known = (form + bytes((_BLANK,)))[:_FIRST]
    for rest in product(_BYTES, repeat=_FIRST - len(known)):
        yield known + bytes(rest)
