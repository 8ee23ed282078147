"""The help: how to search, and every key, the latter made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from index.search.examples import EXAMPLES
from viewer.actions import DEEDS, MENUS, native, words
from viewer.dialogs.helptable import HelpTable, Part
from viewer.wording import language

translate = QCoreApplication.translate


def keyboard_help(parent: QWidget) -> HelpTable:
    """Return the dialog that lists every key."""
    return HelpTable(translate("Help", "Keyboard"), keyboard_parts(), parent)


def search_help(parent: QWidget) -> HelpTable:
    """Return the dialog that tells how to search."""
    return HelpTable(translate("Help", "How to search"), search_parts(), parent)


def keyboard_parts() -> list[Part]:
    """Return the keys of all actions by menu, and those of the panes."""
    parts: list[Part] = []
    for menu, title in MENUS.items():
        rows = [
            (_keys(deed.keys), words(deed).replace("&", "").rstrip("…"))
            for deed in DEEDS
            if deed.menu == menu and deed.keys
        ]
        name = translate("Menus", title).replace("&", "")
        parts.append((name, rows))
    parts.append((translate("Help", "In the panes"), _pane_keys()))
    return parts


def search_parts() -> list[Part]:
    """Return what can be typed into the search field."""
    words = language()
    rows = [(example.text, getattr(example, words)) for example in EXAMPLES]
    return [(translate("Help", "What can be typed"), rows), _good_to_know()]


def _pane_keys() -> list[tuple[str, str]]:
    """Return the keys that mean something in one pane only, from the search field to the text."""
    return [
        (
            translate("Help", "Down, in the search field"),
            translate("Help", "Go through what is offered, then to the list"),
        ),
        (translate("Help", "Tab, in the search field"), translate("Help", "Take what is offered")),
        (
            translate("Help", "Menu key, on a filter in force"),
            translate("Help", "Turn it into text, or leave out what it asks for"),
        ),
        (
            translate("Help", "Up, Down, in the filters"),
            translate("Help", "Go from value to value, on into the next filter"),
        ),
        (
            translate("Help", "Space, in the filters"),
            translate("Help", "Choose a value, or no longer"),
        ),
        (
            translate("Help", "Delete, in the filters"),
            translate("Help", "Leave a value out (also Alt and click); take a range of years back"),
        ),
        (
            translate("Help", "Left, Right, in the years"),
            translate("Help", "Move the first year; with Shift the last"),
        ),
        (
            translate("Help", "Up, Down"),
            translate("Help", "Go from record to record; the text follows"),
        ),
        (
            translate("Help", "Shift or Ctrl, in the list"),
            translate("Help", "Choose several records, to print or export them"),
        ),
        (translate("Help", "Enter, in the list"), translate("Help", "Go to the text")),
        (
            translate("Help", "Escape"),
            translate("Help", "Close the find bar, empty the search field"),
        ),
    ]


def _good_to_know() -> Part:
    return (
        translate("Help", "Good to know"),
        [
            (
                translate("Help", "Accents and capitals"),
                translate("Help", "do not matter: “etat” finds “État”."),
            ),
            (
                translate("Help", "Several values"),
                translate("Help", "of one filter find records that have any of them."),
            ),
            (
                translate("Help", "Any text"),
                translate("Help", "can be searched; what has no meaning here is a word."),
            ),
        ],
    )


def _keys(keys: tuple[str, ...]) -> str:
    return ", ".join(native(key) for key in keys)
