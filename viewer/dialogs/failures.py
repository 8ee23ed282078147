"""What could not be read and why, with retry and "show in folder"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
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
from viewer.wording import documents

_SIZE = (760, 420)

Failed = tuple[str, str]


class FailuresDialog(QDialog):
    """A table of documents and reasons; one or all can be tried again."""

    retry_wanted = Signal(list)

    def __init__(self, failed: Sequence[Failed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failed = list(failed)
        self.setWindowTitle(self.tr("Documents that could not be read"))
        self.resize(*_SIZE)
        text = self.tr("{documents} could not be read. Everything else was added.")
        said = QLabel(text.format(documents=documents(len(self._failed))), self)
        said.setWordWrap(True)
        self._table = self._build_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(GROUPS)
        column.addWidget(said)
        column.addWidget(self._table, 1)
        column.addLayout(self._build_buttons())

    def chosen_paths(self) -> list[str]:
        """Return the paths of the rows that are selected, or of all when none is."""
        rows = sorted({index.row() for index in self._table.selectedIndexes()})
        return [self._failed[row][0] for row in rows or range(len(self._failed))]

    def _build_table(self) -> QTableWidget:
        table = QTableWidget(len(self._failed), 3, self)
        table.setAccessibleName(self.tr("Documents and reasons"))
        table.setHorizontalHeaderLabels([self.tr("Document"), self.tr("Reason"), self.tr("Folder")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for row, (path, reason) in enumerate(self._failed):
            for place, words in enumerate((Path(path).name, reason, str(Path(path).parent))):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                table.setItem(row, place, item)
        table.setColumnWidth(0, 200)
        table.setColumnWidth(1, 280)
        table.itemSelectionChanged.connect(self._tell_buttons)
        return table

    def _build_buttons(self) -> QHBoxLayout:
        self._retry = QPushButton(self)
        self._retry.clicked.connect(self._on_retry)
        self._show = QPushButton(self.tr("Show in folder"), self)
        self._show.clicked.connect(self._on_show)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self._retry)
        row.addWidget(self._show)
        row.addStretch(1)
        row.addWidget(close)
        self._tell_buttons()
        return row

    def _tell_buttons(self) -> None:
        some = bool(self._table.selectedIndexes())
        self._retry.setText(self.tr("Try again") if some else self.tr("Try all again"))
        self._show.setEnabled(some)

    def _on_retry(self) -> None:
        self.retry_wanted.emit(self.chosen_paths())
        self.accept()

    def _on_show(self) -> None:
        folder = Path(self.chosen_paths()[0]).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
