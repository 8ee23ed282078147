"""Paints one facet value: check mark, label, count at the right edge, a thin bar for its share."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from viewer.look.metrics import BETWEEN, FACET_ROW, INSIDE
from viewer.models.facets import FacetRow, State
from viewer.models.roles import Role
from viewer.panes.rowdelegate import RowDelegate
from viewer.wording import number

_BOX = 12
_BAR = 2


class FacetDelegate(RowDelegate):
    """Paints rows of equal height from ``Role.FACET_ROW``."""

    height = FACET_ROW

    def paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        row: FacetRow = index.data(Role.FACET_ROW)
        self._paint_share(painter, option, row)
        self._paint_box(painter, option.rect, row)
        colours = self._theme.colours
        text = option.rect.adjusted(_BOX + BETWEEN, 0, -INSIDE, -_BAR)
        count = number(row.count)
        painter.setPen(colours.colour("secondary"))
        painter.setFont(option.font)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        width = text.width() - option.fontMetrics.horizontalAdvance(count) - BETWEEN
        quiet = row.value is None or row.state is State.EXCLUDED
        painter.setPen(colours.colour("secondary" if quiet else "text"))
        painter.setFont(_font(option.font, row))
        label = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, width)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)

    def _paint_share(self, painter: QPainter, option: QStyleOptionViewItem, row: FacetRow) -> None:
        colours = self._theme.colours
        left = option.rect.left() + _BOX + BETWEEN
        room = option.rect.right() + 1 - left
        bar = QRect(left, option.rect.bottom() - _BAR, round(room * row.share), _BAR)
        lit = row.state is State.INCLUDED
        painter.fillRect(bar, colours.colour("accent" if lit else "hairline"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.colour("accent"))
            painter.drawRoundedRect(option.rect.adjusted(-1, 0, -1, -1), INSIDE, INSIDE)

    def _paint_box(self, painter: QPainter, rect: QRect, row: FacetRow) -> None:
        colours = self._theme.colours
        top = rect.top() + (rect.height() - _BAR - _BOX) // 2
        box = QRect(rect.left() + 1, top, _BOX, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.state is State.INCLUDED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("accent"))
            painter.drawRoundedRect(box, 2, 2)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, self._theme.picture("check", "on_accent", 2 * _BOX))
        else:
            painter.setPen(colours.colour("secondary"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            if row.state is State.EXCLUDED:
                inner = box.toRectF().adjusted(3, 0, -3, 0)
                middle = inner.center().y()
                painter.drawLine(QLineF(inner.left(), middle, inner.right(), middle))


def _font(font: QFont, row: FacetRow) -> QFont:
    if row.state is State.EXCLUDED:
        font = QFont(font)
        font.setStrikeOut(True)
    return font
