"""What an engine offers to the archive: an index, its one writer, its immutable searchers.

``StockIndex`` (plain Whoosh) and the columnar index are both read through these types; nobody
outside ``index.engine`` knows which one stands behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq
from whoosh.fields import Schema

#: A closed range of numbers; None leaves that end open.
Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What a column must hold.

    A record passes when it holds one of ``include`` or a number within one of ``ranges`` (or when
    both are empty), and none of ``exclude`` and ``exclude_ranges``. The value None means "not
    stated". A range on a column of codes reads the codes as numbers.
    """

    column: str
    include: tuple[str | None, ...] = ()
    exclude: tuple[str | None, ...] = ()
    ranges: tuple[Range, ...] = ()
    exclude_ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """All hits of a search, best first.

    ``docs`` is int64 document numbers of the searcher that made it, ``scores`` float32 beside it.
    ``facets`` maps a column to the count of each of its codes (None: not stated) over the hits
    that pass every filter but those of that column.
    """

    docs: NDArray[np.int64]
    scores: NDArray[np.float32]
    facets: Mapping[str, Mapping[str | None, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of hits; cheaper than ``len(docs)`` where hits are ordered when looked at."""
        return len(self.docs)

    def page(self, start: int, stop: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the hits [start, stop) with their scores; the first page may cost no full sort."""
        return self.docs[start:stop], self.scores[start:stop]


class EngineSearcher(Protocol):
    """An immutable snapshot of an index, for one thread at a time."""

    doc_count: int

    def search(
        self,
        query: wq.Query,
        *,
        filters: Sequence[ColumnFilter] = (),
        facets: Sequence[str] = (),
        sort: tuple[str, bool] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Ranking:
        """Rank every hit: by score, or by a column (name, descending), records without it last.

        Raises:
            CancelledError: ``cancelled`` answered True between two steps.
        """

    def stored(self, docnum: int) -> Mapping[str, Any]:
        """Return the stored fields of a document: ``id`` and ``record``."""

    def docnum(self, id: str) -> int | None:
        """Return the number of the document with this id."""

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with *prefix*, with their document frequency."""

    def forms(self, field: str, term: str) -> Sequence[str]:
        """Return the terms of a field that share a stem with *term*, or are equal to it."""

    def frequency(self, field: str, term: str) -> int:
        """Return in how many documents a term stands, 0 when the field does not have it."""

    def frequent(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """Return the terms that begin with *prefix* and stand in most documents, with how many."""

    def example(self, field: str, term: str) -> int | None:
        """Return the number of a document that holds a term, None when none does."""

    def similar(
        self, field: str, word: str, distance: int, prefix: int = 0
    ) -> list[tuple[str, int, int]]:
        """Return the terms within an edit distance: text, distance, document frequency.

        The first *prefix* letters must agree.
        """

    def is_current(self) -> bool:
        """Tell whether nothing was committed since this snapshot."""

    def close(self) -> None:
        """Let the files go."""


class EngineWriter(Protocol):
    """The one writer of an index; what is not committed is lost when it ends."""

    def add(self, document: Mapping[str, Any]) -> None:
        """Add a document with the keys of the schema; it replaces the one with the same id."""

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the documents with these ids; unknown ids are none of its business."""

    def commit(self) -> None:
        """Make everything since the last commit durable and visible, all or nothing."""

    def cancel(self) -> None:
        """Forget everything since the last commit."""

    def close(self) -> None:
        """End writing; what was not committed is forgotten."""


class EngineIndex(Protocol):
    """An index in a folder of its own."""

    @classmethod
    def create(cls, folder: Path, schema: Schema) -> Self:
        """Make an empty index."""

    @classmethod
    def open(cls, folder: Path, schema: Schema) -> Self:
        """Open an index.

        Raises:
            ArchiveMissingError: there is none.
            ArchiveDamagedError: its files cannot be read.
        """

    def writer(self) -> EngineWriter:
        """Begin writing.

        Raises:
            ArchiveBusyError: another process writes.
        """

    def searcher(self) -> EngineSearcher:
        """Return a snapshot of what is committed.

        Raises:
            ArchiveDamagedError: the files cannot be read.
        """

    def check(self) -> list[str]:
        """Return one plain sentence for each damaged file; none when all is well."""
