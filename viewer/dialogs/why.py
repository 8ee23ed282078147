"""Why a record was found and where it stands, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, GROUPS

_MEASURE = 480


class WhyDialog(QDialog):
    """Shows the sentences under the title of the record."""

    def __init__(self, title: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Why this record"))
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(BETWEEN)
        head = self._label(title)
        head.setFont(bold(self.font()))
        column.addWidget(head)
        none = self.tr("No words were searched: every record with the filters is listed.")
        for text in sentences or (none,):
            column.addWidget(self._label(text))
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addSpacing(BETWEEN)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFixedWidth(_MEASURE)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
