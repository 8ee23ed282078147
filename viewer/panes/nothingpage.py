"""The page for a search that found nothing: what was searched, and what would find something."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from index.search.query import Filter
from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, GROUPS
from viewer.models.chips import Chip
from viewer.wording import records


class NothingPage(QWidget):
    """Says what was searched; offers a spelling, and the filters to drop with what each gives."""

    spelling_chosen = Signal(str)
    filter_dropped = Signal(object)
    filters_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(self)
        self._title.setFont(bold(self.font()))
        self._title.setWordWrap(True)
        self._said = QLabel(self)
        self._said.setObjectName("secondary")
        self._said.setWordWrap(True)
        self._spelling = self._link()
        self._spelling.hide()
        self._spelling.clicked.connect(self._on_spelling)
        self._bare = self._link()
        self._bare.hide()
        self._bare.clicked.connect(self.filters_cleared)
        self._word = ""
        self._drops: dict[Filter, QPushButton] = {}
        self._chips: dict[Filter, Chip] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GROUPS, AROUND, GROUPS, AROUND)
        self._column.setSpacing(BETWEEN)
        for widget in (self._title, self._said, self._spelling, self._bare):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def set_search(
        self, words: str, understood: str, suggestion: str | None, chips: Sequence[Chip]
    ) -> None:
        """Show what was searched without success."""
        title = self.tr("Nothing found for “{words}”") if words else self.tr("Nothing found")
        self._title.setText(title.format(words=words))
        self._said.setText(self._searched(understood, chips))
        self._word = suggestion or ""
        self._spelling.setVisible(bool(suggestion))
        self._spelling.setText(self.tr("Search for “{word}”").format(word=self._word))
        for button in self._drops.values():
            button.hide()
            button.deleteLater()
        self._bare.hide()
        self._drops = {}
        self._chips = {chip.filter: chip for chip in chips}

    def set_waiting(self) -> None:
        """Say that the first documents are on their way."""
        self.set_search("", self.tr("They can be searched as soon as they are read."), None, ())
        self._title.setText(self.tr("Reading the first documents…"))

    def set_count(self, item: Filter, count: int) -> None:
        """Offer to drop a filter, once it is known how many records that gives."""
        if not count or item not in self._chips or item in self._drops:
            return
        button = self._link()
        text = self.tr("Without the filter “{value}”: {records}")
        button.setText(text.format(value=self._chips[item].text, records=records(count)))
        button.clicked.connect(lambda: self.filter_dropped.emit(item))
        self._drops[item] = button
        self._column.insertWidget(self._column.indexOf(self._bare), button)
        button.show()

    def set_bare_count(self, count: int) -> None:
        """Offer to drop all filters, once it is known how many records that gives."""
        self._bare.setText(self.tr("Without any filter: {records}").format(records=records(count)))
        self._bare.setVisible(count > 0)

    def _searched(self, understood: str, chips: Sequence[Chip]) -> str:
        if understood:
            return understood
        if chips:
            return self.tr("No record has these words and all of the filters.")
        return self.tr("Try fewer or other words. Accents and capitals do not matter.")

    def _on_spelling(self) -> None:
        self.spelling_chosen.emit(self._word)

    def _link(self) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("link")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return button
