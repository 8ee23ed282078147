"""The bar under the text: which hit is current, the way to the next, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from viewer.look.metrics import BETWEEN, GROUPS, INSIDE
from viewer.wording import number


class ReaderBar(QWidget):
    """Buttons of the window's own actions, with a count of hits before them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = QLabel(self)
        self._count.setObjectName("secondary")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GROUPS, INSIDE, BETWEEN, INSIDE)
        self._row.setSpacing(INSIDE)
        self._row.addWidget(self._count)

    def set_actions(self, walking: Sequence[QAction], doing: Sequence[QAction]) -> None:
        """Take the actions that walk the hits, and those that act on the record."""
        for action in walking:
            self._row.addWidget(self._button(action))
        self._row.addStretch(1)
        for action in doing:
            self._row.addWidget(self._button(action))

    def set_count(self, current: int, total: int) -> None:
        """Show which hit of how many is current; ``current`` 0 means none yet."""
        if total == 0:
            text = ""
        elif current == 0:
            text = self.tr("1 hit") if total == 1 else self.tr("{m} hits")
        else:
            text = self.tr("hit {n} of {m}")
        self._count.setText(text.format(n=number(current), m=number(total)))

    @property
    def count_text(self) -> str:
        """The words of the count, as shown."""
        return str(self._count.text())

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text().replace("&", ""))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
