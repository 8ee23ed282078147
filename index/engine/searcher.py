"""A snapshot of a columnar index: searched, filtered, counted and sorted by array operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import query as wq
from whoosh.scoring import BM25F

from index.engine.arrays import Array, counts
from index.engine.compiling import Compiler
from index.engine.expansion import Expansion
from index.engine.facets import FacetCounter, passing
from index.engine.fuzzy import near_terms
from index.engine.guard import guarded
from index.engine.interface import ColumnFilter, Ranking
from index.engine.lexicon import merge_terms
from index.engine.nodes import Match
from index.engine.ranking import LazyRanking
from index.engine.segment import FondsSegment
from index.engine.segmentfile import SegmentFile
from index.engine.statistics import K1, B, Statistics, View
from index.errors import ArchiveDamagedError, CancelledError


class ColumnarSearcher:
    """Implements ``EngineSearcher``.

    Args:
        folder: where the segments' files are.
        segments: the contents of the index.
        schema: its schema.
        is_current: tells whether nothing was committed since.
        whoosh: opens Whoosh's own reader of the same segments, where it is needed.
    """

    def __init__(
        self,
        folder: Path,
        segments: Sequence[FondsSegment],
        schema: Any,
        is_current: Callable[[], bool],
        whoosh: Callable[[], Any],
    ) -> None:
        self._views: list[View] = []
        base = 0
        for segment in segments:
            file = SegmentFile.open(folder / segment.filename)
            if file.documents != segment.doc_count_all():
                raise ArchiveDamagedError(f"“{segment.filename}” of the index is damaged")
            live = None if segment.deleted is None else ~segment.deleted
            self._views.append(View(file, base, live))
            base += file.documents
        self.doc_count = sum(segment.doc_count() for segment in segments)
        self._bases = np.array([view.base for view in self._views], np.int64)
        self._size = base
        self._schema = schema
        self._is_current = is_current
        self._whoosh = whoosh
        self._open_whoosh: Any = None
        self._stats = Statistics(self._views, schema)
        self._counter = FacetCounter(self._views)
        self._expansion = Expansion(self._stats)
        self._sort_keys = cache(self._make_sort_keys)
        self._masks: dict[ColumnFilter, list[Array]] = {}

    def search(
        self,
        query: wq.Query,
        *,
        filters: Sequence[ColumnFilter] = (),
        facets: Sequence[str] = (),
        sort: tuple[str, bool] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Ranking:
        """See ``EngineSearcher.search``.

        Raises:
            ArchiveDamagedError: a file of the index is damaged.
            QueryError: the query asks for something out of bounds.
        """
        stop = cancelled or _never
        with guarded():
            found = self._evaluate(query, sort is None, stop)
            held = [
                self._filtered(number, found[number][0], filters) for number in range(len(found))
            ]
            facet_counts = self._count(facets, filters, [of for _, of in held], stop)
            docs, scores = self._gather(found, [kept for kept, _ in held])
            keys = scores if sort is None else self._sort_keys(*sort)[docs]
        return LazyRanking(docs, scores, keys, facet_counts)

    def stored(self, docnum: int) -> Mapping[str, Any]:
        """Return the stored fields of a document."""
        with guarded():
            view = self._views[int(np.searchsorted(self._bases, docnum, side="right")) - 1]
            return view.file.stored.values(int(docnum) - view.base)

    def docnum(self, id: str) -> int | None:
        """Return the number of the document with this id."""
        with guarded():
            for number, view in enumerate(self._views):
                field = self._stats.field("id", number)
                term = -1 if field is None else field.lexicon.find(id.encode("utf-8", "replace"))
                if field is None or term < 0:
                    continue
                for local in field.docs[slice(*field.span(term))].tolist():
                    if view.live is None or view.live[local]:
                        return int(view.base + local)
        return None

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with *prefix*, with their document frequency."""
        found: dict[bytes, int] = {}
        with guarded():
            for number in range(len(self._views)):
                reader = self._stats.field(field, number)
                if reader is not None:
                    first, last = reader.lexicon.prefix(prefix.encode("utf-8", "replace"))
                    sizes = counts(reader.post[first : last + 1]).tolist()
                    for term, size in zip(reader.lexicon.slice(first, last), sizes, strict=True):
                        found[term] = found.get(term, 0) + size
        for term in sorted(found):
            yield term.decode("utf-8", "replace"), found[term]

    def forms(self, field: str, term: str) -> Sequence[str]:
        """Return the terms of a field that share a stem with *term*, or are equal to it."""
        with guarded():
            return self._expansion.form_texts(field, term)

    def frequency(self, field: str, term: str) -> int:
        """Return in how many documents a term stands, deleted ones among them."""
        found = 0
        with guarded():
            for segment, number in enumerate(self._expansion.term(field, term)):
                reader = self._stats.field(field, segment)
                found += 0 if reader is None or number < 0 else reader.frequency(number)
        return found

    def frequent(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """Return the terms that begin with *prefix* and stand in most documents, with how many."""
        found: dict[bytes, int] = {}
        with guarded():
            for number in range(len(self._views)):
                reader = self._stats.field(field, number)
                if reader is None:
                    continue
                first, last = reader.lexicon.prefix(prefix.encode("utf-8", "replace"))
                sizes = counts(reader.post[first : last + 1])
                best = np.arange(len(sizes))
                if len(sizes) > 4 * most:  # more than asked for: another segment may differ
                    best = np.argpartition(sizes, len(sizes) - 4 * most)[-4 * most :]
                for place in best.tolist():
                    term = reader.lexicon[first + place]
                    found[term] = found.get(term, 0) + int(sizes[place])
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [(term.decode("utf-8", "replace"), size) for term, size in ranked]

    def example(self, field: str, term: str) -> int | None:
        """Return the number of a document that holds a term, None when none does."""
        with guarded():
            for segment, number in enumerate(self._expansion.term(field, term)):
                reader = self._stats.field(field, segment)
                if reader is not None and number >= 0:
                    view = self._views[segment]
                    for local in reader.docs[slice(*reader.span(number))][:64].tolist():
                        if view.live is None or view.live[local]:
                            return int(view.base + local)
        return None

    def similar(
        self, field: str, word: str, distance: int, prefix: int = 0
    ) -> list[tuple[str, int, int]]:
        """Return the terms within an edit distance: text, distance, document frequency."""
        found: dict[str, tuple[int, int]] = {}
        with guarded():
            for number in range(len(self._views)):
                reader = self._stats.field(field, number)
                if reader is None:
                    continue
                numbers, distances = near_terms(reader.lexicon, word, distance, prefix)
                for at, apart in zip(numbers.tolist(), distances.tolist(), strict=True):
                    text = reader.lexicon[at].decode("utf-8", "replace")
                    known = found.get(text, (apart, 0))[1]
                    found[text] = (apart, known + reader.frequency(at))
        return [(text, apart, count) for text, (apart, count) in sorted(found.items())]

    def is_current(self) -> bool:
        """Tell whether nothing was committed since this snapshot."""
        return self._is_current()

    def close(self) -> None:
        """Let the files go."""
        if self._open_whoosh is not None:
            self._open_whoosh.close()
            self._open_whoosh = None
        self._views.clear()
        self._stats.kept.clear()

    def _evaluate(
        self, query: wq.Query, scored: bool, cancelled: Callable[[], bool]
    ) -> list[Match]:
        """Return the match of each segment, without the deleted documents."""
        compiler = Compiler(self._stats, self._leaves, scored, cancelled, self._expansion)
        node = compiler.compile(query)
        found: list[Match] = []
        for number, view in enumerate(self._views):
            _look(cancelled)
            documents, scores = node.match(number)
            if view.live is not None:
                alive = view.live[documents]
                documents = documents[alive]
                scores = None if scores is None else scores[alive]
            found.append((documents, scores))
        return found

    def _leaves(self) -> list[Any]:
        """Return Whoosh's own searcher of each segment."""
        if self._open_whoosh is None:
            self._open_whoosh = self._whoosh().searcher(weighting=BM25F(B=B, K1=K1))
        return [leaf for leaf, _ in self._open_whoosh.leaf_searchers()]

    def _filtered(
        self, number: int, documents: Array, filters: Sequence[ColumnFilter]
    ) -> tuple[Array | None, Callable[[str], Array]]:
        """Return which documents pass all filters, and those that pass all but a column's own."""
        passed = [(wanted.column, self._mask(wanted)[number][documents]) for wanted in filters]
        if not passed:
            return None, lambda name: documents
        every = np.logical_and.reduce([mask for _, mask in passed])
        filtered = documents[every]

        def but(name: str) -> Array:
            others = [mask for owner, mask in passed if owner != name]
            if len(others) == len(passed):
                return filtered
            return documents[np.logical_and.reduce(others)] if others else documents

        return every, but

    def _count(
        self,
        facets: Sequence[str],
        filters: Sequence[ColumnFilter],
        held: Sequence[Callable[[str], Array]],
        cancelled: Callable[[], bool],
    ) -> dict[str, Mapping[str | None, int]]:
        """Count facets; those without a filter of their own are over the same documents."""
        filtered = {wanted.column for wanted in filters}
        found: dict[str, Mapping[str | None, int]] = {}
        for name in filtered.intersection(facets):
            _look(cancelled)
            found |= self._counter.counts([name], [of(name) for of in held])
        rest = [name for name in facets if name not in filtered]
        _look(cancelled)
        return found | self._counter.counts(rest, [of("") for of in held])

    def _mask(self, wanted: ColumnFilter) -> list[Array]:
        """Return for each segment which documents pass a filter; kept for the next search."""
        if wanted not in self._masks:
            if len(self._masks) >= 64:
                self._masks.clear()
            self._masks[wanted] = [passing(view.file, wanted) for view in self._views]
        return self._masks[wanted]

    def _gather(self, found: Sequence[Match], kept: Sequence[Array | None]) -> tuple[Array, Array]:
        """Return the documents and scores of all segments, int64 and float32."""
        docs, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for view, (documents, held), mask in zip(self._views, found, kept, strict=True):
            chosen = documents if mask is None else documents[mask]
            docs.append(chosen + view.base)
            if held is None:
                scores.append(np.zeros(len(chosen), np.float32))
            else:
                scores.append(held if mask is None else held[mask])
        return np.concatenate(docs), np.concatenate(scores)

    def _make_sort_keys(self, name: str, largest_first: bool) -> Array:
        """Return what orders documents by a column, the largest first, float64.

        Documents without a value come last in either direction.
        """
        keys = [np.zeros(0)]
        ranks = self._ranks(name)
        for number, view in enumerate(self._views):
            numbers = view.file.numbers(name) if ranks is None else ranks[number]
            held = np.full(view.documents, np.nan) if numbers is None else numbers
            keys.append(held.astype(np.float64))
        joined = np.concatenate(keys)
        if not largest_first:
            joined = -joined
        joined[np.isnan(joined)] = -np.inf
        return joined

    def _ranks(self, name: str) -> list[Array] | None:
        """Return for each segment the ranks of a column of codes over all, NaN where not stated."""
        columns = [view.file.codes(name) for view in self._views]
        if all(column is None for column in columns):
            return None
        lists = [[] if c is None else c.codes.slice(0, len(c.codes)) for c in columns]
        _, places = merge_terms(lists)
        ranks = []
        for view, column, place in zip(self._views, columns, places, strict=True):
            table = np.concatenate([[np.nan], place.astype(np.float64)])
            if column is None:
                ranks.append(np.full(view.documents, np.nan))
            elif column.starts is None:
                ranks.append(table[column.numbers])
            else:  # the first code of those that a document has
                firsts = np.minimum(column.starts[:-1], max(len(column.numbers) - 1, 0))
                held = np.append(column.numbers, 0)[firsts.astype(np.int64)]
                ranks.append(table[np.where(counts(column.starts) == 0, 0, held)])
        return ranks


def _never() -> bool:
    return False


def _look(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError("the search was cancelled")
