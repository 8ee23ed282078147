"""Loud tests of the window: a stray thread, timer or window fails the test that left it."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.viewer.fakes import FakeArchive
from viewer.app import Program, make_application
from viewer.look.theme import Theme
from viewer.session import Session
from viewer.window import Desk, Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    return make_application


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("FONDS_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def nothing_stray(qapp: QApplication, english: None) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _wait_for_threads(before)
    assert not set(threading.enumerate()) - before, "a thread was left running"
    windows = [w for w in QApplication.topLevelWidgets() if isValid(w) and w.isVisible()]
    assert not windows, "a window was left open"
    timers = [
        thing
        for thing in gc.get_objects()
        if type(thing) is QTimer and isValid(thing) and thing.isActive()
    ]
    assert not timers, "a timer was left running"


def _wait_for_threads(before: set[threading.Thread]) -> None:
    until = time.monotonic() + 2
    while set(threading.enumerate()) - before and time.monotonic() < until:
        time.sleep(0.01)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    qapp.setStyleSheet("")
    theme.setParent(None)
    theme.deleteLater()


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive()


@pytest.fixture
def updates() -> list[list[Path]]:
    """The paths of each update that the window asked for."""
    return []


@pytest.fixture
def make_window(
    qtbot, theme: Theme, archive: FakeArchive, tmp_path: Path
) -> Iterator[Callable[..., Window]]:
    """Open windows on the archive in memory; they are closed at the end."""
    made: list[Window] = []

    def make(session: Session | None = None, update: Callable[..., object] | None = None) -> Window:
        desk = Desk(
            tmp_path / "mission", lambda: archive, update or _no_update, session or Session()
        )
        window = Window(theme, desk)
        made.append(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitUntil(lambda: window.worker.idle)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Window:
    return make_window()


@pytest.fixture
def program(qapp: QApplication, archive: FakeArchive) -> Iterator[Program]:
    program = Program(qapp, lambda _folder: archive, _no_update)
    yield program
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    qapp.setStyleSheet("")
    program.theme.setParent(None)
    program.theme.deleteLater()
    program.setParent(None)
    program.deleteLater()


def _no_update(*_args: object, **_named: object) -> None:
    raise AssertionError("no update was expected")
