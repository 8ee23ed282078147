"""Inversion: from the occurrences of a batch, in the order of the text, to postings by term.

An occurrence is one unsigned 64-bit key, term number << 40 | document << 24 | position: one sort
of the keys is the inversion, and the postings are read off where the upper bits change.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engine.arrays import Array
from index.engine.postings import Inverted

TERM_SHIFT, DOCUMENT_SHIFT = 40, 24
#: Positions and documents that a key can hold; what stands further on in a text shares the last.
MAX_POSITION = (1 << DOCUMENT_SHIFT) - 1
MAX_DOCUMENTS = 1 << (TERM_SHIFT - DOCUMENT_SHIFT)
MAX_TERMS = 1 << (64 - TERM_SHIFT)
_CHUNK = 1 << 16


def keys_of(terms: Array, documents: Array, positions: Array) -> Array:
    """Return the keys of occurrences, uint64."""
    keys = terms.astype(np.uint64)
    keys <<= np.uint64(TERM_SHIFT - DOCUMENT_SHIFT)
    keys |= documents.astype(np.uint64)
    keys <<= np.uint64(DOCUMENT_SHIFT)
    keys |= np.minimum(positions, MAX_POSITION).astype(np.uint64)
    return keys


def name_terms(keys: Array, terms: Sequence[str | bytes]) -> tuple[list[bytes], Array]:
    """Return the terms that keys use, sorted, and the rank of each term number, uint64."""
    used = _used(keys, len(terms))
    named = sorted((terms[number], number) for number in used.tolist())
    rank = np.zeros(len(terms), np.uint64)
    rank[[number for _, number in named]] = np.arange(len(named), dtype=np.uint64)
    return [t.encode() if isinstance(t, str) else t for t, _ in named], rank


def invert(
    keys: Array, terms: list[bytes], rank: Array, lengths: Array | None, positions: bool
) -> Inverted:
    """Return the inverted index of a batch.

    Args:
        keys: uint64, in any order; sorted in place.
        terms: sorted, as ``name_terms`` gives them.
        rank: from there, too.
        lengths: the length of each document, or None where the field is not scored.
        positions: whether the field keeps them.
    """
    _rename(keys, rank)
    keys.sort()
    counts, docs, tfs = _postings(keys, len(terms))
    found = _positions(keys) if positions else None
    return Inverted(terms, counts, docs, tfs, found, lengths)


def _used(keys: Array, size: int) -> Array:
    flags = np.zeros(size, np.bool_)
    for start in range(0, len(keys), _CHUNK):
        flags[keys[start : start + _CHUNK] >> np.uint64(TERM_SHIFT)] = True
    return np.flatnonzero(flags)


def _rename(keys: Array, rank: Array) -> None:
    """Replace term numbers by their ranks, a chunk at a time to save memory."""
    rest = np.uint64((1 << TERM_SHIFT) - 1)
    shift = np.uint64(TERM_SHIFT)
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        part[:] = (rank[part >> shift] << shift) | (part & rest)


def _postings(keys: Array, terms: int) -> tuple[Array, Array, Array]:
    """Return document frequencies (int64), documents (uint16) and frequencies (uint32).

    Reads the keys a chunk at a time: they are the largest array there is, and are not copied.
    """
    counts = np.zeros(terms, np.int64)
    firsts, docs = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint16)]
    for start in range(0, len(keys), _CHUNK):
        pairs = keys[max(start - 1, 0) : start + _CHUNK] >> np.uint64(DOCUMENT_SHIFT)
        changed = np.flatnonzero(pairs[1:] != pairs[:-1]) + 1
        if start == 0:
            changed = np.concatenate([[0], changed])
        if len(changed):
            found = pairs[changed]
            numbers = (found >> np.uint64(TERM_SHIFT - DOCUMENT_SHIFT)).astype(np.int64)
            low = int(numbers[0])
            counts[low : int(numbers[-1]) + 1] += np.bincount(numbers - low)
            docs.append(found.astype(np.uint16))
            firsts.append((changed + max(start - 1, 0)).astype(np.uint32))
    first = np.concatenate(firsts)
    tfs = np.empty(len(first), np.uint32)
    np.subtract(first[1:], first[:-1], out=tfs[:-1])
    tfs[-1:] = len(keys) - first[-1:]
    return counts, np.concatenate(docs), tfs


def _positions(keys: Array) -> Array:
    """Return the positions of sorted keys, as narrow as they allow."""
    low = np.empty(len(keys), np.uint16)
    mask = np.uint64(MAX_POSITION)
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK] & mask
        if part.size and int(part.max()) > 0xFFFF:
            return (keys & mask).astype(np.uint32)
        low[start : start + _CHUNK] = part
    return low
