"""Finds words in the text that is read: the bar, the places found, and the current one."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.look.theme import Theme
from viewer.panes.findbar import FindBar
from viewer.panes.hairline import Hairline
from viewer.panes.readerview import ReaderView

_MOST_PLACES = 1000
_REST_MS = 120


class Finder(QWidget):
    """A bar over a reader view; hidden until it is opened."""

    def __init__(self, theme: Theme, view: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._places: list[QTextCursor] = []
        self._current = -1
        self._bar = FindBar(theme, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._find)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(self))
        column.addWidget(self._bar)
        self._bar.text_changed.connect(lambda _text: self._rest.start())
        self._bar.next_wanted.connect(lambda: self.walk(1))
        self._bar.previous_wanted.connect(lambda: self.walk(-1))
        self._bar.closed.connect(self.close_bar)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar and put the cursor into it."""
        self.show()
        self._bar.take_focus(self._view.textCursor().selectedText())
        self._find()

    def close_bar(self) -> None:
        """Hide the bar and take the marks away."""
        if self.isVisible():
            self._rest.stop()
            self.hide()
            self._places = []
            self._view.mark_found([])
            self._view.setFocus()

    def text_changed(self) -> None:
        """Find again: another text is shown, or more of it."""
        if self.isVisible():
            self._find()

    def walk(self, step: int) -> None:
        """Go to the next place (1) or the previous one (-1), round the end."""
        if self._rest.isActive():
            self._find()
        elif self._places:
            self._current = (self._current + step) % len(self._places)
            self._show()

    def _find(self) -> None:
        self._rest.stop()
        document = self._view.document()
        places: list[QTextCursor] = []
        place = document.find(self._bar.text, 0) if self._bar.text else QTextCursor()
        while not place.isNull() and len(places) < _MOST_PLACES:
            places.append(place)
            place = document.find(self._bar.text, place)
        self._places = places
        self._view.mark_found(places)
        self._current = 0 if places else -1
        self._show()

    def _show(self) -> None:
        self._bar.set_count(self._current + 1, len(self._places))
        if self._places:
            cursor = QTextCursor(self._places[self._current])
            self._view.setTextCursor(cursor)
            self._view.bring_into_sight(cursor.selectionStart())
