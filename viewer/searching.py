"""Keeps the query and asks the archive: one search at a time, pages when they are painted.

Words come from the search field, filters from chips and facets; see ``models.querystate``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from index.errors import ArchiveDamagedError, FondsError
from index.results import FacetValue, Hit, Results
from index.search.query import Filter, Query
from index.values import label as value_label
from viewer.models.facets import is_range
from viewer.models.hits import PAGE
from viewer.models.querystate import STATED_ONLY, QueryState
from viewer.models.reading import Reading, read
from viewer.tasks import LATER, SOON, URGENT, ArchiveWorker, Readable, Ticket
from viewer.wording import language, not_stated

_PAGES_UNDER_WAY = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What one search gave: the results, the hits to paint first, how many records there are.

    ``archive`` is the archive's own name.

    ``repeated`` tells that the same was asked again after the archive changed; ``near`` are then
    the pages about the row that was in sight.
    """

    results: Results
    first: tuple[Hit, ...]
    records: int
    near: Mapping[int, tuple[Hit, ...]]
    repeated: bool = False
    archive: str = ""


class SearchController(QObject):
    """Turns what the person does into queries; its signals bring the answers."""

    query_changed = Signal(object)
    answered = Signal(object)
    failed = Signal(str)
    damaged = Signal(str)
    page_fetched = Signal(int, object)
    page_lost = Signal(int)
    counted = Signal(object, int)
    counted_bare = Signal(int)
    reading_ready = Signal(object, int)
    reading_failed = Signal(str)
    reading_renewed = Signal(object)
    explained = Signal(str, object)

    def __init__(self, worker: ArchiveWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._state = QueryState()
        self._like = ""
        self._results: Results | None = None
        self._search: Ticket | None = None
        self._reading: Ticket | None = None
        self._pages: dict[int, Ticket] = {}
        self._counts: list[Ticket] = []
        self._labels: dict[tuple[str, str], str] = {}

    @property
    def query(self) -> Query:
        """The query in force: what is typed, and the filters and order that are kept."""
        return self._state.query

    @property
    def text(self) -> str:
        """What stands in the search field."""
        return self._state.text

    @property
    def typed(self) -> tuple[Filter, ...]:
        """The filters that stand in the search field still."""
        return self._state.typed

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self._search is not None

    def set_query(self, query: Query, *, like: str = "") -> None:
        """Take a whole query: a session's, or an empty one."""
        self._like = like
        self._change(QueryState.of(query))

    def find_like(self, record_id: str) -> None:
        """Look for records like one, until something else is searched; filters narrow them."""
        self.set_query(Query(), like=record_id)

    def type_text(self, text: str) -> None:
        """Take what is being typed; search when it asks for something else than before."""
        before, self._state = self.query, replace(self._state, text=text)
        if self.query != before:
            self._like = ""
            self._ask()
        else:
            self.query_changed.emit(self.query)

    def commit_text(self, text: str) -> None:
        """Take what was typed; its clauses become filters that are kept."""
        before, self._state = self.query, replace(self._state, text=text)
        self._state = self._settled
        if self.query != before:
            self._like = ""
            self._ask()
        else:
            self.query_changed.emit(self.query)

    def add_filter(self, item: Filter) -> None:
        """Narrow by a facet value, or leave it out."""
        self._change(self._settled.with_filter(item))

    def remove_filter(self, item: Filter) -> None:
        """Take a filter away."""
        self._change(self._settled.without_filter(item))

    def narrow_facet(self, item: Filter) -> None:
        """Let one filter stand for its whole facet."""
        self._change(self._settled.narrowed(item))

    def clear_facet(self, facet: str) -> None:
        """Take all filters of one facet away."""
        self._change(self._settled.without_facet(facet))

    def clear_filters(self) -> None:
        """Take all filters away; the words stay."""
        self._change(self._settled.cleared())

    def turn_over(self, item: Filter) -> None:
        """Leave out what a filter asks for, or ask for what it leaves out."""
        self._change(self._settled.turned_over(item))

    def set_stated_only(self, on: bool) -> None:
        """Leave inferred values out, or let them in."""
        self._change(self._settled.with_stated_only(on))

    def set_sort(self, sort: str) -> None:
        """Order the list."""
        self._change(self._settled.ordered(sort))

    def turn_into_text(self, item: Filter) -> None:
        """Let a filter stand in the search field as it is typed."""
        self._state = self._settled.as_text(item)
        self.query_changed.emit(self.query)

    def settle(self) -> None:
        """Let typed clauses become filters that are kept; nothing else is searched by that."""
        self._state = self._settled
        self.query_changed.emit(self.query)

    def repeat(self, row: int = 0, *, only_if_grown: bool = False) -> None:
        """Search again, in what the archive holds by now; ``row`` is the one in sight."""
        self._ask(refresh=True, row=row, only_if_grown=only_if_grown)

    def fetch_page(self, page: int) -> None:
        """Read the hits of a page; the oldest request gives way when there are too many."""
        results = self._results
        if results is None:
            return
        while len(self._pages) >= _PAGES_UNDER_WAY:
            oldest = next(iter(self._pages))
            self._pages.pop(oldest).cancel()
            self.page_lost.emit(oldest)

        def work(archive: Readable, _ticket: Ticket) -> tuple[Hit, ...]:
            return _read_page(archive, results, page)

        def done(hits: tuple[Hit, ...]) -> None:
            self._pages.pop(page, None)
            self.page_fetched.emit(page, hits)

        def failed(error: FondsError) -> None:
            self._pages.pop(page, None)
            self.failed.emit(str(error))

        self._pages[page] = self._worker.submit(work, done, failed, urgency=SOON)

    def read(self, record_id: str, hit: int = 0) -> None:
        """Fetch a record for the reader; ``hit`` says which of its hits to go to (see the pane)."""
        if self._reading is not None:
            self._reading.cancel()
        query, words = self.query, language()

        def work(archive: Readable, _ticket: Ticket) -> Reading:
            return read(archive, query, record_id, words)

        self._reading = self._worker.submit(
            work,
            lambda reading: self.reading_ready.emit(reading, hit),
            lambda error: self.reading_failed.emit(str(error)),
            urgency=SOON,
        )

    def renew(self, record_id: str) -> None:
        """Fetch the record in the reader again after the archive changed, if it is still there."""
        query, words = self.query, language()

        def work(archive: Readable, _ticket: Ticket) -> Reading:
            return read(archive, query, record_id, words)

        self._worker.submit(work, self.reading_renewed.emit, urgency=LATER)

    def explain(self, hit: Hit, place: int, total: int) -> None:
        """Find out why a hit was found; ``explained`` brings its title and sentences."""
        query, words = self.query, language()

        def work(archive: Readable, _ticket: Ticket) -> list[str]:
            return archive.explain(hit, query, place, total, words)

        self._worker.submit(
            work,
            lambda told: self.explained.emit(hit.title, told),
            lambda error: self.failed.emit(str(error)),
            urgency=SOON,
        )

    def count_without_each(self) -> None:
        """Count what would be found without each filter in turn; ``counted`` brings them."""
        query = self.query
        for item in query.filters:
            self._counts.append(self._count(query.without_filter(item), item))
        if query.stated_only:
            self._counts.append(self._count(replace(query, stated_only=False), STATED_ONLY))
        if query.words and len(query.filters) + query.stated_only > 1:
            bare = self._state.cleared().query
            self._counts.append(self._count(bare, None))

    def facet_values(self, results: Results, facet: str) -> tuple[FacetValue, ...]:
        """Return the values of a facet, those that are asked for included even at zero."""
        values = results.facets.get(facet, ())
        known = {value.value for value in values}
        missing = [
            item.value
            for item in asked_by(results).filters
            if item.facet == facet and item.value not in known and not is_range(item)
        ]
        zeros = (
            FacetValue(code, not_stated() if code is None else self.label(facet, code), 0)
            for code in missing
        )
        return (*values, *zeros)

    def label(self, facet: str, code: str) -> str:
        """Return the words of a facet value."""
        known = self._labels.get((facet, code))
        return known or value_label(facet, code, language())

    def _count(self, query: Query, item: Filter | None) -> Ticket:
        def work(archive: Readable, ticket: Ticket) -> int:
            return archive.search(query, cancelled=ticket.cancelled).total

        def done(count: int) -> None:
            if item is None:
                self.counted_bare.emit(count)
            else:
                self.counted.emit(item, count)

        return self._worker.submit(work, done, urgency=LATER)

    @property
    def _settled(self) -> QueryState:
        """The state without typed clauses, in the archive's own codes where an answer told them."""
        state = self._state.settled()
        told = self._results is not None and self._results.query == state.query
        return state.named(asked_by(self._results)) if told and self._results else state

    def _change(self, state: QueryState) -> None:
        self._state = state
        self._ask()

    def _ask(self, *, refresh: bool = False, row: int = 0, only_if_grown: bool = False) -> None:
        self._drop_under_way()
        query, words, like = self.query, language(), self._like
        self.query_changed.emit(query)

        def work(archive: Readable, ticket: Ticket) -> Answer | None:
            if refresh and not archive.refresh() and only_if_grown:
                return None
            if like:
                results = archive.like([like], query, language=words)
            else:
                results = archive.search(query, cancelled=ticket.cancelled, language=words)
            first = archive.hits(results, 0, min(PAGE, results.total))
            pages = [page for page in (row // PAGE, row // PAGE + 1) if page and row]
            near = {page: _read_page(archive, results, page) for page in pages}
            return Answer(results, first, archive.record_count, near, refresh, archive.name)

        self._search = self._worker.submit(work, self._take, self._fail, urgency=URGENT)

    def _take(self, answer: Answer | None) -> None:
        if answer is None:
            self._search = None
            return
        self._drop_under_way()
        self._results = answer.results
        self._state = self._state.named(asked_by(answer.results))
        for facet, values in answer.results.facets.items():
            self._learn(facet, values)
        self.answered.emit(answer)

    def _fail(self, error: FondsError) -> None:
        self._search = None
        if isinstance(error, ArchiveDamagedError):
            self.damaged.emit(str(error))
        else:
            self.failed.emit(str(error))

    def _learn(self, facet: str, values: tuple[FacetValue, ...]) -> None:
        for value in values:
            if value.value is not None:
                self._labels[facet, value.value] = value.label

    def _drop_under_way(self) -> None:
        under_way = [*self._pages.values(), *self._counts]
        for ticket in [*under_way, *([self._search] if self._search else [])]:
            ticket.cancel()
        self._pages.clear()
        self._counts.clear()
        self._search = None


def asked_by(results: Results) -> Query:
    """Return the query of an answer, with the archive's own codes where it told them."""
    return results.settled or results.query


def _read_page(archive: Readable, results: Results, page: int) -> tuple[Hit, ...]:
    start = min(page * PAGE, results.total)
    return archive.hits(results, start, min(start + PAGE, results.total))
