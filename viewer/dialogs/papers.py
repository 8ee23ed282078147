"""Asks what goes on paper: all that was found or what is chosen, as a list or as sheets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, GROUPS
from viewer.wording import number, records

#: So much is put on paper from the window at most: a list of 200 leaves, a thousand sheets.
MOST_ROWS, MOST_SHEETS = 5000, 1000


class Way(Enum):
    """Where pages go."""

    PREVIEW = "preview"
    PRINTER = "printer"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants on paper: ``whole`` is all that was found, else what is chosen."""

    whole: bool
    as_list: bool
    with_card: bool = True
    with_text: bool = True
    with_furniture: bool = False

    @property
    def most(self) -> int:
        """So many records at most."""
        return MOST_ROWS if self.as_list else MOST_SHEETS


class PaperDialog(QDialog):
    """Asks what is wanted on paper; says it with the way that was chosen."""

    wanted = Signal(object, object)

    def __init__(self, found: int, chosen: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = (found, chosen)
        self.setWindowTitle(self.tr("Print"))
        self._whole = QRadioButton(self._words_for_all(found), self)
        self._chosen = QRadioButton(self._words_for_chosen(chosen), self)
        self._list = QRadioButton(self.tr("As a &list, a line for each"), self)
        self._sheets = QRadioButton(self.tr("As &sheets, each beginning a page"), self)
        self._card = QCheckBox(self.tr("Field &card"), self)
        self._text = QCheckBox(self.tr("&Text"), self)
        self._furniture = QCheckBox(self.tr("&Removed from the page"), self)
        self._note = QLabel(self)
        self._note.setObjectName("secondary")
        self._note.setWordWrap(True)
        self._ways: list[QPushButton] = []
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        self._arrange()
        self._whole.setEnabled(found > 0)
        self._chosen.setEnabled(chosen > 0)
        meant = self._chosen if chosen > 1 or not found else self._whole
        meant.setChecked(True)
        meant.setFocus()
        self._list.setChecked(True)
        for box in (self._card, self._text):
            box.setChecked(True)
        for button in (self._whole, self._chosen, self._list, self._sheets):
            button.toggled.connect(self._tell)
        self._tell()

    @property
    def order(self) -> Order:
        """What is asked for now."""
        return Order(
            self._whole.isChecked(),
            self._list.isChecked(),
            self._card.isChecked(),
            self._text.isChecked(),
            self._furniture.isChecked(),
        )

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(BETWEEN)
        column.addWidget(self._head(self.tr("What")))
        self._add(column, self._groups[0], self._whole, self._chosen)
        column.addSpacing(BETWEEN)
        column.addWidget(self._head(self.tr("How")))
        self._add(column, self._groups[1], self._list, self._sheets)
        parts = QVBoxLayout()
        parts.setContentsMargins(AROUND, 0, 0, 0)
        parts.setSpacing(BETWEEN)
        for box in (self._card, self._text, self._furniture):
            parts.addWidget(box)
        column.addLayout(parts)
        column.addSpacing(BETWEEN)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addLayout(self._buttons())

    def _add(self, column: QVBoxLayout, group: QButtonGroup, *buttons: QRadioButton) -> None:
        for button in buttons:
            group.addButton(button)
            column.addWidget(button)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        ways = (
            (self.tr("Pre&view…"), Way.PREVIEW),
            (self.tr("Save as P&DF…"), Way.FILE),
            (self.tr("&Print…"), Way.PRINTER),
        )
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addStretch(1)
        for words, way in ways:
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, way=way: self._say(way))
            button.setDefault(way is Way.PREVIEW)
            row.addWidget(button)
            self._ways.append(button)
        return row

    def _say(self, way: Way) -> None:
        order = self.order
        self.accept()
        self.wanted.emit(order, way)

    def _tell(self) -> None:
        order = self.order
        for box in (self._card, self._text, self._furniture):
            box.setEnabled(not order.as_list)
        count = self._counts[0 if order.whole else 1]
        for button in self._ways:
            button.setEnabled(count > 0)
        text = self.tr("The first {n} are printed; “fonds print” knows no limit.")
        self._note.setText(text.format(n=number(order.most)) if count > order.most else "")
        self._note.setVisible(count > order.most)

    def _words_for_all(self, found: int) -> str:
        words = self.tr("&All that was found: {records}")
        return words.format(records=records(found))

    def _words_for_chosen(self, chosen: int) -> str:
        if chosen > 1:
            return self.tr("What is &chosen in the list: {records}").format(records=records(chosen))
        return self.tr("The record that is sho&wn")

    def _head(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setFont(bold(self.font()))
        return label
