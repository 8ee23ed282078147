"""The first page of an empty archive: what Fonds does, and two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.look.fonts import bold
from viewer.look.icons import application_icon
from viewer.look.metrics import AROUND, BETWEEN, GROUPS

_MEASURE = 520
_PICTURE = 64


class StartPage(QWidget):
    """Says what Fonds does; offers to add a folder or to open the sample archive."""

    folder_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        image = QLabel(self)
        image.setPixmap(application_icon().pixmap(_PICTURE, _PICTURE))
        image.setAccessibleName(self.tr("Fonds"))
        title = QLabel(self.tr("Nothing in this archive yet"), self)
        font = bold(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.7)
        title.setFont(font)
        self._add = QPushButton(self.tr("Add a folder…"), self)
        self._add.setObjectName("primary")
        self._add.clicked.connect(self.folder_wanted)
        self._sample = QPushButton(self.tr("Open the sample archive"), self)
        self._sample.clicked.connect(self.sample_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(BETWEEN)
        buttons.addWidget(self._add)
        buttons.addWidget(self._sample)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(GROUPS)
        column.addStretch(2)
        for widget in (image, title, *self._paragraphs()):
            column.addWidget(widget)
        column.addSpacing(BETWEEN)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        self.setFocusProxy(self._add)

    def _paragraphs(self) -> list[QLabel]:
        says = (
            self.tr(
                "Point Fonds at a folder of documents. It reads their titles, field cards, dates "
                "and places, takes the menus of web pages away, and keeps the text at hand, so "
                "that you can search, filter, read and print without a network."
            ),
            self.tr(
                "Your documents stay where they are, untouched. You can also drop folders and "
                "files onto this window."
            ),
        )
        labels = []
        for number, text in enumerate(says):
            label = QLabel(text, self)
            label.setWordWrap(True)
            label.setFixedWidth(_MEASURE)
            if number:
                label.setObjectName("secondary")
            labels.append(label)
        return labels
