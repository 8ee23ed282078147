"""The menu in which a person chooses light or dark colours, or to follow the system."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from viewer.look.theme import CHOICES, Theme


class ThemeMenu(QMenu):
    """Changes the theme at once, and says what was chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTitle(self.tr("&Colours"))
        names = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        for choice, name in zip(CHOICES, names, strict=True):
            action = self.addAction(name)
            action.setCheckable(True)
            action.setChecked(choice == theme.choice)
            action.triggered.connect(partial(self._choose, choice))
            action.setData(choice)

    def _choose(self, choice: str) -> None:
        self._theme.choose(choice)
        for action in self.actions():
            action.setChecked(action.data() == choice)
        self.chosen.emit(choice)
