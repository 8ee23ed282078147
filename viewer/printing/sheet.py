"""One sheet of paper: its margins, its running head and foot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPagedPaintDevice, QPainter, QPen

from viewer.printing.fonts import paper_font
from viewer.reading.plain import plain

_MILLIMETRES_PER_INCH = 25.4
_POINTS_PER_INCH = 72.0

#: Margins in millimetres: the text stands within, head and foot above and below it.
_SIDE = 25.0
_TOP = 27.0
_BOTTOM = 25.0

#: Millimetres from the text to the hairline under the head, and to the foot's first line.
_HEAD_GAP = 6.0
_FOOT_GAP = 8.0

_HEAD_SIZE = 8.5
_HAIRLINE = 0.4
_GREY = "#555555"

#: The share of the width that the left one of two words in a line may take.
_LEFT_SHARE = 0.58


@dataclass(frozen=True, slots=True)
class RunningLines:
    """The words of head and foot; ``foot_right`` stands before "page n of m"."""

    head_left: str
    head_right: str
    foot_left: str
    foot_right: str


class Sheet:
    """The geometry of a paper in the pixels of the device that prints it."""

    def __init__(self, device: QPagedPaintDevice) -> None:
        self.device = device
        self.dots = device.logicalDpiY() / _MILLIMETRES_PER_INCH
        paper = QRectF(device.pageLayout().fullRectPixels(device.logicalDpiX()))
        side, top, bottom = (self.dots * mm for mm in (_SIDE, _TOP, _BOTTOM))
        self.body = paper.adjusted(side, top, -side, -bottom)

    def points(self, count: float) -> float:
        """Return a length in typographic points as pixels of the device."""
        return count * self.device.logicalDpiY() / _POINTS_PER_INCH

    def paint_lines(self, painter: QPainter, lines: RunningLines, page: str) -> None:
        """Paint head and foot around the body."""
        painter.save()
        painter.setFont(paper_font(_HEAD_SIZE))
        painter.setPen(QColor(_GREY))
        height = QFontMetricsF(painter.font(), self.device).height()
        rule = self.body.top() - self.dots * _HEAD_GAP
        self._line(painter, rule - height * 1.3, height, lines.head_left, lines.head_right)
        foot = self.body.bottom() + self.dots * _FOOT_GAP
        right = " · ".join(part for part in (lines.foot_right, page) if part)
        self._line(painter, foot, height, lines.foot_left, right)
        painter.setPen(QPen(QColor(_GREY), self.points(_HAIRLINE)))
        painter.drawLine(QPointF(self.body.left(), rule), QPointF(self.body.right(), rule))
        painter.restore()

    def _line(self, painter: QPainter, top: float, height: float, left: str, right: str) -> None:
        """Paint one line of two words, each cut in its middle where it is too long."""
        metrics = QFontMetricsF(painter.font(), self.device)
        left, right = plain(left).replace("\n", " "), plain(right).replace("\n", " ")
        whole, gap = self.body.width(), self.dots * 4
        room = max(whole * (1 - _LEFT_SHARE), whole - gap - metrics.horizontalAdvance(left))
        right = metrics.elidedText(right, Qt.TextElideMode.ElideMiddle, room)
        room = whole - gap - metrics.horizontalAdvance(right)
        left = metrics.elidedText(left, Qt.TextElideMode.ElideMiddle, room)
        box = QRectF(self.body.left(), top, whole, height)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, right)
