"""Starts the Qt application and keeps its one window: settings, session, change of archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from viewer.folders import (
    SAMPLE_ARCHIVE,
    archive_folder,
    config_folder,
    sample_folder,
    state_folder,
)
from viewer.look.icons import application_icon
from viewer.look.theme import Theme
from viewer.session import Session, load_session, save_session
from viewer.settings import Settings, load_settings, save_settings
from viewer.tasks import Readable, Update
from viewer.window import Desk, Window

if TYPE_CHECKING:
    from index.ingest.watching import Stop
    from index.progress import Progress, Report

Opener = Callable[[Path], Readable]


def run_window(archive_folder: Path, paths: Sequence[Path] = ()) -> int:
    """Open the window on an archive, add ``paths`` to it, and return the exit status at its end."""
    application = make_application(sys.argv[:1])
    program = Program(application, open_archive, update)
    program.open(archive_folder, paths)
    return int(application.exec())


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application object with the program's name and icon."""
    if QLocale().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale(QLocale.Language.English))
    application = QApplication(list(arguments))
    application.setApplicationName("fonds")
    application.setDesktopFileName("fonds")
    application.setWindowIcon(application_icon())
    return application


def open_archive(folder: Path) -> Readable:
    """Open the archive of a folder; a new one is made where none stands yet.

    The archive's code is loaded here, on the thread that reads it, so that the window stands
    while that goes on.
    """
    from index.archive import Archive

    archive: Readable = Archive.open_or_create(folder, folder.name)
    return archive


def update(
    archive_folder: Path,
    paths: Sequence[Path],
    *,
    on_event: Callable[[Progress | Report], None],
    cancelled: Callable[[], bool],
    options: Sequence[str] = (),
) -> Report:
    """Update an archive in a child process; what watches over that is loaded only then."""
    from index.ingest.controller import run_update

    return run_update(
        archive_folder, paths, on_event=on_event, cancelled=cancelled, options=options
    )


def watch_changes(paths: Sequence[Path], stop: Stop) -> Iterator[tuple[Path, ...]]:
    """Yield batches of places under *paths* that changed, until *stop* is set.

    The first are the paths themselves, for what changed while no window was open.

    What watches is loaded when something is to be watched.
    """
    from index.ingest.watching import changes

    return changes(paths, stop, catch_up=True)


class Program(QObject):
    """Keeps the window, and puts another in its place when another archive is wanted."""

    def __init__(self, application: QApplication, opener: Opener, update: Update) -> None:
        super().__init__(application)
        self._opener = opener
        self._update = update
        self._settings: Settings = load_settings(config_folder())
        self.theme = Theme(application, self._settings.theme)
        self.window: Window | None = None

    def open(self, folder: Path, paths: Sequence[Path] = ()) -> Window:
        """Open the window on an archive and add paths to it."""
        former = self.window
        session = load_session(state_folder(), folder)
        desk = Desk(folder, lambda: self._opener(folder), self._update, session, watch_changes)
        window = Window(self.theme, desk)
        window.session_ended.connect(lambda session: self._keep(folder, session))
        window.sample_wanted.connect(self._open_sample)
        window.theme_chosen.connect(self._keep_theme)
        self.window = window
        window.show()
        if former is not None:
            former.close()
            former.deleteLater()
        if paths:
            window.add(paths)
        return window

    def _open_sample(self) -> None:
        self.open(archive_folder(SAMPLE_ARCHIVE), [sample_folder()])

    def _keep(self, folder: Path, session: Session) -> None:
        save_session(state_folder(), folder, session)

    def _keep_theme(self, choice: str) -> None:
        self._settings = replace(self._settings, theme=choice)
        save_settings(config_folder(), self._settings)
