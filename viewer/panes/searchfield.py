"""A line to type into, with a quiet button that empties it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.look.theme import Theme


class SearchField(QLineEdit):
    """Named for screen readers by its placeholder; Escape empties it."""

    def __init__(
        self, theme: Theme, words: str, parent: QWidget | None = None, *, lens: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._lens = QAction(words, self)
        if lens:
            self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.tr("Empty this field"), self)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.empty)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._dress)
        self._dress()

    def empty(self) -> None:
        """Take all text away, as if the person had deleted it."""
        self.setText("")
        self.textEdited.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Escape, when there is anything in it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.empty()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _dress(self) -> None:
        self._lens.setIcon(self._theme.icon("search"))
        self._clear.setIcon(self._theme.icon("close"))
