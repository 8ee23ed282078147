"""Paints one offer: what would stand in the search field, and at the right what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from viewer.look.metrics import BETWEEN, GROUPS, OFFER_ROW
from viewer.models.offers import note
from viewer.models.roles import Role
from viewer.panes.rowdelegate import RowDelegate

#: Where the text of the search field begins, past its icon.
_LEFT = 35


class OfferDelegate(RowDelegate):
    """Paints rows of equal height from ``Role.OFFER``."""

    height = OFFER_ROW

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw an offer."""
        offer = index.data(Role.OFFER)
        colours = self._theme.colours
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
