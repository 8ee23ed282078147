"""A snapshot of a plain Whoosh index: every hit ranked, filtered and counted by numpy columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq
from whoosh.scoring import BM25F

from index.analysis import Stems
from index.engine.interface import ColumnFilter, Ranking
from index.engine.stemterm import StemTerm
from index.engine.stock_columns import (
    CodeColumn,
    Mask,
    NumberColumn,
    load_column,
    passing,
    raw_values,
)
from index.engine.stock_terms import K1, B, MergedTerm
from index.errors import CancelledError
from index.schema import KEY_COLUMNS

#: Documents between two looks at the cancel flag.
_STEP = 2048


class StockSearcher:
    """Implements ``EngineSearcher`` on Whoosh's own searcher."""

    def __init__(self, index: Any) -> None:
        self._searcher = index.searcher(weighting=BM25F(B=B, K1=K1))
        self._size: int = self._searcher.doc_count_all()
        self.doc_count: int = self._searcher.doc_count()
        self._stems = Stems()
        self._live = np.zeros(self._size, dtype=np.bool_)
        self._columns: dict[str, CodeColumn | NumberColumn] = {}
        for leaf, offset in self._searcher.leaf_searchers():
            self._live[[offset + n for n in leaf.reader().all_doc_ids()]] = True
        self.forms = cache(self._forms)  # one lexicon walk per word and snapshot

    def search(
        self,
        query: wq.Query,
        *,
        filters: Sequence[ColumnFilter] = (),
        facets: Sequence[str] = (),
        sort: tuple[str, bool] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Ranking:
        """See ``EngineSearcher.search``."""
        docs, scores = self._evaluate(query, cancelled or (lambda: False))
        matched = np.zeros(self._size, dtype=np.bool_)
        matched[docs] = True
        masks = [
            (wanted.column, passing(self._column(wanted.column), wanted)) for wanted in filters
        ]
        counts = {name: self._count(name, matched, masks) for name in facets}
        kept = _all_of(matched, [mask for _, mask in masks])[docs]
        docs, scores = docs[kept], scores[kept]
        order = self._order(docs, scores, sort)
        return Ranking(docs[order], scores[order], counts)

    def stored(self, docnum: int) -> Mapping[str, Any]:
        """Return the stored fields of a document."""
        found: Mapping[str, Any] = self._searcher.stored_fields(int(docnum))
        return found

    def docnum(self, id: str) -> int | None:
        """Return the number of the document with this id."""
        found: int | None = self._searcher.document_number(id=id)
        return found

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with *prefix*, with their document frequency."""
        reader = self._searcher.reader()
        for term in reader.expand_prefix(field, prefix):
            yield term.decode(), reader.doc_frequency(field, term)

    def is_current(self) -> bool:
        """Tell whether nothing was committed since this snapshot."""
        return bool(self._searcher.up_to_date())

    def close(self) -> None:
        """Let the files go."""
        self._searcher.close()

    def _forms(self, field: str, term: str) -> list[str]:
        """Return the terms that share a stem; they also share their first two letters."""
        wanted = self._stems.of(term)
        reader = self._searcher.reader()
        if not wanted:
            return [term] if (field, term) in reader else []
        near = (form.decode() for form in reader.expand_prefix(field, term[:2]))
        return [form for form in near if form == term or wanted & self._stems.of(form)]

    def _evaluate(
        self, query: wq.Query, cancelled: Callable[[], bool]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return every matching document with its score, by document number."""
        if isinstance(query, wq.Every):
            docs = np.flatnonzero(self._live).astype(np.int64)
            return docs, np.zeros(len(docs), dtype=np.float32)
        bound = query.accept(self._bind)
        found: list[int] = []
        scores: list[float] = []
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = bound.matcher(leaf, self._searcher.context())
            while matcher.is_active():
                found.append(offset + matcher.id())
                scores.append(matcher.score())
                matcher.next()
                if len(found) % _STEP == 0 and cancelled():
                    raise CancelledError("the search was cancelled")
        docs = np.array(found, dtype=np.int64)
        kept = self._live[docs]
        return docs[kept], np.array(scores, dtype=np.float32)[kept]

    def _bind(self, query: wq.Query) -> wq.Query:
        if not isinstance(query, StemTerm):
            return query
        forms = list(self.forms(query.fieldname, query.text))
        return MergedTerm(self._searcher, query.fieldname, query.text, forms, query.boost)

    def _count(
        self, name: str, matched: Mask, masks: list[tuple[str, Mask]]
    ) -> dict[str | None, int]:
        column = self._column(name)
        if not isinstance(column, CodeColumn):
            raise TypeError(f"column “{name}” holds no codes to count")
        return column.counts(_all_of(matched, [mask for owner, mask in masks if owner != name]))

    def _order(
        self,
        docs: NDArray[np.int64],
        scores: NDArray[np.float32],
        sort: tuple[str, bool] | None,
    ) -> NDArray[np.int64]:
        """Return the places of the hits in the order asked for; ties stay by document number."""
        if sort is None:
            return np.argsort(-scores, kind="stable").astype(np.int64)
        name, descending = sort
        keys = self._sort_keys(name)[docs]
        missing = np.isnan(keys)
        return np.lexsort((-keys if descending else keys, missing)).astype(np.int64)

    def _sort_keys(self, name: str) -> NDArray[np.float64]:
        if name in KEY_COLUMNS:
            raw = np.array(raw_values(self._readers(), name), dtype=object)
            ranks = np.unique(raw, return_inverse=True)[1].astype(np.float64)
            ranks[raw == b""] = np.nan
            return ranks
        column = self._column(name)
        if not isinstance(column, NumberColumn):
            raise TypeError(f"column “{name}” holds no numbers to sort by")
        return column.values

    def _column(self, name: str) -> CodeColumn | NumberColumn:
        """Return a column, read from the files when it is first asked for."""
        if name not in self._columns:
            self._columns[name] = load_column(self._readers(), name)
        return self._columns[name]

    def _readers(self) -> list[Any]:
        return [leaf.reader() for leaf, _ in self._searcher.leaf_searchers()]


def _all_of(matched: Mask, masks: list[Mask]) -> Mask:
    for mask in masks:
        matched = matched & mask
    return matched
