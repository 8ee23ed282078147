from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton

from viewer.look.metrics import FACET_ROW, ICON
from viewer.panes.facethead import FacetHead


def test_it_folds_by_click_and_draws_either_way(theme, shown):
    head = shown(FacetHead(theme, "Year"), 200, FACET_ROW)
    open_picture = head.grab().toImage()
    head.click()
    assert not head.isChecked()
    assert head.grab().toImage() != open_picture


def test_it_is_a_row_of_the_panel(theme, shown):
    head = shown(FacetHead(theme, "Year"))
    assert head.sizeHint().height() == FACET_ROW
    assert head.font().bold()


def test_what_it_holds_stands_before_the_arrow_and_does_not_fold(qtbot, theme, shown):
    head = FacetHead(theme, "Year")
    held = QToolButton(head)
    head.hold(held)
    shown(head, 200, FACET_ROW)
    assert held.geometry().right() < head.width() - ICON
    qtbot.mouseClick(held, Qt.MouseButton.LeftButton)
    assert head.isChecked()
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not head.isChecked()


def test_the_keyboard_folds_it_and_can_be_seen_on_it(qtbot, theme, shown):
    head = shown(FacetHead(theme, "Year"), 200, FACET_ROW)
    head.activateWindow()
    plain = head.grab().toImage()
    head.setFocus()
    qtbot.waitUntil(head.hasFocus)
    assert head.grab().toImage() != plain
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert not head.isChecked()
