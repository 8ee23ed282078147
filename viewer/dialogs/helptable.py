"""A quiet dialog with a table of two columns: what one types or presses, and what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, GROUPS

_SIZE = (680, 600)
#: What is typed stands on one line up to this width, in pixels.
_WIDEST = 300

#: A heading with the rows under it: (left, right).
Part = tuple[str, Sequence[tuple[str, str]]]


class HelpTable(QDialog):
    """Shows parts of rows; everything in it is text."""

    def __init__(self, title: str, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(title)
        area.setWidget(self._build(parts))
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(GROUPS)
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _build(self, parts: Sequence[Part]) -> QWidget:
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, GROUPS, 0)
        grid.setHorizontalSpacing(GROUPS)
        grid.setVerticalSpacing(BETWEEN)
        grid.setColumnStretch(1, 1)
        metrics = inner.fontMetrics()
        texts = (left for _, rows in parts for left, _ in rows)
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        grid.setColumnMinimumWidth(0, min(widest + 1, _WIDEST))
        row = 0
        for heading, rows in parts:
            if row:
                grid.setRowMinimumHeight(row, BETWEEN)
                row += 1
            head = _label(heading, inner)
            head.setFont(bold(head.font()))
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            for left, right in rows:
                grid.addWidget(_label(left, inner), row, 0, Qt.AlignmentFlag.AlignTop)
                says = _label(right, inner)
                says.setObjectName("secondary")
                grid.addWidget(says, row, 1, Qt.AlignmentFlag.AlignTop)
                row += 1
        grid.setRowStretch(row, 1)
        return inner


def _label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
