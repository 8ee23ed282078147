"""Text wrapped to a width on a device: measured before the page is painted, painted alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"


class TextBox:
    """One piece of text in one font; ``height`` is what it takes at its width, in pixels."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        device: QPagedPaintDevice,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font, device)
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        self._layout.setTextOption(option)
        self.height = self._set(width)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint with the upper left corner at a point."""
        self._layout.draw(painter, QPointF(left, top))

    def _set(self, width: float) -> float:
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        return height
