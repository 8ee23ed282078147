"""Terms within an edit distance of a word: Levenshtein's table, for all candidates at once."""

from __future__ import annotations

import numpy as np

from index.engine.arrays import Array
from index.engine.lexicon import Lexicon

#: Larger distances find anything.
MAX_DISTANCE = 3


def near_terms(lexicon: Lexicon, word: str, distance: int, prefix: int) -> tuple[Array, Array]:
    """Return the terms within an edit distance (insert, delete, replace) of a word.

    Args:
        lexicon: the terms of a field.
        word: what was typed.
        distance: at most so many edits; no more than ``MAX_DISTANCE``.
        prefix: so many first characters must be the same.

    Returns:
        The numbers of the terms, int64 ascending, and their distances, uint8.
    """
    distance = max(0, min(distance, MAX_DISTANCE))
    first, last = lexicon.prefix(word[:prefix].encode("utf-8", "surrogatepass"))
    sizes = lexicon.sizes(first, last)
    low, high = max(len(word) - distance, 0), len(word) + distance
    # A code point takes one to four bytes: what is not plain ASCII may be longer in bytes.
    chosen = np.flatnonzero((sizes >= low) & (sizes <= 4 * high))
    if not len(chosen):
        return np.zeros(0, np.int64), np.zeros(0, np.uint8)
    numbers = first + chosen
    terms, lengths = _characters(lexicon, numbers, sizes[chosen], high)
    near = (lengths >= low) & (lengths <= high)
    found = np.flatnonzero(near)
    distances = _distances(terms[:, found], lengths[found], word, distance)
    kept = distances <= distance
    return numbers[found[kept]], distances[kept].astype(np.uint8)


def _characters(
    lexicon: Lexicon, numbers: Array, sizes: Array, longest: int
) -> tuple[Array, Array]:
    """Return the code points of terms, one column for each, and the length of each.

    Code points after the first ``longest`` are left out.
    """
    blob = np.frombuffer(lexicon.blob, np.uint8)
    starts = lexicon.starts[numbers].astype(np.int64)
    table = np.zeros((longest, len(numbers)), np.uint32)
    plain = np.ones(len(numbers), np.bool_)
    for row in range(int(min(longest, sizes.max()))):
        inside = row < sizes
        table[row] = np.where(inside, blob[np.where(inside, starts + row, 0)], 0)
        plain &= table[row] < 0x80
    lengths = sizes.copy()
    for column in np.flatnonzero(~plain).tolist():
        text = lexicon[int(numbers[column])].decode("utf-8", "replace")
        points = [ord(character) for character in text[:longest]]
        table[:, column] = points + [0] * (longest - len(points))
        lengths[column] = len(text)
    return table, lengths


def _distances(terms: Array, lengths: Array, word: str, limit: int) -> Array:
    """Return the distances of terms (code points × terms) to a word, those over the limit capped.

    Only the band of the table that can hold the limit is worked out (Ukkonen 1985).
    """
    rows, size = terms.shape
    over = np.uint8(limit + 1)
    before = np.full((rows + 1, size), over, np.uint8)
    before[: limit + 1] = np.arange(min(limit + 1, rows + 1), dtype=np.uint8)[:, None]
    for place, character in enumerate(word, 1):
        now = np.full((rows + 1, size), over, np.uint8)
        if place <= limit:
            now[0] = place
        for row in range(max(1, place - limit), min(rows, place + limit) + 1):
            changed = before[row - 1] + (terms[row - 1] != ord(character))
            moved = np.minimum(before[row], now[row - 1]) + np.uint8(1)
            now[row] = np.minimum(np.minimum(changed, moved), over)
        before = now
    return before[lengths, np.arange(size)]
