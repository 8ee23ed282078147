"""Widgets of one pane each, shown and closed by the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


@pytest.fixture
def shown(qtbot) -> Callable[[QWidget], QWidget]:
    """Show a widget; it is kept alive by the test, and closed at its end."""
    kept: list[QWidget] = []

    def show(widget: QWidget, width: int = 320, height: int = 400) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


@pytest.fixture
def click() -> Callable[..., None]:
    """Click a place of a widget."""

    def do(widget: QWidget, x: int, y: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifier, QPoint(x, y))

    return do
