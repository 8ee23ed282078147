"""The bar to find words in the text that is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from viewer.look.metrics import BETWEEN, GROUPS, INSIDE
from viewer.look.theme import Theme
from viewer.panes.searchfield import SearchField
from viewer.wording import number


class FindBar(QWidget):
    """Takes the words to find; says when to find, go on, go back and close."""

    text_changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = SearchField(theme, self.tr("Find in the text"), self)
        self._field.textChanged.connect(self.text_changed)
        self._field.returnPressed.connect(self.next_wanted)
        self._count = QLabel(self)
        self._count.setObjectName("secondary")
        self._back = self._button("up", self.tr("Previous place"))
        self._on = self._button("down", self.tr("Next place"))
        self._close = self._button("close", self.tr("Close"))
        self._back.clicked.connect(self.previous_wanted)
        self._on.clicked.connect(self.next_wanted)
        self._close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUPS, INSIDE, BETWEEN, INSIDE)
        row.setSpacing(INSIDE)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        for button in (self._back, self._on, self._close):
            row.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()

    def take_focus(self, text: str) -> None:
        """Begin with the words that are selected in the text, if any."""
        if text:
            self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def set_count(self, current: int, total: int) -> None:
        """Show which of the places found is current."""
        if not self._field.text():
            self._count.setText("")
        elif total == 0:
            self._count.setText(self.tr("Nothing found"))
        else:
            text = self.tr("{n} of {m}").format(n=number(current), m=number(total))
            self._count.setText(text)

    @property
    def text(self) -> str:
        """The words to find."""
        return str(self._field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, go back with Shift+Enter."""
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and back:
            self.previous_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("picture", icon)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _dress(self) -> None:
        for button in (self._back, self._on, self._close):
            button.setIcon(self._theme.icon(button.property("picture")))
