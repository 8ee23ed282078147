"""What could not be read and why, with retry and "show in folder"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from index.progress import Failure
from viewer.look.metrics import BETWEEN
from viewer.models.failures import FailureModel
from viewer.panes.quiettable import make_quiet

_DOCUMENT, _REASON = 220, 300
#: So many rows are seen at once; where there are more, one is cut, to say so.
_FEWEST, _MOST, _CUT = 2, 5, 4.5


class FailureTable(QWidget):
    """A table of documents and reasons; with *retry*, one or all can be tried again.

    ``retry_wanted`` names those that are chosen, none for all that ever failed.
    """

    retry_wanted = Signal(list)

    def __init__(
        self, failed: Sequence[Failure], parent: QWidget | None = None, *, retry: bool = True
    ) -> None:
        super().__init__(parent)
        self._failed = list(failed)
        self._table = self._build_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        column.addWidget(self._table, 1)
        column.addLayout(self._build_buttons(retry))

    def chosen_paths(self) -> list[str]:
        """Return the paths of the rows that are selected, or of all when none is."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._failed[row].path for row in rows or range(len(self._failed))]

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("failures")  # by which the style sheet knows it
        table.setAccessibleName(self.tr("Documents and reasons"))
        heads = (self.tr("Document"), self.tr("Reason"), self.tr("Folder"))
        table.setModel(FailureModel(self._failed, heads, table))
        make_quiet(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.setColumnWidth(0, _DOCUMENT)
        table.setColumnWidth(1, _REASON)
        count = len(self._failed)
        rows = max(count, _FEWEST) if count <= _MOST else _CUT
        seen = header.sizeHint().height() + rows * table.verticalHeader().defaultSectionSize()
        table.setMinimumHeight(round(seen) + 2 * table.frameWidth())
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        table.selectionModel().selectionChanged.connect(lambda *_: self._tell_buttons())
        return table

    def _build_buttons(self, retry: bool) -> QHBoxLayout:
        self._retry = QPushButton(self)
        self._retry.setAutoDefault(False)
        self._retry.setVisible(retry)
        self._retry.clicked.connect(self._on_retry)
        self._show = QPushButton(self.tr("Show in folder"), self)
        self._show.setAutoDefault(False)
        self._show.clicked.connect(self._on_show)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self._retry)
        row.addWidget(self._show)
        row.addStretch(1)
        self._tell_buttons()
        return row

    def _tell_buttons(self) -> None:
        some = self._table.selectionModel().hasSelection()
        self._retry.setText(self.tr("Try again") if some else self.tr("Try all again"))
        self._show.setEnabled(some)

    def _on_retry(self) -> None:
        """Ask for what is chosen; all need not be named one by one."""
        chosen = self.chosen_paths()
        self.retry_wanted.emit(chosen if len(chosen) < len(self._failed) else [])

    def _on_show(self) -> None:
        folder = Path(self.chosen_paths()[0]).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
