"""One search: from a ``Query`` to ``Results``, and from a page of results to ``Hit`` rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from whoosh import query as wq

from index.engine.interface import ColumnFilter, EngineSearcher, Ranking
from index.record import Record
from index.results import FacetValue, Hit, Results
from index.schema import TEXT_FIELDS, facet_column, unpack_record
from index.search.alike import alike
from index.search.asking import Ask, answer, corrected, sorted_search
from index.search.calling import clause_text
from index.search.explain import explain
from index.search.facets import facet_values, label_of
from index.search.filters import Labels, column_filters, settled
from index.search.language import Understood, understand
from index.search.marking import Marker
from index.search.notes import notes_of
from index.search.ordering import order_of, stated_of
from index.search.query import FACETS, Filter, Query
from index.search.ranking import topical
from index.search.snippets import card_snippet, snippet
from index.search.spelling import suggest
from index.search.telling import told_of
from index.search.tree import Node, clauses_in, has_words
from index.search.wording import joined, say

#: Facets whose values have names, so that one may be asked for that there is not.
_NAMED_VALUES = frozenset(FACETS) - {"year", "budget"}

#: So many of the words that records share are named, and of the clauses that hold for one.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Handle:
    """What a page of hits is made from: the snapshot that was searched, its ranking, the marks."""

    searcher: EngineSearcher
    ranking: Ranking
    marker: Marker
    labels: Labels
    language: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked of an engine for a query."""

    query: Query
    tree: wq.Query
    ask: Ask


class Search:
    """Searches one snapshot of an archive.

    Args:
        searcher: the snapshot.
        labels: the labels of the archive's own values.
        language: the language of labels and messages: "en", "fr" or "es".
    """

    def __init__(self, searcher: EngineSearcher, labels: Labels, language: str = "en") -> None:
        self._searcher = searcher
        self._labels = labels
        self._language = language

    def run(self, query: Query, cancelled: Callable[[], bool] | None = None) -> Results:
        """Search, for any query; see ``Archive.search``."""
        begin = time.perf_counter()
        understood = self._read(query.typed, query.stated_only)
        ask = self._ask(query, cancelled, latest_first=not has_words(understood.tree))
        found = answer(self._searcher, understood, query.words, ask)
        said = told_of(understood, found, self._language, self._labels)
        asked = _Asked(query, found.plan.query, ask)
        results = self._results(asked, found.ranking, found.tree, begin, said)
        total = found.whole if found.loosened else results.total
        mended = suggest(self._searcher, query.words, found.tree, found.corrections, total)
        return replace(results, suggestion=mended)

    def like(self, records: Sequence[Record], query: Query) -> Results:
        """Find records like some others; the filters and the order of *query* hold."""
        begin = time.perf_counter()
        asked = alike(self._searcher, records)
        ask = self._ask(query)
        ranking = sorted_search(self._searcher, asked.query, ask)
        said = say("alike", self._language, words=", ".join(asked.words[:_NAMED]))
        return self._results(
            _Asked(query, asked.query, ask),
            ranking,
            asked.tree,
            begin,
            said if asked.words else "",
        )

    def explain(self, record: Record, query: Query, place: int, total: int) -> tuple[str, ...]:
        """Return why a record is a hit, and the number *place* of *total*, in plain words."""
        tree = self.understand(query.typed).tree
        clauses = self._holding(record, tree, query.stated_only)
        return explain(record, tree, self._language, place, total, clauses)

    def _holding(self, record: Record, tree: Node | None, stated_only: bool) -> list[str]:
        """Return the clauses among the words that hold for a record, in the person's language."""
        number = self._searcher.docnum(record.id)
        asked = dict.fromkeys(clause.filters for clause in clauses_in(tree))
        holding = []
        for filters in [*asked][:_NAMED]:
            columns = column_filters(filters, self._labels, stated_only=stated_only)
            if number in self._searcher.search(wq.Every(), filters=columns).docs:
                holding.append(clause_text(filters, self._labels, self._language))
        return holding

    def _ask(
        self,
        query: Query,
        cancelled: Callable[[], bool] | None = None,
        *,
        latest_first: bool = False,
    ) -> Ask:
        """Return how to search beside the words; *latest_first* where nothing is scored."""
        sort = "-date" if latest_first and query.sort == "relevance" else query.sort
        return Ask(
            column_filters(query.filters, self._labels, stated_only=query.stated_only),
            tuple(facet_column(name, query.stated_only) for name in FACETS),
            order_of(sort, self._language),
            stated_of(sort) if query.stated_only else None,
            cancelled,
        )

    def _results(
        self, asked: _Asked, ranking: Ranking, tree: Node | None, begin: float, said: str
    ) -> Results:
        query = asked.query
        facets = self._facets(asked, ranking)
        inner = [item for clause in clauses_in(tree) for item in clause.filters]
        parts = [item for clause in clauses_in(tree, excluded=False) for item in clause.filters]
        missing = self._missing([*(() if ranking.total else query.filters), *parts], query)
        asked_for = replace(query, filters=(*query.filters, *inner))
        named = [clause_text([item], self._labels, self._language) for item in missing]
        notes = notes_of(asked_for, facets, named, self._language)
        return Results(
            query=query,
            total=ranking.total,
            seconds=time.perf_counter() - begin,
            facets=facets,
            handle=Handle(
                self._searcher,
                ranking,
                Marker(topical(tree), self._forms),
                self._labels,
                self._language,
            ),
            understood=joined((said, *notes)),
            settled=settled(query, self._labels),
        )

    def _facets(self, asked: _Asked, ranking: Ranking) -> dict[str, tuple[FacetValue, ...]]:
        """Return the values of every facet with their counts.

        An amount that is no band filters another column than the one that is counted, so that the
        bands are counted once more without it.
        """
        counts = dict(ranking.facets)
        others = [wanted for wanted in asked.ask.filters if wanted.column != "budget"]
        if len(others) < len(asked.ask.filters):
            bands = facet_column("budget")
            counts |= self._searcher.search(
                asked.tree, filters=others, facets=(bands,), cancelled=asked.ask.cancelled
            ).facets
        return {
            name: facet_values(
                name,
                counts[facet_column(name, asked.query.stated_only)],
                self._labels,
                self._language,
            )
            for name in FACETS
        }

    def _missing(self, filters: Sequence[Filter], query: Query) -> tuple[Filter, ...]:
        """Return those of some filters that ask for a value which no record of the archive has."""
        asked = [item for item in dict.fromkeys(filters) if item.facet in _NAMED_VALUES]
        asked = [item for item in asked if item.value is not None and not item.exclude]
        if not asked:
            return ()
        columns = {item.facet: facet_column(item.facet, query.stated_only) for item in asked}
        counts = self._searcher.search(wq.Every(), facets=tuple(columns.values())).facets
        return tuple(
            item
            for item in asked
            if not any(
                meant.value in counts[columns[item.facet]]
                for meant in settled(Query(filters=(item,)), self._labels).filters
            )
        )

    def understand(self, words: str) -> Understood:
        """Read the words of a query as this archive does: corrected, without function words."""
        understood = self._read(words)
        return replace(understood, tree=topical(corrected(self._searcher, understood)[0]))

    def _read(self, words: str, stated_only: bool = False) -> Understood:
        def columns(filters: Sequence[Filter]) -> Sequence[ColumnFilter]:
            return column_filters(filters, self._labels, stated_only=stated_only)

        return understand(words, self._has_label, columns)

    def _forms(self, term: str) -> Iterator[str]:
        return chain.from_iterable(self._searcher.forms(field, term) for field in TEXT_FIELDS)

    def _has_label(self, label: str) -> bool:
        return next(iter(self._searcher.terms("entry", f"{label}:")), None) is not None


