"""The offers under the search field: a list over the panes that never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from viewer.look.metrics import INSIDE, OFFER_ROW
from viewer.look.theme import Theme
from viewer.models.offers import OfferModel
from viewer.panes.offerdelegate import OfferDelegate


class OfferList(QListView):
    """Shows the offers of a model; a row is chosen from outside or with the mouse."""

    row_taken = Signal(int)

    def __init__(self, theme: Theme, model: OfferModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self.setAccessibleName(self.tr("Offers for what is typed"))
        self.setModel(model)
        self.setItemDelegate(OfferDelegate(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.row_taken.emit(index.row()))
        self.hide()

    @property
    def row(self) -> int:
        """The chosen row, -1 for none."""
        return int(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Choose a row; one that there is not means none."""
        self.setCurrentIndex(self.model().index(row, 0))

    def show_under(self, widget: QWidget) -> None:
        """Show all rows under a widget, as wide as it is."""
        around = self.parentWidget() or self
        height = self.model().rowCount() * OFFER_ROW + 2 * INSIDE
        self.move(widget.mapTo(around, QPoint(0, widget.height())))
        self.resize(widget.width(), height)
        self.raise_()
        self.show()
