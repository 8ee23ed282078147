from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from viewer.panes.rowdelegate import RowDelegate


class Dot(RowDelegate):
    """Paints one red pixel, in a pen of its own."""

    height = 30

    def paint_row(self, painter, option, index):
        painter.setPen(QColor("red"))
        painter.drawPoint(5, 5)


@pytest.mark.parametrize(
    ("state", "ground"),
    [
        (QStyle.StateFlag.State_None, None),
        (QStyle.StateFlag.State_MouseOver, "hover"),
        (QStyle.StateFlag.State_Selected, "selection"),
        (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver, "selection"),
    ],
)
def test_the_ground_tells_the_state_and_the_row_stands_on_it(theme, state, ground):
    delegate, model, option = Dot(theme), QStandardItemModel(1, 1), QStyleOptionViewItem()
    option.rect, option.state = QRect(0, 0, 20, 30), state
    image = QImage(20, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("blue"))
    delegate.paint(painter, option, model.index(0, 0))
    assert painter.pen().color() == QColor("blue")
    painter.end()
    wanted = theme.colours.colour(ground) if ground else QColor("white")
    assert image.pixelColor(15, 15) == wanted
    assert image.pixelColor(5, 5) == QColor("red")


def test_every_row_is_of_one_height(theme):
    option = QStyleOptionViewItem()
    model = QStandardItemModel(2, 1)
    delegate = Dot(theme)
    assert {delegate.sizeHint(option, model.index(n, 0)).height() for n in range(2)} == {30}
