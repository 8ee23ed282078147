"""Keeps searches by name: asks for the name, and offers what is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from index.search.query import Query
from viewer.completing import CompletionController
from viewer.panes.savedbutton import SavedButton
from viewer.savedsearches import SavedSearches
from viewer.searching import SearchController

_LONGEST_NAME = 80


class SavingController(QObject):
    """Joins the star and the offers to the searches that are kept."""

    told = Signal(str)

    def __init__(
        self,
        search: SearchController,
        saved: SavedSearches,
        button: SavedButton,
        completing: CompletionController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._search = search
        self._saved = saved
        self._button = button
        self._completing = completing
        self._window = window
        button.save_wanted.connect(self.ask)
        button.search_wanted.connect(lambda text: search.set_query(Query.parse(text)))
        button.forget_wanted.connect(self.forget)
        self._show()

    def ask(self) -> None:
        """Ask for a name for the search in force, and keep it."""
        text = self._search.query.to_text()
        if not text:
            self.told.emit(self.tr("There is nothing to save yet: search for something first."))
            return
        known = next((name for name, kept in self._saved.items if kept == text), text)
        title, words = self.tr("Save this search"), self.tr("Name:")
        name, taken = QInputDialog.getText(self._window, title, words, text=known[:_LONGEST_NAME])
        if taken and name.strip():
            self._saved.keep(name.strip(), text)
            self._show()
            self.told.emit(self.tr("Saved as “{name}”.").format(name=name.strip()))

    def forget(self, name: str) -> None:
        """Keep a search no more."""
        self._saved.forget(name)
        self._show()
        self.told.emit(self.tr("“{name}” is forgotten.").format(name=name))

    def _show(self) -> None:
        self._button.set_saved(self._saved.items)
        self._completing.saved = self._saved.items
