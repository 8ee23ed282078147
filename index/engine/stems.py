"""The stem table of a field: which terms of a segment share a stem, in which language.

Made once when a segment is written, so that a query finds all forms of a word by one binary
search for each of its stems, without walking the terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.analysis import Stems
from index.analysis.stemming import RESTORED, Stem
from index.engine.arrays import Array, ArrayFile, ArrayWriter, offsets, smallest
from index.engine.lexicon import Lexicon, read_lexicon, write_lexicon

#: The languages of the table; the bit of each in a mask is its place here.
LANGUAGES = tuple(RESTORED)


class StemTable:
    """Read access to the stem table of one field of a segment."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._stems: Lexicon = read_lexicon(file, f"{name}:stems")
        self._starts = file[f"{name}:stemstarts"]
        self._terms = file[f"{name}:stemterms"]
        self._masks = file[f"{name}:stemmasks"]

    def terms(self, stems: Iterable[Stem]) -> Array:
        """Return the numbers of all terms that have one of the stems, sorted, int64."""
        found = [np.zeros(0, np.int64)]
        wanted: dict[str, int] = {}
        for language, stem in stems:
            wanted[stem] = wanted.get(stem, 0) | 1 << LANGUAGES.index(language)
        for stem, languages in wanted.items():
            number = self._stems.find(stem.encode())
            if number >= 0:
                low, high = int(self._starts[number]), int(self._starts[number + 1])
                held = self._masks[low:high] & languages
                found.append(self._terms[low:high][held > 0].astype(np.int64))
        return np.unique(np.concatenate(found))


@dataclass(frozen=True, slots=True)
class StemRows:
    """A stem table in memory: stems sorted, and for each the terms that have it."""

    stems: list[str]
    counts: Array
    terms: Array
    masks: Array

    def write(self, out: ArrayWriter, name: str) -> None:
        """Write the table of a field."""
        write_lexicon(out, f"{name}:stems", [stem.encode() for stem in self.stems])
        out.add(f"{name}:stemstarts", smallest(offsets(self.counts)))
        out.add(f"{name}:stemterms", smallest(self.terms))
        out.add(f"{name}:stemmasks", self.masks)


class StemWriter:
    """Makes stem tables."""

    def __init__(self) -> None:
        self._stems = Stems()

    def rows(self, terms: Sequence[bytes]) -> StemRows:
        """Return the table of a field with these sorted terms."""
        words = [term.decode("utf-8", "replace") for term in terms]
        found = list(self._stems.in_bulk(words))
        stems = sorted(set().union(*(held for _, _, held in found)))
        place = {stem: number for number, stem in enumerate(stems)}
        pairs, masks = [np.zeros(0, np.int64)], [np.zeros(0, np.uint8)]
        for language, places, held in found:
            rows = np.fromiter(map(place.__getitem__, held), np.int64, len(held))
            pairs.append(rows << 24 | np.array(places, np.int64))
            masks.append(np.full(len(held), 1 << LANGUAGES.index(language), np.uint8))
        joined, bits = _join(np.concatenate(pairs), np.concatenate(masks))
        counts = np.bincount(joined >> 24, minlength=len(stems))
        return StemRows(stems, counts, joined & 0xFFFFFF, bits)


def _join(pairs: Array, masks: Array) -> tuple[Array, Array]:
    """Return pairs (stem << 24 | term), sorted, each once, with the bits of its languages."""
    if not len(pairs):
        return pairs, masks
    packed = pairs << len(LANGUAGES) | masks
    packed.sort()
    pairs = packed >> len(LANGUAGES)
    bits = (packed & (1 << len(LANGUAGES)) - 1).astype(np.uint8)
    firsts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))
    return pairs[firsts], np.bitwise_or.reduceat(bits, firsts)
