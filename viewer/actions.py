"""The table of everything the window can do; menus, buttons and the keyboard help come of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer.look.theme import Theme
from viewer.wording import number


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: its menu, its words, its keys (the first is shown) and its icon."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False


def _deed(name: str, menu: str, text: object, *keys: str, icon: str = "", on: bool = False) -> Deed:
    return Deed(name, menu, str(text), keys, icon, on)


#: Menus in their order, with their names.
MENUS = {
    "file": str(QT_TRANSLATE_NOOP("Menus", "&File")),
    "edit": str(QT_TRANSLATE_NOOP("Menus", "&Edit")),
    "view": str(QT_TRANSLATE_NOOP("Menus", "&View")),
    "go": str(QT_TRANSLATE_NOOP("Menus", "&Go")),
    "record": str(QT_TRANSLATE_NOOP("Menus", "&Record")),
    "help": str(QT_TRANSLATE_NOOP("Menus", "&Help")),
}

#: Everything that can be done, in the order of the menus; an empty name is a separator.
DEEDS = (
    _deed("add_folder", "file", QT_TRANSLATE_NOOP("Actions", "&Add a folder…"), "Ctrl+O",
          icon="folder-add"),
    _deed("add_files", "file", QT_TRANSLATE_NOOP("Actions", "Add &documents…"), "Ctrl+Shift+O",
          icon="document"),
    _deed("update", "file", QT_TRANSLATE_NOOP("Actions", "&Update the archive"), "F5",
          icon="retry"),
    _deed("sources", "file", QT_TRANSLATE_NOOP("Actions", "&Folders of the archive…"),
          "Ctrl+Shift+F", icon="folder"),
    _deed("report", "file", QT_TRANSLATE_NOOP("Actions", "&Report of the last import…")),
    _deed("columns", "file", QT_TRANSLATE_NOOP("Actions", "What &columns mean…")),
    _deed("", "file", ""),
    _deed("open_sample", "file", QT_TRANSLATE_NOOP("Actions", "Open the &sample archive"),
          icon="archive"),
    _deed("", "file", ""),
    _deed("preview", "file", QT_TRANSLATE_NOOP("Actions", "Print pre&view…"), "Ctrl+Shift+P",
          icon="preview"),
    _deed("print", "file", QT_TRANSLATE_NOOP("Actions", "&Print…"), "Ctrl+P", icon="print"),
    _deed("export_pdf", "file", QT_TRANSLATE_NOOP("Actions", "&Export as PDF…"), "Ctrl+E",
          icon="pdf"),
    _deed("print_list", "file", QT_TRANSLATE_NOOP("Actions", "Print &list or selection…"),
          "Ctrl+Alt+P"),
    _deed("", "file", ""),
    _deed("quit", "file", QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"),
    _deed("search", "edit", QT_TRANSLATE_NOOP("Actions", "&Search the archive"), "Ctrl+K",
          "Ctrl+L", "/", icon="search"),
    _deed("find", "edit", QT_TRANSLATE_NOOP("Actions", "&Find in the text"), "Ctrl+F",
          icon="find"),
    _deed("", "edit", ""),
    _deed("clear_filters", "edit", QT_TRANSLATE_NOOP("Actions", "&Clear all filters"),
          "Ctrl+Backspace"),
    _deed("show_new", "edit", QT_TRANSLATE_NOOP("Actions", "New since the last &import")),
    _deed("save_search", "edit", QT_TRANSLATE_NOOP("Actions", "S&ave this search…"), "Ctrl+D",
          icon="star"),
    _deed("clear_search", "edit", QT_TRANSLATE_NOOP("Actions", "Start a &new search"), "Ctrl+N"),
    _deed("zoom_in", "view", QT_TRANSLATE_NOOP("Actions", "&Larger text"), "Ctrl++", "Ctrl+="),
    _deed("zoom_out", "view", QT_TRANSLATE_NOOP("Actions", "&Smaller text"), "Ctrl+-"),
    _deed("zoom_normal", "view", QT_TRANSLATE_NOOP("Actions", "&Normal size"), "Ctrl+0"),
    _deed("", "view", ""),
    _deed("show_filters", "view", QT_TRANSLATE_NOOP("Actions", "Show &filters"), "F9", on=True),
    _deed("show_reader", "view", QT_TRANSLATE_NOOP("Actions", "Show the &text"), "F10", on=True),
    _deed("furniture", "view", QT_TRANSLATE_NOOP("Actions", "&Removed from the page"), "Ctrl+R",
          icon="furniture", on=True),
    _deed("", "view", ""),
    _deed("next_hit", "go", QT_TRANSLATE_NOOP("Actions", "&Next hit"), "F3", icon="down"),
    _deed("previous_hit", "go", QT_TRANSLATE_NOOP("Actions", "&Previous hit"), "Shift+F3",
          icon="up"),
    _deed("", "go", ""),
    _deed("next_record", "go", QT_TRANSLATE_NOOP("Actions", "Next &record"), "Alt+Down"),
    _deed("previous_record", "go", QT_TRANSLATE_NOOP("Actions", "Previous re&cord"), "Alt+Up"),
    _deed("", "go", ""),
    _deed("go_filters", "go", QT_TRANSLATE_NOOP("Actions", "To the &filters"), "Ctrl+1"),
    _deed("go_list", "go", QT_TRANSLATE_NOOP("Actions", "To the &list"), "Ctrl+2"),
    _deed("go_text", "go", QT_TRANSLATE_NOOP("Actions", "To the &text"), "Ctrl+3"),
    _deed("open_original", "record", QT_TRANSLATE_NOOP("Actions", "Open the &original"),
          "Ctrl+Return", icon="open-original"),
    _deed("show_in_folder", "record", QT_TRANSLATE_NOOP("Actions", "Show in its &folder"),
          "Ctrl+Shift+Return", icon="show-in-folder"),
    _deed("", "record", ""),
    _deed("copy_identifier", "record", QT_TRANSLATE_NOOP("Actions", "Copy the &identifier"),
          "Ctrl+Shift+I"),
    _deed("copy_path", "record", QT_TRANSLATE_NOOP("Actions", "Copy the &path"), "Ctrl+Shift+L"),
    _deed("copy_citation", "record", QT_TRANSLATE_NOOP("Actions", "Copy a &citation"),
          "Ctrl+Shift+C", icon="copy"),
    _deed("", "record", ""),
    _deed("like", "record", QT_TRANSLATE_NOOP("Actions", "Records &like this"), "Ctrl+Shift+K"),
    _deed("why", "record", QT_TRANSLATE_NOOP("Actions", "&Why this record"), "Ctrl+Shift+W"),
    _deed("help_search", "help", QT_TRANSLATE_NOOP("Actions", "&How to search"), "F1",
          icon="information"),
    _deed("help_keys", "help", QT_TRANSLATE_NOOP("Actions", "&Keyboard"), "Ctrl+F1",
          icon="keyboard"),
    _deed("", "help", ""),
    _deed("about", "help", QT_TRANSLATE_NOOP("Actions", "&About Fonds")),
)  # fmt: skip

#: What needs a record in the reader.
NEEDS_RECORD = (
    "preview", "print", "export_pdf", "find", "furniture", "open_original", "show_in_folder",
    "copy_identifier", "copy_path", "copy_citation", "why", "like",
)  # fmt: skip


#: What acts on all records that are chosen in the list: its words for several of them.
COUNTED = {
    "preview": str(QT_TRANSLATE_NOOP("Actions", "Print pre&view of {n} records…")),
    "print": str(QT_TRANSLATE_NOOP("Actions", "&Print {n} records…")),
    "export_pdf": str(QT_TRANSLATE_NOOP("Actions", "&Export {n} records as PDF…")),
}


class Actions(QObject):
    """The window's actions by name, and its menus."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._made: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for name, title in MENUS.items():
            menu = QMenu(QCoreApplication.translate("Menus", title), window)
            window.menuBar().addMenu(menu)
            self.menus[name] = menu
        for deed in DEEDS:
            self._make(deed, window)
        theme.changed.connect(self._dress)
        self._dress()

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def set_enabled(self, names: tuple[str, ...], enabled: bool) -> None:
        """Enable or disable several actions."""
        for name in names:
            self._made[name].setEnabled(enabled)

    def count_chosen(self, count: int) -> None:
        """Say in the words of the deeds how many records they act on, when that is several."""
        for deed in DEEDS:
            if deed.name in COUNTED:
                several = QCoreApplication.translate("Actions", COUNTED[deed.name])
                text = several.format(n=number(count)) if count > 1 else words(deed)
                self._made[deed.name].setText(text)
                self._made[deed.name].setToolTip(_tip(text, deed.keys))

    def _make(self, deed: Deed, window: QMainWindow) -> None:
        if not deed.name:
            self.menus[deed.menu].addSeparator()
            return
        action = QAction(words(deed), window)
        action.setShortcuts([QKeySequence(key) for key in deed.keys])
        action.setCheckable(deed.checkable)
        action.setToolTip(_tip(words(deed), deed.keys))
        self._made[deed.name] = action
        self.menus[deed.menu].addAction(action)

    def _dress(self) -> None:
        for deed in DEEDS:
            if deed.icon:
                self._made[deed.name].setIcon(self._theme.icon(deed.icon))


def words(deed: Deed) -> str:
    """Return the words of a deed in the person's language."""
    return QCoreApplication.translate("Actions", deed.text)


def _tip(text: str, keys: tuple[str, ...]) -> str:
    plain = text.replace("&", "").rstrip("…")
    return f"{plain} ({native(keys[0])})" if keys else plain


def native(keys: str) -> str:
    """Return a key as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
