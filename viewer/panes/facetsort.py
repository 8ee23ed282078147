"""The small button beside a facet's name: the order of its values, and choosing none of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.look.metrics import FACET_ROW, ICON
from viewer.look.theme import Theme
from viewer.models.facets import OWN_ORDER
from viewer.wording import facet_name


class FacetSort(QToolButton):
    """Says in which order values are wanted; checked entries show the one in force."""

    by_name_wanted = Signal(bool)
    none_wanted = Signal()

    def __init__(self, theme: Theme, facet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        name = self.tr("Order of {facet}").format(facet=facet_name(facet).lower())
        self.setObjectName("facetsort")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setIconSize(QSize(ICON, ICON))
        self.setFixedSize(FACET_ROW, FACET_ROW)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        group = QActionGroup(menu)
        own = facet in OWN_ORDER
        by_name = self.tr("By {facet}").format(facet=facet_name(facet).lower())
        self._by_name = menu.addAction(by_name if own else self.tr("By name"))
        self._by_count = menu.addAction(self.tr("By number of records"))
        for action in (self._by_name, self._by_count):
            action.setCheckable(True)
            group.addAction(action)
        (self._by_name if own else self._by_count).setChecked(True)
        group.triggered.connect(lambda action: self.by_name_wanted.emit(action is self._by_name))
        menu.addSeparator()
        self._none = menu.addAction(self.tr("Choose none"), self.none_wanted.emit)
        self.setMenu(menu)
        theme.changed.connect(self._dress)
        self._dress()

    def set_some_chosen(self, some: bool) -> None:
        """Tell whether there is anything to take back."""
        self._none.setEnabled(some)

    def _dress(self) -> None:
        self.setIcon(self._theme.icon("sort"))
