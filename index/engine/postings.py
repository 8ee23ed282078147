"""The inverted index of one field of a segment: arrays in term order, so that a term is a slice.

A *posting* is a term in a document: document number, term frequency (tf), positions. All postings
of term 0 come first, by document number, then those of term 1: a prefix is one slice, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from index.engine.arrays import Array, ArrayFile, ArrayWriter, offsets, ranges, smallest
from index.engine.lexicon import Lexicon, read_lexicon, write_lexicon

#: Frequencies of fields without positions are one byte; this one says "look into the table".
OVERFLOW = 255
#: Postings whose beginnings are worked out together.
_AT_ONCE = 1 << 18


@dataclass(slots=True)
class Inverted:
    """The inverted index of one field in memory, as it is written.

    ``counts`` is the document frequency of each term, ``docs`` and ``tfs`` one entry for each
    posting, ``positions`` one for each occurrence (None where the field has none), ``lengths`` one
    for each document of the segment (None where the field is not scored). ``weights`` (float32)
    and ``values`` stand in for ``tfs`` and ``positions`` where a Whoosh format stores more than
    these: boosts, characters.
    """

    terms: list[bytes]
    counts: Array
    docs: Array
    tfs: Array | None = None
    positions: Array | None = None
    lengths: Array | None = None
    weights: Array | None = None
    values: list[bytes] | None = None
    boost: float = 1.0

    def write(self, out: ArrayWriter, name: str) -> dict[str, Any]:
        """Write the arrays under the field's name; return what its reader must know."""
        write_lexicon(out, f"{name}", self.terms)
        out.add(f"{name}/post", offsets(self.counts).astype(np.uint32))
        out.add(f"{name}/docs", _narrow(self.docs))
        if self.tfs is not None:
            self._write_frequencies(out, name, self.tfs)
        last = 0
        if self.positions is not None:
            positions = self.positions
            last = int(positions.max()) if len(positions) else 0
            out.add(f"{name}/pos", _narrow(positions))
        if self.weights is not None:
            out.add(f"{name}/weights", self.weights.astype(np.float32))
        if self.values is not None:
            out.add(f"{name}/values", np.frombuffer(b"".join(self.values), np.uint8))
            sizes = np.fromiter(map(len, self.values), np.int64, len(self.values))
            out.add(f"{name}/valuestarts", offsets(sizes).astype(np.uint64))
        return {"last": last, **self._write_lengths(out, name)}

    def _beginnings(self, tfs: Array, occurrences: int) -> tuple[Array, Array]:
        """Return whether a posting begins at each occurrence, and where each term does (and ends).

        A part at a time: the beginnings of all postings at once would take more memory than they.
        """
        posts = offsets(self.counts)
        begins, terms = np.zeros(occurrences, np.bool_), np.full(len(posts), occurrences, np.int64)
        done = 0
        for first in range(0, len(tfs), _AT_ONCE):
            run = offsets(tfs[first : first + _AT_ONCE]) + done
            begins[run[:-1]] = True
            low, high = np.searchsorted(posts, (first, first + len(run) - 1))
            terms[low:high] = run[posts[low:high] - first]
            done = int(run[-1])
        return begins, terms

    def _write_frequencies(self, out: ArrayWriter, name: str, tfs: Array) -> None:
        if self.positions is not None:  # they tell frequencies by where a posting begins
            begins, terms = self._beginnings(tfs, len(self.positions))
            out.add(f"{name}/begins", np.packbits(begins, bitorder="little"))
            out.add(f"{name}/ppos", smallest(terms))
            return
        large = np.flatnonzero(tfs >= OVERFLOW)
        if len(tfs) and int(tfs.max()) > 1:
            out.add(f"{name}/tfs", np.minimum(tfs, OVERFLOW).astype(np.uint8))
        if len(large):
            out.add(f"{name}/tfat", large.astype(np.uint32))
            out.add(f"{name}/tfis", tfs[large].astype(np.uint32))

    def _write_lengths(self, out: ArrayWriter, name: str) -> dict[str, Any]:
        meta: dict[str, Any] = {"boost": self.boost}
        if self.lengths is not None:
            lengths = self.lengths
            out.add(f"{name}/lengths", smallest(lengths))
            stated = lengths[lengths > 0]
            meta["total"] = int(lengths.sum())
            meta["shortest"] = int(stated.min()) if len(stated) else 0
            meta["longest"] = int(stated.max()) if len(stated) else 0
        return meta


def _narrow(numbers: Array) -> Array:
    """Return numbers as uint16 where they fit, else as uint32."""
    fits = not len(numbers) or int(numbers.max()) <= 0xFFFF
    return numbers.astype(np.uint16 if fits else np.uint32, copy=False)


