"""Paints one offer: what would stand in the search field, and at the right what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.look.metrics import BETWEEN, GROUPS, OFFER_ROW
from viewer.look.theme import Theme
from viewer.models.offers import note
from viewer.models.roles import Role

#: Where the text of the search field begins, past its icon.
_LEFT = 35


class OfferDelegate(QStyledItemDelegate):
    """Paints rows of equal height from ``Role.OFFER``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of all rows."""
        return QSize(80, OFFER_ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw an offer."""
        offer = index.data(Role.OFFER)
        colours = self._theme.colours
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colours.colour("hover"))
        place = option.rect.adjusted(_LEFT, 0, -BETWEEN, 0)
        words, metrics = note(offer), option.fontMetrics
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(colours.colour("secondary"))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, words)
        room = place.width() - metrics.horizontalAdvance(words) - GROUPS
        shown = metrics.elidedText(offer.shown, Qt.TextElideMode.ElideRight, room)
        painter.setPen(colours.colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, shown)
        painter.restore()
