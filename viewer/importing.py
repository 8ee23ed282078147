"""Adding to the archive from the window: one update at a time, told while it goes on and after."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from index.errors import FondsError
from index.progress import Progress, Report
from viewer.panes.importstrip import ImportStrip
from viewer.tasks import ImportTask, Update
from viewer.wording import documents

#: Records that are committed meanwhile are shown this often, the first ones soon.
_SHOW_EVERY_S = 1.0

#: Options of an update: read again what could not be read; read scanned pages.
RETRY: tuple[str, ...] = ("--retry",)
PICTURES: tuple[str, ...] = ("--ocr",)


class ImportController(QObject):
    """Runs updates one after another and shows them in the strip."""

    grown = Signal()
    finished = Signal(object)
    failed = Signal(str)

    def __init__(
        self, update: Update, folder: Path, strip: ImportStrip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._update = update
        self._folder = folder
        self._strip = strip
        self._task: ImportTask | None = None
        self._next: list[tuple[list[Path], tuple[str, ...], bool]] = []
        self.unasked = False
        self._began = 0.0
        self._shown = 0.0
        strip.cancelled.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether an update is under way."""
        return self._task is not None

    def start(
        self, paths: Sequence[Path], options: tuple[str, ...] = (), unasked: bool = False
    ) -> None:
        """Add paths (none: look again at all sources), at once or after what is under way.

        What is *unasked* was seen to change; the property tells it of what is under way or ended.
        """
        if self._task is not None:
            self._next.append((list(paths), options, unasked))
            return
        self.unasked = unasked
        task = ImportTask(self._update, self._folder, list(paths), options, self)
        task.progressed.connect(self._on_progressed)
        task.finished.connect(self._on_finished)
        task.failed.connect(self._on_failed)
        self._task = task
        self._began = self._shown = time.monotonic()
        self._strip.begin()
        task.start()

    def cancel(self) -> None:
        """Stop what is under way and what waits; what was added stays."""
        self._next.clear()
        if self._task is not None:
            self._task.cancel()

    def stop(self) -> None:
        """Cancel, and wait until the update has ended."""
        self.cancel()
        if self._task is not None:
            self._task.wait()
            self._task = None

    def _on_progressed(self, progress: Progress) -> None:
        now = time.monotonic()
        self._strip.set_progress(
            progress.done, progress.total, progress.path, progress.failed, now - self._began
        )
        if now - self._shown > _SHOW_EVERY_S:
            self._shown = now
            self.grown.emit()

    def _on_finished(self, report: Report) -> None:
        self._end()
        self.finished.emit(report)
        self._start_next()

    def _on_failed(self, error: FondsError) -> None:
        self._end()
        self.failed.emit(str(error))
        self._start_next()

    def _end(self) -> None:
        if self._task is not None:
            self._task.wait()
            self._task.deleteLater()
        self._task = None
        self._strip.hide()

    def _start_next(self) -> None:
        if self._next:
            self.start(*self._next.pop(0))


def summary(report: Report) -> str:
    """Say in one sentence what an update did."""
    translate = QCoreApplication.translate
    if report.cancelled:
        stopped = translate("Importing", "Stopped. What was added until then stays: {documents}.")
        return stopped.format(documents=documents(report.added + report.updated))
    parts = [
        (report.added, translate("Importing", "{documents} added")),
        (report.updated, translate("Importing", "{documents} brought up to date")),
        (report.removed, translate("Importing", "{documents} no longer there")),
        (len(report.failed), translate("Importing", "{documents} could not be read")),
    ]
    if report.added or report.updated:
        noted = translate("Importing", "{documents} with a note")
        parts.append((len(report.notices), noted))
    told = [words.format(documents=documents(count)) for count, words in parts if count]
    if report.error:
        told.append(report.error)
    for source in report.offline:
        told.append(translate("Importing", "“{folder}” could not be reached").format(folder=source))
    if not told:
        return translate("Importing", "Everything was up to date already.")
    text = ", ".join(told)
    return text[:1].upper() + text[1:].rstrip(".") + "."