class FieldReader:
    """Read access to what ``Inverted.write`` wrote."""

    def __init__(self, file: ArrayFile, name: str, meta: dict[str, Any]) -> None:
        self.name = name
        self.meta = meta
        self.boost: float = meta.get("boost", 1.0)
        self._file = file
        self.lexicon: Lexicon = read_lexicon(file, name)
        self.post = file[f"{name}/post"]
        self.docs = file[f"{name}/docs"]
        self._tfs = file.get(f"{name}/tfs")
        self._begins = file.get(f"{name}/begins")
        self._large = file.get(f"{name}/tfat")
        self.weights = file.get(f"{name}/weights")
        self.positions = file.get(f"{name}/pos")
        self.lengths = file.get(f"{name}/lengths")
        if len(self.post) != len(self.lexicon) + 1 or int(self.post[-1]) != len(self.docs):
            raise file.damaged()

    @property
    def total(self) -> int:
        """The length of the field, all documents together."""
        return int(self.meta.get("total", 0))

    @property
    def last_position(self) -> int:
        """The largest position of any term."""
        return int(self.meta["last"])

    def span(self, first: int, last: int | None = None) -> tuple[int, int]:
        """Return the postings [start, end) of one term, or of the terms [first, last)."""
        return int(self.post[first]), int(self.post[first + 1 if last is None else last])

    def frequency(self, term: int) -> int:
        """Return the number of documents of a term, deleted ones among them."""
        start, end = self.span(term)
        return end - start

    def tfs(self, start: int, end: int) -> Array:
        """Return the frequencies of the postings [start, end) of whole terms, unsigned integers.

        A field with weights instead of frequencies gives float32.
        """
        if self.weights is not None:
            return self.weights[start:end]
        if self._begins is not None:
            return self._counted(self._begins, start, end)
        if self._tfs is None:
            return np.ones(end - start, np.uint8)
        tfs = self._tfs[start:end]
        if self._large is None:
            return tfs
        low, high = np.searchsorted(self._large, [start, end])
        if low == high:
            return tfs
        tfs = tfs.astype(np.uint32)
        tfs[self._large[low:high].astype(np.int64) - start] = self._file[f"{self.name}/tfis"][
            low:high
        ]
        return tfs

    def _counted(self, begins: Array, start: int, end: int) -> Array:
        """Return how many positions lie between the beginnings of postings, uint32.

        ``start`` and ``end`` must be where terms begin and end.
        """
        first, last = np.searchsorted(self.post, np.array([start, end], np.uint32))
        starts = self._starts(begins, int(first), int(last))
        return starts[1:] - starts[:-1]

    def starts(self, term: int) -> Array:
        """Return where the positions of each posting of a term begin, from 0 on, and their end.

        uint32, one more than the term has postings. The field must have positions.
        """
        if self._begins is None:
            raise ValueError(f"field {self.name} has no positions")
        return self._starts(self._begins, term, term + 1)

    def _starts(self, begins: Array, first: int, last: int) -> Array:
        """Return where the positions of each posting of the terms [first, last) begin."""
        low, high = self._occurrences(first, last)
        bits = begins[low >> 3 : (high + 7) >> 3]
        flags = np.unpackbits(bits, bitorder="little")[low & 7 : high - (low & ~7)]
        places = np.flatnonzero(flags.view(np.bool_))
        start, end = self.span(first, last)
        if len(places) != end - start:
            raise self._file.damaged()
        starts = np.empty(len(places) + 1, np.uint32)
        starts[:-1] = places
        starts[-1] = high - low
        return starts

    def _occurrences(self, first: int, last: int) -> tuple[int, int]:
        """Return the positions [low, high) of the terms [first, last)."""
        ends = self._file[f"{self.name}/ppos"]
        return int(ends[first]), int(ends[last])

    def positions_in(self, term: int, start: int, end: int) -> Array:
        """Return the positions [start, end) of a term, counted from its first occurrence on."""
        if self.positions is None:
            raise ValueError(f"field {self.name} has no positions")
        low, _ = self._occurrences(term, term + 1)
        return self.positions[low + start : low + end]

    def posting_weights(self, start: int, end: int) -> Array:
        """Return the weights of postings as Whoosh has them: frequencies times the boost."""
        tfs = self.tfs(start, end)
        return tfs if self.boost == 1.0 or self.weights is not None else tfs * self.boost

    def positions_of(
        self, term: int, starts: Array, chosen: Array | None = None
    ) -> tuple[Array, Array]:
        """Return positions of a term: how many each posting has (uint32), and all in a row.

        Args:
            term: its number.
            starts: what ``starts`` gives for it.
            chosen: which of its postings (places from 0 on), all where None.
        """
        if chosen is None:
            return starts[1:] - starts[:-1], self.positions_in(term, 0, int(starts[-1]))
        firsts = starts[chosen]
        counts = starts[chosen + 1] - firsts
        all_of_term = self.positions_in(term, 0, int(starts[-1]))
        return counts, all_of_term[ranges(firsts, counts)]

    def value(self, posting: int) -> bytes:
        """Return the bytes that a Whoosh format stored with a posting."""
        values = self._file.get(f"{self.name}/values")
        if values is None:
            return b""
        low, high = self._file[f"{self.name}/valuestarts"][posting : posting + 2]
        return values[int(low) : int(high)].tobytes()

    @property
    def has_values(self) -> bool:
        """Whether a Whoosh format stored bytes of its own with each posting."""
        return f"{self.name}/values" in self._file
