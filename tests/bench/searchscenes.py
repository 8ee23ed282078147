"""Scenes of searching for ``tests.bench.screens``, played on the sample archive.

Each brings the window where it is to be, by what a person does, and returns what is to be seen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from index.search.query import Filter, Query
from viewer.window import Window

_PATIENCE_S = 20.0
_REST_S = 0.12


def start(window: Window) -> QWidget:
    """The whole archive, before anything is searched."""
    return window


def offers(window: Window) -> QWidget:
    """Words, titles and filters that what is typed may become."""
    _type(window, "mig")
    return window


def values(window: Window) -> QWidget:
    """The values of a field, once its name is typed."""
    _type(window, "region:")
    return window


def passages(window: Window) -> QWidget:
    """The best passages of each record for the words, and the same words marked in the text."""
    _search(window, "retour volontaire")
    _read(window, 0)
    return window


def filters(window: Window) -> QWidget:
    """A range of years, a value left out, one chosen; inferred values left out."""
    wanted = (
        Filter("year", "2012..2021"),
        Filter("region", "africa", True),
        Filter("kind", "project"),
    )
    window.search.set_query(Query("", wanted, stated_only=True))
    _settle(window)
    _read(window, 1)
    return window


def text(window: Window) -> QWidget:
    """A chip that was turned into text: it has an outline, and its clause stands in the field."""
    window.search.set_query(
        Query("migration", (Filter("status", "completed"), Filter("language", "fr")))
    )
    _settle(window)
    window.search.turn_into_text(Filter("language", "fr"))
    _read(window, 0)
    return window


def nothing(window: Window) -> QWidget:
    """Nothing found: what was searched, and which filter to drop."""
    wanted = (Filter("status", "planned"), Filter("region", "africa"))
    window.search.set_query(Query("retour", wanted))
    _settle(window)
    return window


def search(window: Window) -> QWidget:
    """A search, a value left out, the first record: the picture at the head of the README."""
    window.search.set_query(Query("retour", (Filter("region", "north-america", True),)))
    _settle(window)
    _read(window, 0)
    return window


def paper(window: Window) -> QWidget:
    """What goes on paper: several chosen records, as sheets with their parts."""
    _search(window, "migration")
    window.panes.list.choose_rows([0, 1, 3])
    window.deed["print_list"].trigger()
    return _dialog(window)


def searching(window: Window) -> QWidget:
    """The help about searching: the language by example."""
    window.deed["help_search"].trigger()
    return _dialog(window)


def why(window: Window) -> QWidget:
    """Why a record was found, and how it ranks."""
    _search(window, "retour volontaire Niger")
    _read(window, 0)
    window.deed["why"].trigger()
    _settle(window)
    return _dialog(window)


#: Name of the picture -> its scene.
SEARCH_SCENES: Mapping[str, Callable[[Window], QWidget]] = MappingProxyType(
    {
        "start": start,
        "offers": offers,
        "values": values,
        "passages": passages,
        "filters": filters,
        "chip-as-text": text,
        "nothing-found": nothing,
        "search": search,
        "print": paper,
        "help": searching,
        "why": why,
    }
)


def begin(window: Window) -> None:
    """Bring the window back to the whole archive, with nothing open over it."""
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    window.activateWindow()
    window.search.set_query(Query())
    window.panes.offers.hide()
    window.panes.notice.hide()
    _settle(window)
    window.panes.list.verticalScrollBar().setValue(0)


def _type(window: Window, text: str) -> None:
    field = window.panes.header.query_bar.field
    field.setFocus()
    QTest.keyClicks(field, text)
    _wait(window.panes.offers.isVisible)
    _settle(window)


def _search(window: Window, words: str) -> None:
    window.search.commit_text(words)
    _settle(window)


def _read(window: Window, row: int) -> None:
    window.panes.list.go_to(row)
    _settle(window)
    hit = window.panes.hits.hit(row)
    _wait(lambda: window.browsing.record is not None and window.browsing.record.id == hit.id)
    _rest()


def _dialog(window: Window) -> QWidget:
    _wait(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def _settle(window: Window) -> None:
    _rest()
    _wait(lambda: window.worker.idle)
    _rest()


def _rest() -> None:
    until = time.monotonic() + _REST_S
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not done():
        QApplication.processEvents()
        time.sleep(0.002)
        if time.monotonic() > until:
            raise TimeoutError("the window did not get there")
