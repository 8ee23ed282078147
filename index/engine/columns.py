"""Per-document columns of a segment: codes to count and filter by, numbers, and Whoosh's own.

A column of codes holds small integers, 1 + the number of the code among the segment's sorted codes,
0 for "not stated"; as the codes are sorted, the integers order documents, too. Where documents have
several codes, ``starts`` says where those of each begin.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from index.engine.arrays import Array, ArrayFile, ArrayWriter, counts, offsets, smallest
from index.engine.lexicon import Lexicon, read_lexicon, write_lexicon

#: Parts several codes of one document where Whoosh asks for one value of bytes.
SEPARATOR = b"\x1f"

CODES, NUMBERS, FOREIGN = "codes", "numbers", "foreign"


#: Values of a column whose codes are not looked up again: a facet has few, a key to sort by many.
_REMEMBERED = 10_000


def codes_of(value: Any) -> list[bytes]:
    """Return codes as bytes: of a tuple of several, of one, of bytes that ``SEPARATOR`` parts."""
    if value is None:
        return []
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    return _encoded(value).split(SEPARATOR)


def _encoded(code: str | bytes) -> bytes:
    """Return a code as bytes, half a surrogate as a question mark, as filters and terms have it."""
    return code.encode("utf-8", "replace") if isinstance(code, str) else code


class CodeColumnWriter:
    """Collects the codes of a segment's documents, in order."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._codes: list[int] = []
        self._counts: list[int] = []
        self._seen: dict[Hashable, list[int]] = {}

    def add(self, document: int, value: Any) -> None:
        """Set the codes of a document, as ``codes_of`` takes them."""
        self.add_all(document, (value,))

    def add_all(self, first: int, values: Iterable[Any]) -> None:
        """Set the codes of documents in a row, None for none; those left out before have none."""
        self._counts.extend([0] * (first - len(self._counts)))
        for value in values:
            key = tuple(value) if isinstance(value, list) else value
            numbers = self._seen.get(key)
            if numbers is None:
                numbers = self._number(codes_of(key))
                if len(self._seen) < _REMEMBERED:
                    self._seen[key] = numbers
            self._codes.extend(numbers)
            self._counts.append(len(numbers))

    def _number(self, codes: Sequence[bytes]) -> list[int]:
        numbers = self._numbers
        return [numbers.setdefault(code, len(numbers)) for code in dict.fromkeys(codes) if code]

    def write(self, out: ArrayWriter, name: str, documents: int) -> dict[str, Any]:
        """Write the column; return what its reader must know."""
        self._counts.extend([0] * (documents - len(self._counts)))
        order = sorted(self._numbers)
        rank = np.zeros(len(order) + 1, np.int64)
        rank[[self._numbers[code] for code in order]] = np.arange(1, len(order) + 1)
        held = np.array(self._counts, np.int64)
        return write_codes(out, name, order, rank[np.array(self._codes, np.int64)], held)


def write_codes(
    out: ArrayWriter, name: str, codes: list[bytes], numbers: Array, held: Array
) -> dict[str, Any]:
    """Write a column of codes.

    Args:
        out: the file.
        name: the column.
        codes: sorted.
        numbers: 1 + place in ``codes``, document after document.
        held: how many numbers each document has.
    """
    write_lexicon(out, f"{name}:codes", codes)
    if held.size and int(held.max()) > 1:
        out.add(f"{name}:starts", offsets(held).astype(np.uint32))
        out.add(f"{name}:numbers", _at_least_u8(numbers, len(codes)))
    else:
        dense = np.zeros(len(held), np.int64)
        dense[held > 0] = numbers
        out.add(f"{name}:numbers", _at_least_u8(dense, len(codes)))
    return {"kind": CODES}


def _at_least_u8(numbers: Array, top: int) -> Array:
    return numbers.astype(smallest(np.array([top])).dtype)


def write_numbers(out: ArrayWriter, name: str, numbers: Array) -> dict[str, Any]:
    """Write a column of numbers, one for each document."""
    out.add(f"{name}:values", numbers)
    return {"kind": NUMBERS}


class CodeColumn:
    """Read access to a column of codes."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.codes: Lexicon = read_lexicon(file, f"{name}:codes")
        self.numbers = file[f"{name}:numbers"]
        self.starts = file.get(f"{name}:starts")
        self._documents: Array | None = None
        self._file = file

    @property
    def documents(self) -> Array:
        """The document of each number, where documents have several: intp, made once."""
        if self._documents is None:
            if self.starts is None:
                raise self._file.damaged()
            held = counts(self.starts)
            self._documents = np.repeat(np.arange(len(held)), held)
        return self._documents

    def of(self, document: int) -> list[bytes]:
        """Return the codes of one document."""
        if self.starts is None:
            number = int(self.numbers[document])
            return [self.codes[number - 1]] if number else []
        low, high = (int(at) for at in self.starts[document : document + 2])
        return [self.codes[number - 1] for number in self.numbers[low:high].tolist()]

    def pairs(self) -> tuple[Array, Array]:
        """Return all numbers and how many of them each document has, as ``write_codes`` takes."""
        if self.starts is None:
            stated = self.numbers > 0
            return self.numbers[stated].astype(np.int64), stated.astype(np.int64)
        return self.numbers.astype(np.int64), counts(self.starts)


def count_codes(column: CodeColumn, documents: Array, mask: Array | None) -> Array:
    """Return the count of each code number among documents: int64, [0] is "not stated".

    Args:
        column: the column.
        documents: the documents, ascending, each once.
        mask: the same documents as booleans over the segment, or None to have it made here.
    """
    size = len(column.codes) + 1
    if column.starts is None:
        return np.bincount(column.numbers[documents], minlength=size)
    if mask is None:
        mask = np.zeros(len(column.starts) - 1, np.bool_)
        mask[documents] = True
    found = np.bincount(column.numbers[mask[column.documents]], minlength=size)
    none = counts(column.starts) == 0
    found[0] = np.count_nonzero(none & mask)
    return found
