"""A line under the search field that tells what happened, with what one can do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from viewer.look.metrics import BETWEEN, GROUPS, INSIDE
from viewer.look.theme import Theme

#: What needs no answer goes by itself.
_SHOWN_MS = 8000

Choice = tuple[str, Callable[[], None]]


class Notice(QWidget):
    """Shows one message until it is closed, or another comes, or it was seen long enough."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._choices: list[QPushButton] = []
        self._close = QToolButton(self)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SHOWN_MS)
        self._rest.timeout.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GROUPS, INSIDE, GROUPS, INSIDE)
        self._row.setSpacing(BETWEEN)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(
        self,
        text: str,
        choices: Sequence[Choice] = (),
        *,
        warning: bool = False,
        passing: bool = False,
    ) -> None:
        """Show a message with buttons: (words, what to do). ``passing``: they can be missed."""
        for button in self._choices:
            button.hide()
            button.deleteLater()
        self._choices = [self._button(*choice) for choice in choices]
        self._text.setObjectName("warning" if warning else "")
        self._text.style().polish(self._text)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self._rest.stop()
        if passing or not (warning or choices):
            self._rest.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock rest with the message."""
        super().hideEvent(event)
        self._rest.stop()

    @property
    def text(self) -> str:
        """The message that is shown."""
        return str(self._text.text())

    def _button(self, words: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName("link")
        button.clicked.connect(lambda: do())
        self._row.insertWidget(self._row.count() - 1, button)
        button.show()
        return button

    def _dress(self) -> None:
        self._close.setIcon(self._theme.icon("close"))
