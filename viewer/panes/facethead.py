"""The name of a facet, which folds its section away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from viewer.look.fonts import bold
from viewer.look.metrics import FACET_ROW, ICON, INSIDE
from viewer.look.theme import Theme


class FacetHead(QAbstractButton):
    """Bold name at the left edge, a small arrow at the right; checked means open."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(name)
        self.setFont(bold(self.font()))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def hold(self, widget: QWidget) -> None:
        """Take a small widget in, between the name and the arrow."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, ICON + INSIDE, 0)
        row.addStretch(1)
        row.addWidget(widget)

    def sizeHint(self) -> QSize:
        """Return the height of a row of the panel."""
        return QSize(80, FACET_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name and the arrow."""
        painter = QPainter(self)
        colours = self._theme.colours
        painter.setPen(colours.colour("text"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, self.text())
        arrow = QRect(0, 0, ICON, ICON)
        arrow.moveCenter(self.rect().center())
        arrow.moveRight(self.rect().right())
        name = "down" if self.isChecked() else "right"
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(arrow, self._theme.picture(name, "secondary", 2 * ICON))
        if self.hasFocus():
            painter.setPen(colours.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()
