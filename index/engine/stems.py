"""The stem table of a field: which terms of a segment share a stem.

Made once when a segment is written, so that a query finds all forms of a word by one binary
search for each of its stems, without walking the terms. The table knows stems by their CRC-32
only; what it finds is stemmed again, so that two stems of one checksum are never mixed up.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.analysis import Stems
from index.analysis.stemming import Stem
from index.engine.arrays import Array, ArrayFile, ArrayWriter, smallest
from index.engine.lexicon import Lexicon

#: Bits of a term number beside the 32 of a checksum, in a signed number.
_TERM_BITS = 31


class StemTable:
    """Read access to the stem table of one field of a segment.

    ``hashes`` are the checksums of stems, sorted, and ``numbers`` beside each a term that has it.
    """

    def __init__(self, file: ArrayFile, name: str, lexicon: Lexicon) -> None:
        self.hashes = file[f"{name}:stemhashes"]
        self.numbers = file[f"{name}:stemterms"]
        self._lexicon = lexicon

    def terms(self, wanted: Iterable[Stem], known: Stems) -> Array:
        """Return the numbers of all terms that have one of some stems, sorted, int64.

        Args:
            wanted: the stems, each with its language.
            known: gives the stems of a term.
        """
        wanted = frozenset(wanted)
        found: set[int] = set()
        for key in _hashes(sorted({stem for _, stem in wanted})):
            low = self.hashes.searchsorted(key)
            high = self.hashes.searchsorted(key, side="right")
            found.update(self.numbers[low:high].tolist())
        kept = [
            number
            for number in sorted(found)
            if known.of(self._lexicon[number].decode("utf-8", "replace")) & wanted
        ]
        return np.array(kept, np.int64)


@dataclass(frozen=True, slots=True)
class StemRows:
    """A stem table in memory: checksums of stems, sorted, and beside each a term that has it."""

    hashes: Array
    terms: Array

    def write(self, out: ArrayWriter, name: str) -> None:
        """Write the table of a field."""
        out.add(f"{name}:stemhashes", self.hashes.astype(np.uint32))
        out.add(f"{name}:stemterms", smallest(self.terms))


class StemMemo:
    """The stems of a vocabulary: each term is stemmed once, however many segments it is in.

    Args:
        terms: the terms by number; more may be added at the end.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms, self._stems = terms, Stems()
        self._done = 0
        self._hashes, self._numbers = np.zeros(0, np.uint32), np.zeros(0, np.uint32)

    def rows(self, rank: Array) -> StemRows:
        """Return the table of a field: ``rank`` is the place of each term there, or -1."""
        self._learn()
        places = rank[self._numbers]
        used = places >= 0
        return _in_order(self._hashes[used], places[used])

    def _learn(self) -> None:
        """Stem the terms that are new."""
        first, self._done = self._done, len(self._terms)
        new = self._terms[first:]
        for _, places, stems in self._stems.in_bulk(new):
            numbers = np.array(places, np.uint32) + np.uint32(first)
            self._hashes = np.concatenate([self._hashes, _hashes(stems)])
            self._numbers = np.concatenate([self._numbers, numbers])


def stem_rows(terms: Sequence[bytes]) -> StemRows:
    """Return the table of a field with these sorted terms."""
    words = [term.decode("utf-8", "replace") for term in terms]
    return StemMemo(words).rows(np.arange(len(words)))


def merge_rows(tables: Iterable[tuple[StemTable, Array]]) -> StemRows:
    """Return the table of a merged field, without stemming anything again.

    Args:
        tables: the tables of its parts, each with the place of its terms in the merged field; -1
            where a term is gone.
    """
    hashes, terms = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)]
    for table, places in tables:
        moved = places[table.numbers]
        hashes.append(table.hashes[moved >= 0])
        terms.append(moved[moved >= 0])
    return _in_order(np.concatenate(hashes), np.concatenate(terms))


def _in_order(hashes: Array, terms: Array) -> StemRows:
    rows = np.sort(hashes.astype(np.int64) << _TERM_BITS | terms)
    fresh = np.ones(len(rows), np.bool_)
    np.not_equal(rows[1:], rows[:-1], out=fresh[1:])
    rows = rows[fresh]
    return StemRows(rows >> _TERM_BITS, rows & (1 << _TERM_BITS) - 1)


def _hashes(stems: Sequence[str]) -> Array:
    """Return the checksum of each stem, uint32; stems hold no line feed."""
    data = "\n".join(stems).encode("utf-8", "replace").split(b"\n")
    return np.fromiter(map(zlib.crc32, data), np.uint32, len(stems))
