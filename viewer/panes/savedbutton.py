"""The star beside the search field: saves the search in force, and opens those that were saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.look.metrics import BUTTON
from viewer.look.theme import Theme


class SavedButton(QToolButton):
    """A menu of names; says which search is wanted, or is to be forgotten."""

    save_wanted = Signal()
    search_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Saved searches"))
        self.setToolTip(self.tr("Saved searches"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(BUTTON, BUTTON)
        self.setMenu(QMenu(self))
        theme.changed.connect(self._dress)
        self._dress()
        self.set_saved(())

    def set_saved(self, items: Sequence[tuple[str, str]]) -> None:
        """Show the names of what is saved; each comes with the text of its search."""
        menu = self.menu()
        menu.clear()
        menu.addAction(self.tr("Save this search…"), self.save_wanted.emit)
        if not items:
            return
        menu.addSeparator()
        for name, text in items:
            action = menu.addAction(_plain(name), partial(self.search_wanted.emit, text))
            action.setToolTip(text)
        menu.addSeparator()
        forget = QMenu(self.tr("Forget"), menu)
        for name, _text in items:
            forget.addAction(_plain(name), partial(self.forget_wanted.emit, name))
        menu.addMenu(forget)

    def _dress(self) -> None:
        self.setIcon(self._theme.icon("star"))


def _plain(name: str) -> str:
    """Return a name as a menu shows it: "&" marks no key."""
    return name.replace("&", "&&")
