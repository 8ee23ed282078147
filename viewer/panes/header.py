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
        self._full_name = ""
        self._name = QLabel(self)
        self._name.setFont(bold(self.font()))
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._about = QLabel(self)
        self._about.setObjectName("secondary")
        self._about.setFixedHeight(24)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GROUPS, BETWEEN, GROUPS, BETWEEN)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(BETWEEN)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addWidget(self._about, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.query_bar, 0, 1)
        self._grid.addWidget(self.chip_bar, 1, 1)

    def set_archive(self, name: str, about: str) -> None:
        """Show the name of the archive, and a few words on what it holds."""
        self._full_name = name
        self._about.setText(about)
        self._name.setToolTip(name)
        self._elide()

    def set_indent(self, width: int) -> None:
        """Begin the search field where the list begins: ``width`` is that of the filters."""
        narrow = width <= GROUPS
        self._name.setVisible(not narrow)
        self._about.setVisible(not narrow)
        self._grid.setColumnMinimumWidth(0, width)
        for label in (self._name, self._about):
            label.setFixedWidth(max(0, width - GROUPS))
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
