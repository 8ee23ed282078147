"""The help: how to search, and every key, the latter made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from viewer.actions import DEEDS, MENUS, native, words
from viewer.dialogs.helptable import HelpTable, Part

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
    parts.append(
        (
            translate("Help", "In the panes"),
            [
                (
                    translate("Help", "Down, in the search field"),
                    translate("Help", "Go through what is offered, then to the list"),
                ),
                (
                    translate("Help", "Tab, in the search field"),
                    translate("Help", "Take what is offered"),
                ),
                (
                    translate("Help", "Up, Down"),
                    translate("Help", "Go from record to record; the text follows"),
                ),
                (translate("Help", "Enter, in the list"), translate("Help", "Go to the text")),
                (
                    translate("Help", "Space, in the filters"),
                    translate("Help", "Choose a value, or no longer"),
                ),
                (
                    translate("Help", "Delete, in the filters"),
                    translate("Help", "Leave a value out (also Alt and click)"),
                ),
                (
                    translate("Help", "Left, Right, in the years"),
                    translate("Help", "Move the first year; with Shift the last"),
                ),
                (
                    translate("Help", "Escape"),
                    translate("Help", "Close the find bar, empty the search field"),
                ),
            ],
        )
    )
    return parts


def search_parts() -> list[Part]:
    """Return what can be typed into the search field."""
    return [_words_part(), _filters_part(), _good_to_know()]


def _words_part() -> Part:
    return (
        translate("Help", "Words"),
        [
            (
                "migration chine",
                translate("Help", "Both words, in any form: “migrations”, “Chine”"),
            ),
            ("“retour volontaire”", translate("Help", "These words one after the other")),
            ("migration OR asile", translate("Help", "Either word; also OU, O")),
            ("migration -asile", translate("Help", "Without a word; also NOT, SAUF")),
            ("migr*", translate("Help", "Words that begin so")),
            (
                "PO.0105",
                translate("Help", "An identifier, with or without its full stops and dashes"),
            ),
        ],
    )


def _filters_part() -> Part:
    return (
        translate("Help", "Filters"),
        [
            (
                "year:2024",
                translate("Help", "One year; every filter of the left pane can be typed"),
            ),
            (
                "year:2015..2018",
                translate("Help", "A span of years; either end may be left out"),
            ),
            ("budget:>100k", translate("Help", "An amount; also 50k..2m")),
            ("added:7d", translate("Help", "What came in the last seven days; also added:last")),
            ("status:completed", translate("Help", "A status: active, completed, planned…")),
            ("-region:africa", translate("Help", "Leave a value out")),
            ("no:year", translate("Help", "Records whose documents do not state a year")),
            (
                "sort:-date",
                translate("Help", "Newest first; also date, title, budget, -budget"),
            ),
        ],
    )


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
