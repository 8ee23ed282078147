"""The head of the window: the archive's name over the filters, the search field over the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from viewer.look.fonts import bold
from viewer.look.metrics import BETWEEN, GROUPS
from viewer.look.theme import Theme
from viewer.panes.chipbar import ChipBar
from viewer.panes.querybar import QueryBar


class Header(QWidget):
    """Keeps the left edges of search field, chips and list titles in one line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query_bar = QueryBar(theme, self)
        self.chip_bar = ChipBar(theme, self)
        self.chip_bar.follow(self.query_bar.last)
        self._full_name = ""
        self._name = QLabel(self)
        self._name.setFont(bold(self.font()))
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GROUPS, BETWEEN, GROUPS, BETWEEN)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(BETWEEN)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addWidget(self.query_bar, 0, 1)
        self._grid.addWidget(self.chip_bar, 1, 1)

    def set_archive(self, name: str) -> None:
        """Show the name of the archive."""
        self._full_name = name
        self._name.setToolTip(name)
        self._elide()

    def set_indent(self, width: int) -> None:
        """Begin the search field where the list begins: ``width`` is that of the filters."""
        self._name.setVisible(width > GROUPS)
        self._grid.setColumnMinimumWidth(0, width)
        self._name.setFixedWidth(max(0, width - GROUPS))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name to the room there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self._name.width()
        metrics = self._name.fontMetrics()
        shown = metrics.elidedText(self._full_name, Qt.TextElideMode.ElideRight, room)
        self._name.setText(shown)
