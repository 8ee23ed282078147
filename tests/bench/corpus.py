"""A made-up corpus for the engine's benchmark: Zipf words of syllables, documents of 3.8 kB.

Ranks follow Zipf and Mandelbrot (exponent 1.05, shift 2.7); common words are short, as in any
language (about six letters a word of running text). The same arguments give the same documents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

_ONSETS = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "gr", "tr", "pl"]
_VOWELS = ["a", "e", "i", "o", "u", "é", "ou", "ai", "on", "an", "eu", "a", "i", "in"]
_ENDS = ["", "", "", "s", "s", "r", "nt", "x", "l", "tion", "ment", "que"]
STATUSES = ["Achevé", "Actif", "Suspendu", "Annulé"]
REGIONS = ["Afrique", "Asie et Océanie", "Europe", "Amérique latine", "Moyen-Orient", "Monde"]
YEARS = range(2001, 2026)


@dataclass(frozen=True, slots=True)
class Document:
    """What every engine indexes."""

    id: str
    title: str
    text: str
    year: int
    status: str
    region: str


class Corpus:
    """Makes documents.

    Args:
        words: different words of the vocabulary.
        mean: the mean number of words of a document.
        seed: another one gives other documents of the same vocabulary.
    """

    def __init__(self, words: int = 120_000, mean: int = 490, seed: int = 1) -> None:
        self.vocabulary = _vocabulary(words)
        self._words = np.array(self.vocabulary, dtype=object)
        weights = 1 / (np.arange(1, words + 1) + 2.7) ** 1.05
        self._ladder = np.cumsum(weights / weights.sum())
        self._mean, self._seed = mean, seed

    def documents(self, count: int) -> Iterator[Document]:
        """Yield documents."""
        generator = np.random.default_rng(self._seed)
        shift = np.log(self._mean) - 0.18  # the mean of a lognormal with deviation 0.6
        for number in range(count):
            length = int(np.clip(generator.lognormal(shift, 0.6), self._mean / 9, self._mean * 9))
            yield self._document(number, length, generator)

    def _document(self, number: int, length: int, generator: Any) -> Document:
        words = self._words[np.searchsorted(self._ladder, generator.random(length))]
        lines = [" ".join(words[at : at + 17]) for at in range(0, length, 17)]
        return Document(
            f"D{number}",
            " ".join(words[:8]),
            ". ".join(lines),
            int(generator.integers(YEARS.start, YEARS.stop)),
            STATUSES[generator.integers(len(STATUSES))],
            REGIONS[generator.integers(len(REGIONS))],
        )


def _vocabulary(size: int) -> list[str]:
    """Return different words, short ones first on the whole."""
    generator = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < size:
        rank = len(words)
        syllables = 1 + (rank > 120) + (rank > 2500) + (generator.random() < rank / 60_000)
        parts = [generator.choice(_ONSETS) + generator.choice(_VOWELS) for _ in range(syllables)]
        end = generator.choice(_ENDS) if rank > 250 else generator.choice(_ENDS[:5])
        words["".join(parts) + end] = None
    return list(words)
