"""Offers to go on with what is being typed; asks the archive beside the window.

The keyboard stays in the search field: Down and Up walk through the offers, Tab or Enter takes
one, Escape closes them, everything else is typing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from index.results import Completion
from viewer.models.offers import RECENT, SAVED, OfferModel, recent, saved
from viewer.panes.offerlist import OfferList
from viewer.panes.querybar import QueryBar
from viewer.tasks import SOON, ArchiveWorker, Readable, Ticket
from viewer.wording import language

#: So many searches are remembered, the latest first.
MOST_RECENT = 12

#: Offers that are whole filters become chips at once.
_CHIPS = ("value", "country")
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CompletionController(QObject):
    """Joins a query bar to a list of offers."""

    filter_taken = Signal(str)
    search_taken = Signal(str)

    def __init__(
        self, worker: ArchiveWorker, bar: QueryBar, model: OfferModel, offers: OfferList
    ) -> None:
        super().__init__(offers)
        self._worker = worker
        self._bar = bar
        self._field = bar.field
        self._model = model
        self._offers = offers
        self._ticket: Ticket | None = None
        self._offered_for = ""
        self.recent: tuple[str, ...] = ()
        self.saved: tuple[tuple[str, str], ...] = ()
        bar.text_changed.connect(self._on_text_changed)
        bar.text_committed.connect(self.close)
        bar.focus_taken.connect(self._offer_recent)
        offers.row_taken.connect(self._take)
        self._field.installEventFilter(self)
        offers.window().installEventFilter(self)

    def remember(self, text: str) -> None:
        """Put a search at the head of those of before."""
        if text:
            others = [other for other in self.recent if other != text]
            self.recent = (text, *others)[:MOST_RECENT]

    def close(self) -> None:
        """Hide the offers, and drop those under way."""
        self._drop()
        self._offers.hide()
        self._field.setAccessibleDescription("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are meant for the offers; let all others be typed."""
        kind = event.type()
        if watched is not self._field:
            if kind in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
                self.close()
        elif kind == QEvent.Type.FocusOut:
            self.close()
        elif kind == QEvent.Type.MouseButtonPress:
            self._offer_recent()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._offers.isVisible() and self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if self._before_cursor() != self._offered_for:
            return key == Qt.Key.Key_Tab  # the offers are for what stood there before
        row = self._offers.row
        if key in _STEPS:
            return self._walk(row + _STEPS[Qt.Key(key)])
        if key == Qt.Key.Key_Tab or (key in _ENTER and row >= 0):
            self._take(max(row, 0))
            return True
        return False

    def _walk(self, row: int) -> bool:
        """Choose a row; above the first is the field, below the last is the list."""
        if row >= self._model.rowCount():
            self.close()
            return False
        self._offers.choose(row)
        index = self._model.index(row, 0)
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) if row >= 0 else ""
        self._field.setAccessibleDescription(spoken)
        return True

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._offer_recent()
            return
        self._drop()
        before, words = self._before_cursor(), language()

        def work(archive: Readable, _ticket: Ticket) -> Sequence[Completion]:
            return archive.complete(before, words)

        self._ticket = self._worker.submit(
            work,
            lambda found: self._offer(before, found),
            lambda _error: self.close(),
            urgency=SOON,
        )

    def _offer_recent(self) -> None:
        if not self._field.text():
            self.close()
            self._offer("", (*saved(self.saved), *recent(self.recent)))

    def _offer(self, before: str, offers: Sequence[Completion]) -> None:
        """Show offers, when they are still for what stands before the cursor."""
        self._ticket = None
        new = [offer for offer in offers if offer.text.strip() != before.strip()]
        if not new or before != self._before_cursor() or not self._field.hasFocus():
            self.close()
        else:
            self._offered_for = before
            self._model.set_offers(new)
            self._offers.choose(-1)
            self._offers.show_under(self._field)

    def _before_cursor(self) -> str:
        return str(self._field.text()[: self._field.cursorPosition()])

    def _drop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _take(self, row: int) -> None:
        offer = self._model.offer(row)
        after = self._field.text()[self._field.cursorPosition() :]
        self.close()
        if offer.kind in (RECENT, SAVED):
            self.search_taken.emit(offer.text)
        elif offer.kind in _CHIPS:
            self.filter_taken.emit(offer.text + after)
        else:
            self._bar.type_text(offer.text + after, len(offer.text))
