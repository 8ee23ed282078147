"""Search, filter, list, read: carries what the panes say to the search, and answers back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from index.record import Record
from index.results import Hit
from index.search.query import FACETS, Filter, Query
from viewer.layout import Layout
from viewer.models.chips import Chip, chips_of
from viewer.models.hits import PAGE
from viewer.models.reading import Reading
from viewer.searching import Answer, SearchController, asked_by

#: Time for the keys to rest before the record in the reader is marked anew.
_MARK_AFTER_MS = 250


class Browsing(QObject):
    """Joins a layout to a search controller."""

    reading_changed = Signal(object)
    failed = Signal(str)
    searched = Signal(str)

    def __init__(
        self, layout: Layout, search: SearchController, importing: Callable[[], bool]
    ) -> None:
        super().__init__(layout)
        self._layout = layout
        self._search = search
        self._importing = importing
        self._answer: Answer | None = None
        self._wanted_row = -1
        self._wanted_id = ""
        self._wanted_hit = 0
        self._entering = False
        self._marked_for = Query()
        self._mark_again = QTimer(self)
        self._mark_again.setSingleShot(True)
        self._mark_again.setInterval(_MARK_AFTER_MS)
        self._mark_again.timeout.connect(self._mark_reading)
        self._wire_search()
        self._wire_panes()

    @property
    def record(self) -> Record | None:
        """The record in the reader."""
        reading = self._layout.reader.reading
        return reading.record if reading is not None else None

    @property
    def answer(self) -> Answer | None:
        """The answer that is shown."""
        return self._answer

    @property
    def archive(self) -> str:
        """The archive's own name, once it has answered."""
        return self._answer.archive if self._answer is not None else ""

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """The rows of the answer that are chosen."""
        return self._layout.list.chosen_rows

    def restore(self, query: Query, record_id: str) -> None:
        """Go on where a session ended."""
        self._wanted_id = record_id
        self._search.set_query(query)

    def repeat(self, *, only_if_grown: bool = False) -> None:
        """Search again after the archive changed; place and selection are kept."""
        top = self._layout.list.indexAt(QPoint(0, 0)).row()
        self._search.repeat(max(0, top), only_if_grown=only_if_grown)

    def explain(self) -> None:
        """Ask why the record in the reader was found; ``explained`` brings the sentences."""
        if self.record is None or self._answer is None:
            return
        row = self._layout.hits.row_of(self.record.id)
        hit = self._layout.hits.hit(row) if row is not None else None
        if hit is None or row is None:
            self.failed.emit(self.tr("This record is not among those that were found."))
        else:
            self._search.explain(hit, row + 1, self._answer.results.total)

    def find_like(self) -> None:
        """Look for records like the one in the reader."""
        if self.record is not None:
            self._search.find_like(self.record.id)

    def walk_hit(self, step: int) -> None:
        """Go to the next hit (1) or the previous one (-1), on into the next record."""
        if self.record is None:
            self._walk_on(step)
        else:
            self._layout.reader.walk(step)

    def walk_record(self, step: int) -> None:
        """Go to the next record of the list (1) or the previous one (-1)."""
        self._layout.list.go_to(max(0, self._layout.list.row + step))

    def _wire_search(self) -> None:
        search, layout = self._search, self._layout
        search.query_changed.connect(self._on_query_changed)
        search.answered.connect(self._on_answered)
        search.page_fetched.connect(self._on_page_fetched)
        search.page_lost.connect(layout.hits.forget_page)
        search.counted.connect(layout.nothing.set_count)
        search.counted_bare.connect(layout.nothing.set_bare_count)
        search.reading_ready.connect(self._on_reading_ready)
        search.reading_renewed.connect(self._on_reading_renewed)
        search.reading_failed.connect(self.failed)
        search.failed.connect(self.failed)

    def _wire_panes(self) -> None:
        search, layout = self._search, self._layout
        bar, chips = layout.header.query_bar, layout.header.chip_bar
        bar.text_changed.connect(search.type_text)
        bar.text_committed.connect(self._on_committed)
        bar.sort_chosen.connect(search.set_sort)
        bar.list_wanted.connect(self._enter_list)
        chips.removed.connect(search.remove_filter)
        chips.cleared.connect(search.clear_filters)
        chips.spelling_chosen.connect(self._on_spelling_chosen)
        chips.turned_over.connect(search.turn_over)
        chips.text_wanted.connect(self._on_text_wanted)
        chips.filter_wanted.connect(search.settle)
        layout.facets.filter_added.connect(search.add_filter)
        layout.facets.filter_removed.connect(search.remove_filter)
        layout.facets.facet_narrowed.connect(search.narrow_facet)
        layout.facets.facet_cleared.connect(search.clear_facet)
        layout.facets.stated_only_wanted.connect(search.set_stated_only)
        layout.nothing.spelling_chosen.connect(self._on_spelling_chosen)
        layout.nothing.filter_dropped.connect(search.remove_filter)
        layout.nothing.filters_cleared.connect(search.clear_filters)
        layout.hits.page_wanted.connect(search.fetch_page)
        layout.list.row_chosen.connect(self._on_row_chosen)
        layout.list.reading_wanted.connect(layout.reader.view.setFocus)
        layout.list.search_wanted.connect(bar.take_focus)
        layout.reader.hits_passed.connect(self._walk_on)
        layout.reader.record_wanted.connect(self._on_record_wanted)

    def _on_query_changed(self, query: Query) -> None:
        header = self._layout.header
        header.query_bar.set_text(self._search.text)
        header.query_bar.set_sort(query.sort)
        header.chip_bar.set_chips(self._chips(query))
        self._layout.facets.set_stated_only(query.stated_only)

    def _on_committed(self, text: str) -> None:
        self._search.commit_text(text)
        self._tell_searched()
        self._enter_list()

    def _tell_searched(self) -> None:
        """Say that the search in force was meant: it was sent off, or a record of it opened."""
        self.searched.emit(self._search.query.to_text())

    def _on_text_wanted(self, item: Filter) -> None:
        """Put a filter into the search field, the cursor behind it."""
        self._search.turn_into_text(item)
        self._layout.header.query_bar.field.setFocus()

    def _on_spelling_chosen(self, words: str) -> None:
        self._search.commit_text(words)
        self._layout.header.query_bar.take_focus()

    def _enter_list(self) -> None:
        """Go into the list, once it shows what was typed."""
        self._entering = self._search.pending
        layout = self._layout
        if self._entering:
            return
        if layout.hits.rowCount():
            layout.list.setFocus()
            if layout.list.row < 0:
                layout.list.go_to(0)

    def _on_answered(self, answer: Answer) -> None:
        layout, results = self._layout, answer.results
        self._answer = answer
        self._wanted_row = -1
        layout.show_start(answer.records == 0 and not self._importing())
        scroll = layout.list.verticalScrollBar().value() if answer.repeated else 0
        chosen = layout.hits.ids(layout.list.chosen_rows) if answer.repeated else ()
        layout.hits.set_answer(results.total, answer.first)
        for page, hits in answer.near.items():
            layout.hits.set_page(page, hits)
        if len(chosen) > 1:
            rows = map(layout.hits.row_of, chosen)
            layout.list.choose_rows([row for row in rows if row is not None])
        layout.list.verticalScrollBar().setValue(scroll)
        layout.show_list(results.total > 0)
        values = {facet: self._search.facet_values(results, facet) for facet in FACETS}
        layout.facets.set_values(values, asked_by(results).filters)
        layout.header.chip_bar.set_chips(self._chips(asked_by(results)))
        layout.header.chip_bar.set_total(results.total, answer.records, results.seconds)
        layout.header.chip_bar.set_note(results.understood if results.total else "")
        suggested = results.suggestion if results.total else None
        known = suggested is not None and suggested in results.understood
        layout.header.chip_bar.set_spelling("" if known else suggested or "")
        if results.total == 0:
            self._show_nothing(answer)
        if self._wanted_id and self.record is None:
            self._search.read(self._wanted_id)
        self._mark_row(scroll=not answer.repeated)
        if answer.repeated and self.record is not None:
            self._search.renew(self.record.id)
        if self._entering:
            self._enter_list()
        if self.record is None and not self._wanted_id:
            self._invite(results.total)
        elif results.query.typed != self._marked_for.typed:
            self._mark_again.start()

    def _show_nothing(self, answer: Answer) -> None:
        results = answer.results
        if answer.records == 0:
            self._layout.nothing.set_waiting()
            return
        chips = self._chips(asked_by(results))
        self._layout.nothing.set_search(
            results.query.words, results.understood, results.suggestion, chips
        )
        self._search.count_without_each()

    def _chips(self, query: Query) -> tuple[Chip, ...]:
        return chips_of(query, self._search.label, self._search.typed)

    def _invite(self, total: int) -> None:
        words = self.tr("Choose a record to read it here.") if total else ""
        self._layout.reader.show_nothing(words)

    def _mark_row(self, *, scroll: bool = True) -> None:
        """Show in the list which record is open."""
        wanted = self._wanted_id or (self.record.id if self.record is not None else "")
        row = self._layout.hits.row_of(wanted) if wanted else None
        if row is not None:
            self._layout.list.mark_row(row, scroll=scroll)

    def _on_page_fetched(self, page: int, hits: tuple[Hit, ...]) -> None:
        self._layout.hits.set_page(page, hits)
        if self._wanted_row // PAGE == page and self._wanted_row >= 0:
            self._on_row_chosen(self._wanted_row)
        elif self._layout.list.row < 0:
            self._mark_row()

    def _on_row_chosen(self, row: int) -> None:
        hit = self._layout.hits.hit(row)
        if hit is None:
            self._wanted_row = row
            return
        self._wanted_row = -1
        self._wanted_id = hit.id
        self._tell_searched()
        step, self._wanted_hit = self._wanted_hit, 0
        self._search.read(hit.id, step)

    def _on_record_wanted(self, record_id: str) -> None:
        """Read a record that another one leads to, in the list or not."""
        self._search.read(record_id)
        row = self._layout.hits.row_of(record_id)
        if row is not None:
            self._layout.list.mark_row(row, scroll=True)

    def _walk_on(self, step: int) -> None:
        row = self._layout.list.row + step
        if 0 <= row < self._layout.hits.rowCount():
            self._wanted_hit = 1 if step > 0 else -1
            self._layout.list.go_to(row)

    def _on_reading_ready(self, reading: Reading, hit: int) -> None:
        self._marked_for = self._search.query
        self._wanted_id = ""
        self._layout.reader.set_reading(reading, hit=hit)
        self.reading_changed.emit(reading.record)

    def _on_reading_renewed(self, reading: Reading) -> None:
        """Show what an import changed in the record that is read."""
        before = self.record
        if before is not None and before.id == reading.record.id and before != reading.record:
            self._layout.reader.set_reading(reading)
            self.reading_changed.emit(reading.record)

    def _mark_reading(self) -> None:
        if self.record is not None:
            self._search.read(self.record.id)
