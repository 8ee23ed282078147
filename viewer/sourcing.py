"""The archive's folders: shows them, removes them, and watches those that are to be watched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from index.errors import FondsError
from viewer.dialogs.sources import SourcesDialog
from viewer.models.sources import SourceRow, list_sources
from viewer.tasks import ArchiveWorker, Readable, SourceWatch, Ticket


class SourceController(QObject):
    """Opens the dialog of sources; ``update_wanted`` names paths to be looked at (none: all).

    ``changed_by_itself`` names those that were seen to change, which nobody asked for.

    What changes the archive has a worker of its own, ``writer``: searching and reading go on.
    """

    update_wanted = Signal(list)
    changed_by_itself = Signal(list)
    add_wanted = Signal()
    columns_wanted = Signal(object)
    changed = Signal()

    def __init__(
        self, reader: ArchiveWorker, writer: ArchiveWorker, watch: SourceWatch, window: QWidget
    ) -> None:
        super().__init__(window)
        self._reader = reader
        self._writer = writer
        self._watch = watch
        self._window = window
        self._dialog: SourcesDialog | None = None
        self._trouble: FondsError | None = None
        watch.changed.connect(self.changed_by_itself)

    def show(self) -> None:
        """Open the dialog."""
        dialog = SourcesDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add_wanted.connect(self.add_wanted)
        dialog.columns_wanted.connect(self.columns_wanted)
        dialog.update_wanted.connect(self.update_wanted)
        dialog.remove_wanted.connect(self._remove)
        dialog.watch_wanted.connect(self._set_watched)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        self.look()
        dialog.open()

    def look(self) -> None:
        """See what the archive covers by now; show it, and watch what is to be watched."""
        self._reader.submit(
            lambda archive, _ticket: list_sources(archive), self._on_listed, self._on_failed
        )

    def stop(self) -> None:
        """End watching, and wait for what is being taken out."""
        self._watch.stop()
        self._writer.stop()

    def _on_listed(self, rows: tuple[SourceRow, ...]) -> None:
        self._watch.watch([row.source.path for row in rows if row.source.watched])
        if self._dialog is not None:
            self._dialog.set_sources(rows)
        if self._trouble is not None:
            self._on_failed(self._trouble)
            self._trouble = None

    def _remove(self, source: str) -> None:
        def work(archive: Readable, _ticket: Ticket) -> None:
            archive.remove_source(source)

        if self._dialog is not None:
            self._dialog.set_busy(self.tr("Taking it out of the archive. This may take a while."))
        self._do(work, self.changed.emit)

    def _set_watched(self, source: str, watched: bool) -> None:
        def work(archive: Readable, _ticket: Ticket) -> None:
            archive.watch_source(source, watched)

        self._do(work, lambda: None)

    def _do(self, work: Callable[[Readable, Ticket], None], then: Callable[[], None]) -> None:
        def done(_nothing: object) -> None:
            then()
            self.look()

        def failed(error: FondsError) -> None:
            self._trouble = error
            self.look()

        self._writer.submit(work, done, failed)

    def _on_failed(self, error: FondsError) -> None:
        if self._dialog is not None:
            text = str(error)
            self._dialog.set_trouble(f"{text[:1].upper()}{text[1:]}.")

    def _on_closed(self) -> None:
        self._dialog = None