def hits(handle: Handle, start: int, stop: int) -> tuple[Hit, ...]:
    """Return the rows *start* to *stop* of a ranking, with their snippets and spans."""
    docs, scores = (held.tolist() for held in handle.ranking.page(start, stop))
    return tuple(_hit(handle, doc, score) for doc, score in zip(docs, scores, strict=True))


def _hit(handle: Handle, docnum: int, score: float) -> Hit:
    record = unpack_record(handle.searcher.stored(docnum)["record"])
    shown, spans = _snippet(record, handle.marker)

    def label(facet: str, value: str) -> str:
        return label_of(facet, value, handle.labels, handle.language)

    return Hit(
        id=record.id,
        title=record.title,
        kind=record.kind,
        year=record.year,
        date=record.date,
        status=record.status,
        status_label=label("status", record.status) if record.status else None,
        region=record.region,
        region_labels=tuple(label("region", region) for region in record.region),
        countries=record.countries,
        language=record.language,
        identifier=next(iter(record.identifiers), None),
        score=round(score, 4),
        snippet=shown,
        spans=spans,
        title_spans=handle.marker.spans(record.title),
        path=record.path,
        inferred=record.inferred,
    )


def _snippet(record: Record, marker: Marker) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the best passages of the text; of the card when only the card matches."""
    shown, spans = snippet(record.body, marker)
    if not spans and record.card:
        from_card, card_spans = card_snippet(record.card, marker)
        if card_spans or not shown:
            return from_card, card_spans
    return shown, spans
