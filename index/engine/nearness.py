"""Closeness: words that stand near each other lift the best documents of a query.

Term pairs as in Metzler and Croft's sequential dependence model (2005); a pair counts 1/distance,
summed over a document and saturated as a term frequency is. Beside it, how much of the query stands
together in one stretch of the text, which tells long documents apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engine.arrays import Array
from index.engine.nodes import Match, Node
from index.engine.statistics import K1, B, Statistics
from index.engine.wordnodes import LENGTH_WEIGHTS, SATURATION, Word

#: Words farther apart are not near each other.
WINDOW = 8
#: How much a pair of words counts beside the rarer of the two, and how much in the wrong order.
PAIR_WEIGHT = 0.4
REVERSED = 0.7
#: The stretch of text that says most about a query has so many words; what the words that stand in
#: it count beside their rarity.
STRETCH = 16
STRETCH_WEIGHT = 0.2
#: In a text of so few stretches every word is near every other, and the best stretch tells nothing.
FEW_STRETCHES = 8
#: So many of the best documents of a segment are looked at: the others have no chance.
CANDIDATES = 400
#: A pasted text has too many words to look at all of them.
MAX_WORDS = 24


class Nearness:
    """Documents of a node; where successive words of the query are near, a little is added.

    Args:
        base: what must match.
        words: the words in the order typed.
        stats: the snapshot.
        field: the field whose positions count.
    """

    def __init__(self, base: Node, words: Sequence[Word], stats: Statistics, field: str) -> None:
        self._base, self._words, self._stats, self._field = base, words[:MAX_WORDS], stats, field

    def size(self, segment: int) -> int:
        """Return the size of the base."""
        return self._base.size(segment)

    def match(self, segment: int) -> Match:
        """Return the base, its best documents ranked anew."""
        documents, scores = self._base.match(segment)
        if scores is None or len(documents) == 0:
            return documents, scores
        places = np.arange(len(documents))
        if len(documents) > CANDIDATES:
            places = np.sort(np.argpartition(scores, -CANDIDATES)[-CANDIDATES:])
        scores = scores.copy()
        scores[places] += self._bonus(segment, documents[places])
        return documents, scores

    def _bonus(self, segment: int, documents: Array) -> Array:
        """Return what closeness adds to each of some documents, float32."""
        bonus = np.zeros(len(documents), np.float32)
        rank = np.full(self._stats.views[segment].documents, -1, np.int64)
        rank[documents] = np.arange(len(documents))
        places = [self._places(word, segment, rank) for word in self._words]
        lengths = self._lengths(segment, documents)
        for number in range(len(places) - 1):
            first, second = places[number], places[number + 1]
            if len(first) and len(second):
                pairs = _closeness(first, second, len(documents)) / lengths
                weight = PAIR_WEIGHT * min(self._words[number].idf, self._words[number + 1].idf)
                bonus += (weight * (SATURATION + 1) * pairs / (pairs + SATURATION)).astype(
                    np.float32
                )
        rarities = [word.idf for word in self._words]
        worth = np.float32(STRETCH_WEIGHT) * self._stretches_tell(lengths)
        bonus += worth * _best_stretch(places, rarities, len(documents))
        return bonus

    def _places(self, word: Word, segment: int, rank: Array) -> Array:
        """Return rank · 2³² + position of each occurrence of a word in the candidates, sorted."""
        field = self._stats.field(self._field, segment)
        found = [np.zeros(0, np.int64)]
        for number, _ in word.forms(self._field, segment) if field is not None else ():
            assert field is not None
            start, end = field.span(number)
            ranks = rank[field.docs[start:end]]
            chosen = np.flatnonzero(ranks >= 0)
            if len(chosen):
                starts = self._stats.starts(self._field, segment, number)
                counts, positions = field.positions_of(number, starts, chosen)
                found.append(np.repeat(ranks[chosen] << 32, counts) + positions)
        return np.sort(np.concatenate(found))

    def _lengths(self, segment: int, documents: Array) -> Array:
        """Return 1 - b + b · length / average for each document."""
        norms = self._stats.norms(self._field, segment).take(documents)
        weight = LENGTH_WEIGHTS.get(self._field, B)
        lengths: Array = norms * (weight / (K1 * B)) + (1 - weight / B)
        return lengths

    def _stretches_tell(self, lengths: Array) -> Array:
        """Return how much the best stretch tells of texts of some ``_lengths``: none to all of it.

        None in a text of ``FEW_STRETCHES``, half in one twice as long.
        """
        weight = LENGTH_WEIGHTS.get(self._field, B)
        words = (lengths - (1 - weight)) * (self._stats.average_length(self._field) / weight)
        told: Array = 1 - FEW_STRETCHES * STRETCH / np.maximum(words, FEW_STRETCHES * STRETCH)
        return told.astype(np.float32)


def _closeness(first: Array, second: Array, size: int) -> Array:
    """Return for each document the sum of 1/distance from each of ``first`` to the nearest.

    Both hold rank · 2³² + position, ascending; a word that stands before counts ``REVERSED``.
    """
    after = np.searchsorted(second, first, side="right")
    ahead = second[np.minimum(after, len(second) - 1)] - first
    before = np.searchsorted(second, first, side="left") - 1
    behind = first - second[np.maximum(before, 0)]
    worth = np.where((ahead > 0) & (ahead <= WINDOW), 1.0 / np.maximum(ahead, 1), 0.0)
    back = np.where((behind > 0) & (behind <= WINDOW), REVERSED / np.maximum(behind, 1), 0.0)
    summed: Array = np.bincount(first >> 32, weights=np.maximum(worth, back), minlength=size)
    return summed


def _best_stretch(places: Sequence[Array], rarities: Sequence[float], size: int) -> Array:
    """Return for each document the rarity of the words in the stretch that holds most of it.

    A stretch begins at a word of the query; a word counts once in it.
    """
    # A stable sort merges sorted runs; numpy's unique would hash them first, and sort them after.
    begins = np.sort(np.concatenate([np.zeros(0, np.int64), *places]), kind="stable")
    best = np.zeros(size, np.float32)
    if not len(begins):
        return best
    held = np.zeros(len(begins), np.float32)
    for found, rarity in zip(places, rarities, strict=True):
        if len(found):
            after = np.minimum(np.searchsorted(found, begins), len(found) - 1)
            ahead = found[after] - begins
            held += np.float32(rarity) * ((ahead >= 0) & (ahead < STRETCH))
    ranks = begins >> 32
    firsts = np.flatnonzero(np.concatenate([[True], ranks[1:] != ranks[:-1]]))
    best[ranks[firsts]] = np.maximum.reduceat(held, firsts)
    return best
