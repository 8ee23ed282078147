"""Inversion: from the occurrences of a batch, in the order of the text, to postings by term.

An occurrence is one unsigned 64-bit key, term number << 40 | document << 24 | position. Texts are
inverted a *chunk* at a time, small enough for the processor's cache, into runs: the postings of one
term in one chunk. A batch is then inverted by sorting its runs, which are far fewer than its keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from index.engine.arrays import Array, ranges, slices, smallest
from index.engine.postings import Inverted

TERM_SHIFT, DOCUMENT_SHIFT = 40, 24
#: Positions and documents that a key can hold; what stands further on in a text shares the last.
MAX_POSITION = (1 << DOCUMENT_SHIFT) - 1
MAX_DOCUMENTS = 1 << (TERM_SHIFT - DOCUMENT_SHIFT)
MAX_TERMS = 1 << (64 - TERM_SHIFT)
#: Values that are put in order at once, in what memory is at hand: fresh pages cost more than that.
_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Runs:
    """The inverted index of a chunk, by term number.

    For each run its term (ascending), how many postings and how many occurrences it has; for each
    posting its document (uint16) and frequency; for each occurrence its position, or None.
    """

    terms: Array
    postings: Array
    occurrences: Array
    docs: Array
    tfs: Array
    positions: Array | None

    def kind(self, part: str) -> tuple[np.dtype[Any], int] | None:
        """Return type and number of a part's values, or None where there is no such part."""
        values: Array | None = getattr(self, part)
        return None if values is None else (values.dtype, len(values))

    def part(self, part: str) -> Array:
        """Return a part by its name."""
        values: Array = getattr(self, part)
        return values


class KeptRuns(Protocol):
    """Runs, in memory or elsewhere: only their terms are at hand, a part is read when needed."""

    @property
    def terms(self) -> Array:
        """The term of each run, by its number."""

    def kind(self, part: str) -> tuple[np.dtype[Any], int] | None:
        """Return type and number of a part's values, or None where there is no such part."""

    def part(self, part: str) -> Array:
        """Return a part by its name."""


def to_runs(keys: Array, positions: bool) -> Runs:
    """Invert a chunk.

    Args:
        keys: uint64; those of one term in the order of documents and positions.
        positions: whether the field keeps them.
    """
    keys = keys[_order((keys >> np.uint64(TERM_SHIFT)).astype(np.uint32))]
    pairs = keys >> np.uint64(DOCUMENT_SHIFT)
    firsts = _changes(pairs)
    pairs = pairs[firsts]
    owners = (pairs >> np.uint64(TERM_SHIFT - DOCUMENT_SHIFT)).astype(np.uint32)
    begins = _changes(owners)
    return Runs(
        owners[begins],
        _sizes(begins, len(owners)),
        _sizes(firsts[begins], len(keys)),
        pairs.astype(np.uint16),
        smallest(_sizes(firsts, len(keys))),
        smallest(keys.astype(np.uint32) & np.uint32(MAX_POSITION)) if positions else None,
    )


def name_terms(
    chunks: Sequence[KeptRuns], terms: Sequence[str] | Sequence[bytes]
) -> tuple[list[bytes], Array]:
    """Return the terms that chunks use, sorted, and the rank of each term number.

    The ranks are int64, -1 where a term is not used.
    """
    used = np.zeros(len(terms), np.bool_)
    for chunk in chunks:
        used[chunk.terms] = True
    order = sorted(np.flatnonzero(used).tolist(), key=terms.__getitem__)
    rank = np.full(len(terms), -1, np.int64)
    rank[order] = np.arange(len(order))
    named = [terms[number] for number in order]
    return [term.encode() if isinstance(term, str) else term for term in named], rank


def invert(
    chunks: list[KeptRuns], terms: list[bytes], rank: Array, lengths: Array | None
) -> Inverted:
    """Return the inverted index of a batch.

    Args:
        chunks: in the order of their documents; let go one after the other, to save memory.
        terms: sorted, as ``name_terms`` gives them.
        rank: from there, too.
        lengths: the length of each document, or None where the field is not scored.
    """
    ranks, counts = rank.astype(np.uint32), np.zeros(len(terms), np.int64)
    for chunk in chunks:  # no term has two runs in a chunk
        counts[ranks[chunk.terms]] += chunk.part("postings")
    order = _order(ranks[_joined(chunks, "terms", np.uint32)])
    postings = _joined(chunks, "postings", np.uint32)
    docs = _in_order(_joined(chunks, "docs", np.uint16), postings, order)
    tfs = _in_order(_joined(chunks, "tfs", np.uint8), postings, order)
    positions = None
    if chunks and chunks[0].kind("positions") is not None:
        occurrences = _joined(chunks, "occurrences", np.uint32)
        held = _joined(chunks, "positions", np.uint8)
        chunks.clear()
        positions = _in_order(held, occurrences, order)
    return Inverted(terms, counts, docs, tfs, positions, lengths)


def _order(numbers: Array) -> Array:
    """Return the stable order of uint32 numbers, by one or two of numpy's radix sorts: uint32."""
    order: Array = np.argsort(numbers.astype(np.uint16), kind="stable").astype(np.uint32)
    if len(numbers) and int(numbers.max()) > 0xFFFF:
        upper = (numbers >> np.uint32(16)).astype(np.uint16)[order]
        order = order[np.argsort(upper, kind="stable")]
    return order


def _changes(numbers: Array) -> Array:
    """Return the first place of each run of equal numbers, int64."""
    fresh = np.empty(len(numbers), np.bool_)
    fresh[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    return np.flatnonzero(fresh)


def _sizes(begins: Array, total: int) -> Array:
    """Return how far it is from each beginning to the next, uint32."""
    sizes = np.empty(len(begins), np.uint32)
    np.subtract(begins[1:], begins[:-1], out=sizes[:-1], casting="unsafe")
    sizes[-1:] = total - begins[-1:]
    return sizes


def _joined(chunks: Sequence[KeptRuns], part: str, empty: type) -> Array:
    """Return a part of all chunks in a row, in the narrowest type that holds each of them."""
    kinds = [kind for kind in (chunk.kind(part) for chunk in chunks) if kind is not None]
    dtype = np.result_type(empty, *[dtype for dtype, _ in kinds])
    joined: Array = np.empty(sum(size for _, size in kinds), dtype)
    done = 0
    for chunk, (_, size) in zip(chunks, kinds, strict=True):
        joined[done : done + size] = chunk.part(part)
        done += size
    return joined


def _in_order(values: Array, sizes: Array, order: Array) -> Array:
    """Return runs of values, of these sizes, in another order."""
    starts, sizes = _bounds(sizes)[:-1][order], sizes[order]
    out = np.empty(len(values), values.dtype)
    bounds = _bounds(sizes)
    for first, last in slices(bounds, _AT_ONCE):
        index = ranges(starts[first:last], sizes[first:last])
        values.take(index, out=out[bounds[first] : bounds[last]], mode="clip")
    return out


def _bounds(sizes: Array) -> Array:
    """Return what ``offsets`` returns, as uint32: a batch has fewer values than that counts."""
    bounds = np.zeros(len(sizes) + 1, np.uint32)
    np.cumsum(sizes, out=bounds[1:])
    return bounds
