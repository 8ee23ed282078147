"""What can be done with the record in the reader: open, show, copy, print."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from index.record import Record
from viewer.printing import export_pdf, preview, print_records
from viewer.reading.citation import citation
from viewer.wording import language

_LONGEST_NAME = 80


class RecordDeeds(QObject):
    """Acts on the record that ``current`` gives; says in plain words what came of it."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, current: Callable[[], Record | None], archive_name: str, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._archive = archive_name
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
            self._copy(citation(record, self._archive, language()))

    def show_preview(self) -> None:
        """Show the pages as they will be printed."""
        record = self._current()
        if record is not None:
            preview([record], self._archive, self._window)

    def print_record(self) -> None:
        """Ask for a printer, then print."""
        record = self._current()
        if record is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(record.title[:_LONGEST_NAME])
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the record."""
        record = self._current()
        if record is None:
            return
        try:
            print_records([record], self._archive, printer)
        except OSError:
            name = printer.printerName() or printer.outputFileName()
            self.failed.emit(self.tr("The printer “{name}” does not answer.").format(name=name))

    def export_pdf(self) -> None:
        """Ask for a file, then write the pages to it."""
        record = self._current()
        if record is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export as PDF"),
            str(Path.home() / pdf_name(record)),
            self.tr("PDF documents (*.pdf)"),
        )
        if name:
            self.write_pdf(Path(name))

    def write_pdf(self, path: Path) -> None:
        """Write the pages of the record to a file."""
        record = self._current()
        if record is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            export_pdf([record], self._archive, path)
        except OSError as error:
            text = self.tr("“{name}” could not be written: {reason}.")
            self.failed.emit(text.format(name=path.name, reason=reason_of(error)))
        else:
            self.told.emit(self.tr("Exported to “{path}”.").format(path=path))
        finally:
            QGuiApplication.restoreOverrideCursor()

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


def reason_of(error: OSError) -> str:
    """Return in plain words why a file could not be written."""
    reasons = {
        errno.EACCES: QCoreApplication.translate("RecordDeeds", "the folder does not allow it"),
        errno.ENOSPC: QCoreApplication.translate("RecordDeeds", "the disk is full"),
    }
    other = QCoreApplication.translate("RecordDeeds", "the disk does not take it")
    return reasons.get(error.errno or 0, other)


def pdf_name(record: Record) -> str:
    """Return a file name for the record: its identifier, else its title."""
    stem = record.identifiers[0] if record.identifiers else record.title
    safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", stem).strip(" .")
    return f"{safe[:_LONGEST_NAME] or 'record'}.pdf"
