"""The folders and files of the archive: how much is in them, watch, update and remove them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
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

from viewer.look.metrics import AROUND, BETWEEN, GROUPS
from viewer.models.sources import SourceRow
from viewer.panes.quiettable import make_quiet
from viewer.wording import number

_SIZE = (760, 420)
_FOLDER, _RECORDS, _WATCH = 0, 1, 2
_RECORDS_WIDTH = 100


class SourcesDialog(QDialog):
    """A table of sources; says what is wanted of which, by their ids."""

    add_wanted = Signal()
    update_wanted = Signal(list)
    remove_wanted = Signal(str)
    watch_wanted = Signal(str, bool)
    columns_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SourceRow, ...] = ()
        self.setWindowTitle(self.tr("Folders of the archive"))
        self.resize(*_SIZE)
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._table = self._build_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(GROUPS)
        column.addWidget(self._said)
        column.addWidget(self._table, 1)
        column.addLayout(self._build_buttons())
        self.set_sources(())

    def set_sources(self, rows: Sequence[SourceRow]) -> None:
        """Show what the archive covers."""
        chosen = self._chosen()
        self._table.setEnabled(True)
        self._rows = tuple(rows)
        self._said.setObjectName("")
        self._said.style().polish(self._said)
        self._said.setText(
            self.tr(
                "Documents stay where they are. What is taken out of the archive is not deleted; "
                "what is watched is read by itself as soon as it changes."
            )
        )
        self._table.blockSignals(True)
        self._table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            self._fill(place, row)
        self._table.blockSignals(False)
        for place, row in enumerate(self._rows):
            if chosen is not None and row.source.id == chosen.source.id:
                self._table.selectRow(place)
        self._tell_buttons()

    def set_busy(self, text: str) -> None:
        """Say what is under way; nothing else can be asked for until the sources are set again."""
        self._said.setText(text)
        self._table.setEnabled(False)
        for button in (self._update, self._remove, self._columns):
            button.setEnabled(False)

    def set_trouble(self, text: str) -> None:
        """Say what could not be done."""
        self._said.setObjectName("warning")
        self._said.style().polish(self._said)
        self._said.setText(text)

    def _fill(self, place: int, row: SourceRow) -> None:
        path = str(row.source.path)
        away = self.tr("{folder} (cannot be reached; its records stay)")
        folder = QTableWidgetItem(path if row.source.online else away.format(folder=path))
        folder.setToolTip(folder.text())
        if not row.source.online:
            folder.setForeground(self.palette().placeholderText())
        records = QTableWidgetItem(number(row.records))
        records.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        watch = QTableWidgetItem(self.tr("Watched") if row.source.watched else "")
        watch.setFlags(watch.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
        watch.setCheckState(on if row.source.watched else off)
        watch.setToolTip(self.tr("Read changes by itself"))
        for column, item in enumerate((folder, records, watch)):
            self._table.setItem(place, column, item)

    def _build_table(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setAccessibleName(self.tr("Folders of the archive"))
        heads = [self.tr("Folder or file"), self.tr("Records"), self.tr("Watch")]
        table.setHorizontalHeaderLabels(heads)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        counted = QTableWidgetItem(heads[_RECORDS])
        counted.setTextAlignment(right)
        table.setHorizontalHeaderItem(_RECORDS, counted)
        make_quiet(table)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(_FOLDER, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(_RECORDS, _RECORDS_WIDTH)
        table.itemSelectionChanged.connect(self._tell_buttons)
        table.itemChanged.connect(self._on_changed)
        return table

    def _build_buttons(self) -> QHBoxLayout:
        self._update = QPushButton(self)
        self._update.clicked.connect(self._on_update)
        self._remove = QPushButton(self.tr("Take out of the archive"), self)
        self._remove.clicked.connect(self._on_remove)
        self._columns = QPushButton(self.tr("What columns mean…"), self)
        self._columns.clicked.connect(self._on_columns)
        add = QPushButton(self.tr("Add a folder…"), self)
        add.clicked.connect(self.add_wanted)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        for button in (add, self._update, self._remove, self._columns):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        close.setDefault(True)
        return row

    def _chosen(self) -> SourceRow | None:
        rows = {index.row() for index in self._table.selectedIndexes()}
        return self._rows[min(rows)] if rows and min(rows) < len(self._rows) else None

    def _tell_buttons(self) -> None:
        some = self._chosen() is not None
        self._update.setText(self.tr("Update now") if some else self.tr("Update all now"))
        self._update.setEnabled(bool(self._rows))
        self._remove.setEnabled(some)
        self._columns.setEnabled(some)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if item.column() == _WATCH:
            watched = item.checkState() == Qt.CheckState.Checked
            self.watch_wanted.emit(self._rows[item.row()].source.id, watched)

    def _on_update(self) -> None:
        chosen = self._chosen()
        self.update_wanted.emit([] if chosen is None else [chosen.source.path])

    def _on_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.remove_wanted.emit(chosen.source.id)

    def _on_columns(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self.columns_wanted.emit(chosen.source.path)
