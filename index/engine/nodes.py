"""The nodes of a compiled query: each gives the documents of a segment that match, and scores.

A *match* is a pair: documents (intp, ascending, each once) and scores (float32 beside them, or
None where nobody asked for scores). Inside a segment everything is dense: an accumulator of 65,536
numbers fits the processor's cache, and filling it is cheaper than merging lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.engine.arrays import Array

#: Documents that match, ascending, and their scores.
Match = tuple[Array, Array | None]

NO_DOCUMENTS = np.zeros(0, np.intp)


class Node(Protocol):
    """A compiled query."""

    def size(self, segment: int) -> int:
        """Return how many documents of a segment match at most, as far as that costs nothing."""

    def match(self, segment: int) -> Match:
        """Return the documents of a segment that match, deleted ones among them."""


def nothing(scored: bool) -> Match:
    """Return the match of nothing."""
    return NO_DOCUMENTS, np.zeros(0, np.float32) if scored else None


def constant(documents: Array, score: float, scored: bool) -> Match:
    """Return documents that all score the same."""
    return documents, np.full(len(documents), score, np.float32) if scored else None


def restrict(node: Node, segment: int, documents: Array, total: int) -> tuple[Array, Array | None]:
    """Return which of some documents a node matches (booleans), and the scores of these."""
    chosen = getattr(node, "among", None)
    if chosen is not None:
        found: tuple[Array, Array | None] | None = chosen(segment, documents)
        if found is not None:
            return found
    matched, scores = node.match(segment)
    mask = np.zeros(total, np.bool_)
    mask[matched] = True
    kept = mask[documents]
    if scores is None:
        return kept, None
    dense = np.zeros(total, np.float32)
    dense[matched] = scores
    return kept, dense[documents[kept]]


class Nothing:
    """Matches no document."""

    def __init__(self, scored: bool) -> None:
        self._scored = scored

    def size(self, segment: int) -> int:
        """Return 0."""
        return 0

    def match(self, segment: int) -> Match:
        """Return no document."""
        return nothing(self._scored)


class AllOf:
    """Documents that match every child; scores are added."""

    def __init__(self, children: Sequence[Node], totals: Sequence[int], boost: float) -> None:
        self._children = children
        self._totals = totals
        self._boost = boost

    def size(self, segment: int) -> int:
        """Return the size of the smallest child."""
        return min(child.size(segment) for child in self._children)

    def match(self, segment: int) -> Match:
        """Begin with the rarest child, and look only at what it left in the others."""
        first, *others = sorted(self._children, key=lambda child: child.size(segment))
        documents, scores = first.match(segment)
        for child in others:
            if not len(documents):
                break
            kept, more = restrict(child, segment, documents, self._totals[segment])
            documents = documents[kept]
            if scores is not None and more is not None:
                scores = scores[kept] + more
        return documents, boosted(scores, self._boost)


class AnyOf:
    """Documents that match some child; scores are added."""

    def __init__(self, children: Sequence[Node], totals: Sequence[int], boost: float) -> None:
        self._children = children
        self._totals = totals
        self._boost = boost

    def size(self, segment: int) -> int:
        """Return the sizes of the children together."""
        return sum(child.size(segment) for child in self._children)

    def match(self, segment: int) -> Match:
        """Add up the children in one dense accumulator."""
        found = [child.match(segment) for child in self._children if child.size(segment)]
        found = [match for match in found if len(match[0])]
        if len(found) == 1:
            return found[0][0], boosted(found[0][1], self._boost)
        documents, scores = self._combine(found, self._totals[segment])
        return documents, boosted(scores, self._boost)

    def _combine(self, found: list[Match], total: int) -> Match:
        mask = np.zeros(total, np.bool_)
        for documents, _ in found:
            mask[documents] = True
        together = np.flatnonzero(mask)
        dense = np.zeros(total, np.float32)
        for documents, scores in found:
            if scores is None:
                return together, None
            dense[documents] += scores
        return together, dense[together]


class BestOf(AnyOf):
    """Documents that match some child; the best score counts, the others by ``tiebreak``."""

    def __init__(
        self, children: Sequence[Node], totals: Sequence[int], boost: float, tiebreak: float
    ) -> None:
        super().__init__(children, totals, boost)
        self._tiebreak = np.float32(tiebreak)

    def _combine(self, found: list[Match], total: int) -> Match:
        together, summed = super()._combine(found, total)
        if summed is None:
            return together, None
        best = np.full(total, -np.inf, np.float32)
        for documents, scores in found:
            if scores is not None:
                best[documents] = np.maximum(best[documents], scores)
        top = best[together]
        return together, top + self._tiebreak * (summed - top) if self._tiebreak else top


class Without:
    """Documents of one node that another does not match."""

    def __init__(self, wanted: Node, unwanted: Node, totals: Sequence[int]) -> None:
        self._wanted, self._unwanted, self._totals = wanted, unwanted, totals

    def size(self, segment: int) -> int:
        """Return the size of what is wanted."""
        return self._wanted.size(segment)

    def match(self, segment: int) -> Match:
        """Look for the unwanted among the wanted."""
        documents, scores = self._wanted.match(segment)
        held, _ = restrict(self._unwanted, segment, documents, self._totals[segment])
        return documents[~held], None if scores is None else scores[~held]


class Required:
    """Documents that match both nodes, with the scores of the first."""

    def __init__(self, scored: Node, required: Node, totals: Sequence[int]) -> None:
        self._scored, self._required, self._totals = scored, required, totals

    def size(self, segment: int) -> int:
        """Return the smaller size."""
        return min(self._scored.size(segment), self._required.size(segment))

    def match(self, segment: int) -> Match:
        """Look for the scored ones among the required."""
        required, _ = self._required.match(segment)
        kept, scores = restrict(self._scored, segment, required, self._totals[segment])
        return required[kept], scores


class Maybe:
    """Documents of one node; where the other matches too, its score is added."""

    def __init__(self, wanted: Node, optional: Node, totals: Sequence[int]) -> None:
        self._wanted, self._optional, self._totals = wanted, optional, totals

    def size(self, segment: int) -> int:
        """Return the size of what is wanted."""
        return self._wanted.size(segment)

    def match(self, segment: int) -> Match:
        """Look for the optional among the wanted."""
        documents, scores = self._wanted.match(segment)
        if scores is None or not len(documents):
            return documents, scores
        kept, more = restrict(self._optional, segment, documents, self._totals[segment])
        scores = scores.copy()
        if more is not None:
            scores[kept] += more
        return documents, scores


class Otherwise:
    """Documents of one node, or of the other where nothing that lives matches the first.

    ``lives`` says for each segment which documents are not deleted, None where all live.
    """

    def __init__(self, first: Node, second: Node, lives: Sequence[Array | None]) -> None:
        found = (first.match(segment)[0] for segment in range(len(lives)))
        alive = any(
            len(documents) and (live is None or live[documents].any())
            for documents, live in zip(found, lives, strict=True)
        )
        self._chosen = first if alive else second

    def size(self, segment: int) -> int:
        """Return the size of the node that was chosen."""
        return self._chosen.size(segment)

    def match(self, segment: int) -> Match:
        """Return the match of the node that was chosen."""
        return self._chosen.match(segment)


class Other:
    """Documents that a node does not match, deleted ones aside; all score 1, as in Whoosh."""

    def __init__(self, unwanted: Node, totals: Sequence[int], scored: bool) -> None:
        self._unwanted, self._totals, self._scored = unwanted, totals, scored

    def size(self, segment: int) -> int:
        """Return the number of documents of the segment."""
        return self._totals[segment]

    def match(self, segment: int) -> Match:
        """Return all documents but those."""
        mask = np.ones(self._totals[segment], np.bool_)
        mask[self._unwanted.match(segment)[0]] = False
        return constant(np.flatnonzero(mask), 1.0, self._scored)


class Constant:
    """Documents of a node, all with one score; without a node, all documents."""

    def __init__(
        self, child: Node | None, score: float, totals: Sequence[int], scored: bool
    ) -> None:
        self._child, self._score, self._totals, self._scored = child, score, totals, scored

    def size(self, segment: int) -> int:
        """Return the size of the node."""
        return self._totals[segment] if self._child is None else self._child.size(segment)

    def match(self, segment: int) -> Match:
        """Return the documents with the one score."""
        if self._child is None:
            documents = np.arange(self._totals[segment])
        else:
            documents = self._child.match(segment)[0]
        return constant(documents, self._score, self._scored)


class Held:
    """Documents whose columns pass a test: a mask for each segment; all score 0."""

    def __init__(self, masks: Sequence[Array], scored: bool) -> None:
        self._masks, self._scored = masks, scored
        self._sizes = [int(np.count_nonzero(mask)) for mask in masks]
        self.nbytes = sum(mask.nbytes for mask in masks)

    def size(self, segment: int) -> int:
        """Return the number of documents, which is known."""
        return self._sizes[segment]

    def match(self, segment: int) -> Match:
        """Return the documents of the mask."""
        return constant(np.flatnonzero(self._masks[segment]), 0.0, self._scored)

    def among(self, segment: int, documents: Array) -> tuple[Array, Array | None]:
        """Return which of some documents pass (booleans), and their scores."""
        kept = self._masks[segment][documents]
        return kept, np.zeros(np.count_nonzero(kept), np.float32) if self._scored else None


def boosted(scores: Array | None, boost: float) -> Array | None:
    """Return scores times a boost."""
    return scores if scores is None or boost == 1.0 else scores * np.float32(boost)
