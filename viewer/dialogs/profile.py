"""Which column of a document means what, with the first records as they would become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from index.ingest.preview import Column
from index.record import Record
from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, BUTTON, GROUPS
from viewer.panes.meaningbox import MeaningBox
from viewer.panes.quiettable import make_quiet
from viewer.reading.fields import CARD_FIELDS, field_text
from viewer.wording import language

_SIZE = (880, 640)
_COLUMN, _MEANING = 200, 240
_ROW = 36
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIGURES = frozenset(("budget", "year"))


class ProfileDialog(QDialog):
    """Takes what each column means; says every choice, so that the records can be shown anew."""

    field_chosen = Signal(str, object)
    save_wanted = Signal(bool)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.setWindowTitle(self.tr("What the columns mean"))
        self.resize(*_SIZE)
        self._said = QLabel(self.tr("Reading “{name}”…").format(name=path.name), self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        heads = [self.tr("Column or label"), self.tr("Means"), self.tr("For example")]
        self._columns = _table(heads, self.tr("Columns and what they mean"), self)
        self._columns.setColumnWidth(0, _COLUMN)
        self._columns.setColumnWidth(1, _MEANING)
        self._columns.verticalHeader().setDefaultSectionSize(_ROW)
        title = QLabel(self.tr("The first records"), self)
        title.setFont(bold(self.font()))
        self._records = _table([], self.tr("The first records"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(BETWEEN)
        column.addWidget(self._said)
        column.addWidget(self._columns, 3)
        column.addSpacing(BETWEEN)
        column.addWidget(title)
        column.addWidget(self._records, 2)
        column.addSpacing(BETWEEN)
        column.addLayout(self._build_foot())

    def set_columns(self, columns: Sequence[Column], chosen: Mapping[str, str | None]) -> None:
        """Show the columns; ``chosen`` is what a profile says of them already."""
        text = self.tr(
            "Say what the columns of “{name}” mean. What is left as it is, Fonds reads by itself."
        )
        none = self.tr("“{name}” has no columns or labels; its text is read by itself.")
        self._said.setText((text if columns else none).format(name=self._path.name))
        self._columns.setRowCount(len(columns))
        for row, column in enumerate(columns):
            self._columns.setItem(row, 0, _item(column.label))
            self._columns.setItem(row, 2, _item(" · ".join(column.examples)))
            box = MeaningBox(column.label, column.field, chosen.get(column.label), self._columns)
            box.field_chosen.connect(
                lambda field, label=column.label: self.field_chosen.emit(label, field)
            )
            self._columns.setCellWidget(row, 1, box)
        self._save.setEnabled(bool(columns))

    def set_records(self, records: Sequence[Record]) -> None:
        """Show what the document becomes."""
        words = language()
        values = {
            name: [field_text(record, name, words) for record in records] for name in CARD_FIELDS
        }
        filled = {name: texts for name, texts in values.items() if any(texts)}
        heads = [QCoreApplication.translate("Card", CARD_FIELDS[name]) for name in filled]
        self._records.setColumnCount(1 + len(filled))
        self._records.setHorizontalHeaderLabels([self.tr("Title"), *heads])
        self._records.setRowCount(len(records))
        for row, record in enumerate(records):
            self._records.setItem(row, 0, _item(record.title))
        for place, (name, texts) in enumerate(filled.items(), 1):
            figures = name in _FIGURES
            head = self._records.horizontalHeaderItem(place)
            if figures and head is not None:
                head.setTextAlignment(_RIGHT)
            for row, text in enumerate(texts):
                self._records.setItem(row, place, _item(text, figures=figures))
        for place in range(self._records.columnCount() - 1):  # the last one takes what is left
            self._records.resizeColumnToContents(place)
            self._records.setColumnWidth(place, min(_MEANING, self._records.columnWidth(place)))

    def set_trouble(self, text: str) -> None:
        """Say that the document cannot be read, or the profile not be written."""
        self._said.setObjectName("warning")
        self._said.style().polish(self._said)
        self._said.setText(text)

    def _build_foot(self) -> QHBoxLayout:
        self._scope = QComboBox(self)
        self._scope.setAccessibleName(self.tr("For which documents this holds"))
        self._scope.setMinimumHeight(BUTTON)
        self._scope.addItem(self.tr("For this document only"), False)
        self._scope.addItem(self.tr("For every document in its folder"), True)
        self._save = QPushButton(self.tr("Save and read again"), self)
        self._save.setDefault(True)
        self._save.setEnabled(False)
        self._save.clicked.connect(lambda: self.save_wanted.emit(self._scope.currentData()))
        close = QPushButton(self.tr("Cancel"), self)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self._scope)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self._save)
        return row


def _table(heads: Sequence[str], name: str, parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(heads), parent)
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    make_quiet(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    return table


def _item(text: str, *, figures: bool = False) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    if figures:
        item.setTextAlignment(_RIGHT)
    return item
