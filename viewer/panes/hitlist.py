"""The result list: rows of one height, painted from the hit model, walked by arrow keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from viewer.look.metrics import GROUPS
from viewer.look.theme import Theme
from viewer.models.hits import AnyIndex, HitModel
from viewer.panes.hitdelegate import HitDelegate

_ALL = QKeySequence.StandardKey.SelectAll


class HitList(QTableView):
    """Says which record is current, and when the person wants to read or search.

    A table of one column, because Qt's list asks its model about every row when it is laid out:
    100,000 hits took 300 ms there.
    """

    row_chosen = Signal(int)
    chosen_changed = Signal(int)
    reading_wanted = Signal()
    search_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self._quiet = False
        self.setObjectName("hits")
        self.setAccessibleName(self.tr("Records found"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)
        self.setItemDelegate(HitDelegate(theme, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumWidth(240)
        self.verticalScrollBar().setSingleStep(GROUPS)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.activated.connect(self.reading_wanted)
        theme.changed.connect(self.viewport().update)
        model.modelReset.connect(lambda: self.chosen_changed.emit(0))

    def go_to(self, row: int) -> None:
        """Make a row current, and show it."""
        if 0 <= row < self._hits.rowCount():
            self.setCurrentIndex(self._hits.index(row))

    def mark_row(self, row: int, *, scroll: bool = True) -> None:
        """Make a row current without saying so: the reader shows it already.

        What else is chosen stays chosen.
        """
        bar = self.verticalScrollBar()
        place = bar.value()
        self._quiet = True
        if len(self.chosen_rows) > 1:
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._hits.index(row), keep)
        else:
            self.go_to(row)
        self._quiet = False
        if not scroll:
            bar.setValue(place)

    @property
    def row(self) -> int:
        """The current row, or -1."""
        return int(self.currentIndex().row())

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """The rows that are chosen, in rising order; Shift and Ctrl choose several."""
        spans = self.selectionModel().selection().toList()
        return tuple(sorted(row for span in spans for row in range(span.top(), span.bottom() + 1)))

    def choose_rows(self, rows: Iterable[int]) -> None:
        """Choose rows and no others; the current one stays."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._hits.index(row), self._hits.index(row))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def sizeHint(self) -> QSize:
        """Return a width for titles of usual length."""
        return QSize(448, 600)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Say the row that became current."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.row_chosen.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint whole rows: the edge of a selected row lies outside its text."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        spans = self.selectionModel().selection().toList()
        self.chosen_changed.emit(sum(span.height() for span in spans))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up into the search field from the first row; leave letters to the window."""
        if event.key() == Qt.Key.Key_Up and self.row <= 0:
            self.search_wanted.emit()
        elif not event.matches(_ALL) and event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows as high as their lines when the font changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def _fit_rows(self) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        height = self.itemDelegate().sizeHint(option, QModelIndex()).height()
        self.verticalHeader().setDefaultSectionSize(height)

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
