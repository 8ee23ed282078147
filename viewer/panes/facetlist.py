"""The values of one facet as a list: click to choose, Alt-click or Delete to leave out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from viewer.look.metrics import FACET_ROW
from viewer.look.theme import Theme
from viewer.models.facets import AnyIndex, FacetModel, FacetRow, State
from viewer.panes.facetdelegate import FacetDelegate

_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_LEAVE_OUT = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus)


class FacetList(QListView):
    """A list as tall as its rows; the panel scrolls, the list does not."""

    toggled = Signal(object, bool)
    only_wanted = Signal(object)
    place_moved = Signal(QRect)
    passed = Signal(int)

    def __init__(self, theme: Theme, model: FacetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(FacetDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.viewport().setAutoFillBackground(False)
        self.setTabKeyNavigation(False)
        model.rows_changed.connect(self._fit)
        theme.changed.connect(self.viewport().update)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a value, or leave it out with Alt."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.toggled.emit(self._rows.row(index.row()), alt)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space or Enter, leave out with Delete; arrows go on past either end."""
        index = self.currentIndex()
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and not 0 <= index.row() + step < self._rows.rowCount():
            self.passed.emit(step)
            return
        if index.isValid() and event.key() in (*_CHOOSE, *_LEAVE_OUT):
            self.toggled.emit(self._rows.row(index.row()), event.key() in _LEAVE_OUT)
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Say where the keyboard is, for the panel to scroll there."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._tell_place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard on a row, and say where that is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.keep_place(0)
        self._tell_place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll."""
        event.ignore()

    def keep_place(self, row: int) -> None:
        """Put the keyboard's place on a row after the rows changed."""
        last = self._rows.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._rows.index(min(row, last)))

    def _tell_place(self) -> None:
        rect = self.visualRect(self.currentIndex())
        self.place_moved.emit(QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size()))

    def _fit(self) -> None:
        self.setFixedHeight(self._rows.rowCount() * FACET_ROW)

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self._menu(index).popup(self.viewport().mapToGlobal(place))

    def _menu(self, index: QModelIndex) -> QMenu:
        row: FacetRow = self._rows.row(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        included = row.state is State.INCLUDED
        excluded = row.state is State.EXCLUDED
        first = self.tr("No longer choose it") if included else self.tr("Choose it")
        second = self.tr("No longer leave it out") if excluded else self.tr("Leave it out")
        menu.addAction(first, lambda: self.toggled.emit(row, False))
        menu.addAction(second, lambda: self.toggled.emit(row, True))
        menu.addAction(self.tr("Only this"), lambda: self.only_wanted.emit(row))
        return menu
