"""The stem table of a field: which terms of a segment share a stem, in which language.

Made once when a segment is written, so that a query finds all forms of a word by one binary
search for each of its stems, without walking the terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        for language, stem in stems:
            number = self._stems.find(stem.encode())
            if number >= 0:
                low, high = int(self._starts[number]), int(self._starts[number + 1])
                held = self._masks[low:high] & (1 << LANGUAGES.index(language))
                found.append(self._terms[low:high][held > 0].astype(np.int64))
        return np.unique(np.concatenate(found))


class StemWriter:
    """Makes stem tables."""

    def __init__(self) -> None:
        self._stems = Stems()

    def write(self, out: ArrayWriter, name: str, terms: Sequence[bytes]) -> None:
        """Write the table of a field with these sorted terms."""
        words = [term.decode("utf-8", "replace") for term in terms]
        numbers: dict[str, int] = {}
        pairs, masks = [np.zeros(0, np.int64)], [np.zeros(0, np.uint8)]
        for language, places, stems in self._stems.in_bulk(words):
            rows = [numbers.setdefault(stem, len(numbers)) for stem in stems]
            pairs.append(np.array(rows, np.int64) << 32 | np.array(places, np.int64))
            masks.append(np.full(len(rows), 1 << LANGUAGES.index(language), np.uint8))
        order = sorted(numbers)
        rank = np.zeros(len(order), np.int64)
        rank[[numbers[stem] for stem in order]] = np.arange(len(order))
        rows_terms, bits = _join(np.concatenate(pairs), np.concatenate(masks), rank)
        counts = np.bincount(rows_terms >> 32, minlength=len(order))
        write_lexicon(out, f"{name}:stems", [stem.encode() for stem in order])
        out.add(f"{name}:stemstarts", smallest(offsets(counts)))
        out.add(f"{name}:stemterms", smallest(rows_terms & 0xFFFFFFFF))
        out.add(f"{name}:stemmasks", bits)


def _join(pairs: Array, masks: Array, rank: Array) -> tuple[Array, Array]:
    """Return pairs (stem << 32 | term), sorted, each once, with the bits of its languages."""
    if not len(pairs):
        return pairs, masks
    pairs = rank[pairs >> 32] << 32 | pairs & 0xFFFFFFFF
    order = np.argsort(pairs, kind="stable")
    pairs, masks = pairs[order], masks[order]
    firsts = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))
    return pairs[firsts], np.bitwise_or.reduceat(masks, firsts)
