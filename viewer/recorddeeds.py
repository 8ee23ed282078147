"""What can be done with the record in the reader: open it, show it in its folder, copy from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from index.record import Record
from viewer.reading.citation import citation
from viewer.wording import language


class RecordDeeds(QObject):
    """Acts on the record that ``current`` gives; says in plain words what came of it."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, current: Callable[[], Record | None], archive: Callable[[], str], window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._archive = archive
        self._window = window

    def open_original(self) -> None:
        """Open the document in the program that the system has for it."""
        path = self._present_path()
        if path is not None:
            self._open(path)

    def show_in_folder(self) -> None:
        """Open the folder that holds the document."""
        path = self._present_path()
        if path is not None:
            self._open(path.parent)

    def copy_identifier(self) -> None:
        """Copy the identifiers of the record, or its name in the archive when it has none."""
        record = self._current()
        if record is not None:
            self._copy(", ".join(record.identifiers) or record.id)

    def copy_path(self) -> None:
        """Copy where the document is."""
        record = self._current()
        if record is not None:
            self._copy(record.path)

    def copy_citation(self) -> None:
        """Copy a citation."""
        record = self._current()
        if record is not None:
            self._copy(citation(record, self._archive(), language()))

    def _present_path(self) -> Path | None:
        record = self._current()
        if record is None:
            return None
        path = Path(record.path)
        if record.path and path.exists():
            return path
        text = self.tr(
            "“{name}” is no longer in its place ({path}). The archive keeps its text, "
            "so it can still be read and printed here."
        )
        self.failed.emit(text.format(name=path.name, path=path.parent))
        return None

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = self.tr("The system has no program to open “{name}”.")
            self.failed.emit(text.format(name=path.name))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(self.tr("Copied: {text}").format(text=text))
