"""The postings of one term as Whoosh walks them: over the same arrays, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar

from index.engine.postings import FieldReader


class PostingsMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no hints
    """Implements Whoosh's matcher of a term; all its postings are one block."""

    def __init__(
        self,
        field: FieldReader,
        number: int,
        format_: Any,
        term: tuple[str, bytes],
        scorer: Any = None,
        place: int = 0,
    ) -> None:
        self.format, self.scorer = format_, scorer
        self._field, self._number, self._term = field, number, term
        self._start, end = field.span(number)
        self._docs = field.docs[self._start : end]
        self._weights = field.posting_weights(self._start, end)
        self._place, self._end = place, len(self._docs)
        self._places: Any = None

    def is_active(self) -> bool:
        """Tell whether there is a posting to read."""
        return self._place < self._end

    def reset(self) -> None:
        """Go back to the first posting."""
        self._place = 0

    def copy(self) -> PostingsMatcher:
        """Return a matcher at the same posting."""
        held = (self._field, self._number, self.format, self._term, self.scorer, self._place)
        return PostingsMatcher(*held)

    def replace(self, minquality: float = 0) -> Any:
        """Return what may take the matcher's place: nothing, where no score is high enough."""
        if not self.is_active():
            return NullMatcher()
        if minquality and self.supports_block_quality() and self.max_quality() < minquality:
            return NullMatcher()
        return self

    def id(self) -> int:
        """Return the document."""
        if not self.is_active():
            raise ReadTooFar
        return int(self._docs[self._place])

    def all_ids(self) -> Iterator[int]:
        """Return all documents from here on."""
        return iter(self._docs[self._place :].tolist())

    def next(self) -> bool:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return not self.is_active()

    def skip_to(self, id: int) -> None:
        """Go to the first document that is not before this one."""
        if not self.is_active():
            raise ReadTooFar
        if id > int(self._docs[self._place]):
            self._place += int(np.searchsorted(self._docs[self._place :], id))

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the end where no score is high enough."""
        if self.is_active() and self.block_quality() <= minquality:
            self._place = self._end
            return 1
        return 0

    def weight(self) -> float:
        """Return the weight of the posting."""
        return float(self._weights[self._place])

    def block_min_length(self) -> int:
        """Return the length of the shortest field with the term."""
        lengths = self._field.lengths
        return 0 if lengths is None else int(lengths[self._docs].min())

    def block_max_length(self) -> int:
        """Return the length of the longest field with the term."""
        lengths = self._field.lengths
        return 0 if lengths is None else int(lengths[self._docs].max())

    def block_max_weight(self) -> float:
        """Return the largest weight of a posting."""
        return float(self._weights.max())

    def block_max_id(self) -> int:
        """Return the last document."""
        return int(self._docs[-1])

    def value(self) -> bytes:
        """Return the posting's value as its format writes it."""
        if self._field.has_values:
            return self._field.value(self._start + self._place)
        if self.format.supports("positions") and self._field.positions is not None:
            return bytes(self.format.encode(self._positions()))
        if type(self.format) is formats.Frequency:
            frequency = int(self._field.tfs(*self._posting())[0])
            return frequency.to_bytes(4, "big")
        return b""

    def value_as(self, astype: str) -> Any:
        """Return the posting's value as a type that its format knows."""
        if astype == "positions" and self._field.positions is not None:
            return self._positions()
        return super().value_as(astype)

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """Yield the documents from here on with their values."""
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    def _posting(self) -> tuple[int, int]:
        return self._start + self._place, self._start + self._place + 1

    def _positions(self) -> list[int]:
        """Return the positions of the posting."""
        if self._places is None:
            self._places = self._field.starts(self._number)
        start, end = (int(at) for at in self._places[self._place : self._place + 2])
        found: list[int] = self._field.positions_in(self._number, start, end).tolist()
        return found
