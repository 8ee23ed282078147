"""The query for what columns hold, as a part of a tree of queries: it finds, and scores nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq
from whoosh.matching import ListMatcher, NullMatcher

from index.engine.interface import ColumnFilter
from index.engine.stock_columns import load_column
from index.engine.stock_columns import passing as stock_passing

#: What Whoosh's own matchers score instead of 0: its Or of several takes 0 for no match.
_LEAST = 1e-9

Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Both:
    """Passes where all of some tests pass; there is one at least."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Passes where any of some tests passes; there is one at least."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Neither:
    """Passes where a test does not."""

    test: Test


Test: TypeAlias = ColumnFilter | Both | Either | Neither


def holding(test: Test, passing: Callable[[ColumnFilter], Mask]) -> Mask:
    """Return which documents pass a test; *passing* tells it of a filter of one column."""
    match test:
        case Both(tests):
            every: Mask = np.logical_and.reduce([holding(one, passing) for one in tests])
            return every
        case Either(tests):
            some: Mask = np.logical_or.reduce([holding(one, passing) for one in tests])
            return some
        case Neither(inner):
            return ~holding(inner, passing)
    return passing(test)


class ColumnQuery(wq.Query):  # type: ignore[misc]  # Whoosh has no hints
    """Documents whose columns pass a test; all score 0, so that words alone rank.

    An engine tests a segment at once. Where only Whoosh evaluates it, its columns are read by
    Whoosh and the documents listed, with next to no score.
    """

    def __init__(self, test: Test) -> None:
        self.test = test
        self.boost = 1.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColumnQuery) and self.test == other.test

    def __hash__(self) -> int:
        return hash((ColumnQuery, self.test))

    def __repr__(self) -> str:
        return f"ColumnQuery({self.test!r})"

    __str__ = __repr__

    def normalize(self) -> ColumnQuery:
        """Return the query itself: it has no simpler form."""
        return self

    def estimate_size(self, ixreader: Any) -> int:
        """Return how many documents match at most."""
        return int(ixreader.doc_count_all())

    def estimate_min_size(self, ixreader: Any) -> int:
        """Return how many documents match at least."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher over the documents of one segment, deleted ones aside."""
        reader = searcher.reader()

        def passing(wanted: ColumnFilter) -> Mask:
            return stock_passing(load_column([reader], wanted.column), wanted)

        mask = holding(self.test, passing)
        return _listed([docnum for docnum in reader.all_doc_ids() if mask[docnum]])


class Unranked(wq.ConstantScoreQuery):  # type: ignore[misc]
    """Documents of a query that chooses like a column does; all score 0."""

    def __init__(self, child: wq.Query) -> None:
        super().__init__(child, 0.0)

    def apply(self, change: Callable[[Any], Any]) -> Unranked:
        """Return the same of the changed query."""
        return Unranked(change(self.child))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher over the documents: Whoosh's own would take a score of 0 for none."""
        return _listed(list(self.child.matcher(searcher, context).all_ids()))


def _listed(docs: list[int]) -> Any:
    return ListMatcher(docs, [_LEAST] * len(docs)) if docs else NullMatcher()
