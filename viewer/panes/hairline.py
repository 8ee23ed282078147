"""A hairline: the only frame that Fonds draws."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


class Hairline(QFrame):
    """A horizontal line of one pixel between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hairline")
        self.setFixedHeight(1)
