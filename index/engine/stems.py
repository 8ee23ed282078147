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
    """Read access to the stem table of one field of a segment."""

    def __init__(self, file: ArrayFile, name: str, lexicon: Lexicon) -> None:
        self._hashes = file[f"{name}:stemhashes"]
        self._terms = file[f"{name}:stemterms"]
        self._lexicon = lexicon

    def terms(self, wanted: Iterable[Stem], known: Stems) -> Array:
        """Return the numbers of all terms that have one of some stems, sorted, int64.

        Args:
            wanted: the stems, each with its language.
            known: gives the stems of a term.
        """
        wanted = frozenset(wanted)
        found: set[int] = set()
        for text in {stem for _, stem in wanted}:
            key = np.uint32(_hash(text))
            low = self._hashes.searchsorted(key)
            high = self._hashes.searchsorted(key, side="right")
            found.update(self._terms[low:high].tolist())
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


class StemWriter:
    """Makes stem tables."""

    def __init__(self) -> None:
        self._stems = Stems()

    def rows(self, terms: Sequence[bytes]) -> StemRows:
        """Return the table of a field with these sorted terms."""
        words = [term.decode("utf-8", "replace") for term in terms]
        found = list(self._stems.in_bulk(words))
        hashes = {stem: _hash(stem) for stem in set().union(*(held for _, _, held in found))}
        pairs = [np.zeros(0, np.int64)]
        for _, places, held in found:
            rows = np.fromiter(map(hashes.__getitem__, held), np.int64, len(held))
            pairs.append(rows << _TERM_BITS | np.array(places, np.int64))
        joined = np.sort(np.concatenate(pairs))
        joined = joined[np.concatenate([[True], joined[1:] != joined[:-1]])[: len(joined)]]
        return StemRows(joined >> _TERM_BITS, joined & (1 << _TERM_BITS) - 1)


def _hash(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "replace"))
