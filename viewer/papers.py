"""Puts records on paper: what is chosen in the list, the one that is read, or all found."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from index.record import Record
from index.results import Results
from viewer.browsing import Browsing
from viewer.collecting import Collector
from viewer.dialogs.papers import Order, PaperDialog, Way
from viewer.panes.notice import Notice
from viewer.printing import Job, PrintOptions
from viewer.printing.heading import heading_of, picked_heading
from viewer.printing.listing import Heading
from viewer.wording import language, number, reason_of

_LONGEST_NAME = 80

_SHEETS = Order(whole=False, as_list=False)


class PaperController(QObject):
    """Collects what is wanted on paper and sends it there; says in plain words what came of it."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, browsing: Browsing, collector: Collector, notice: Notice, window: QWidget
    ) -> None:
        super().__init__(window)
        self._browsing = browsing
        self._collector = collector
        self._notice = notice
        self._window = window
        collector.progressed.connect(self._on_progressed)
        collector.failed.connect(self._on_failed)

    def preview(self) -> None:
        """Show the sheets of what is chosen as they will be printed."""
        self.put(_SHEETS, Way.PREVIEW)

    def print(self) -> None:
        """Print the sheets of what is chosen."""
        self.put(_SHEETS, Way.PRINTER)

    def export_pdf(self) -> None:
        """Write the sheets of what is chosen to a file."""
        self.put(_SHEETS, Way.FILE)

    def ask(self) -> None:
        """Ask what is wanted on paper, and how."""
        answer = self._browsing.answer
        rows, record = self._browsing.chosen_rows, self._browsing.record
        chosen = len(rows) if len(rows) > 1 else int(record is not None)
        dialog = PaperDialog(answer.results.total if answer else 0, chosen, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.put)
        dialog.open()

    def put(self, order: Order, way: Way) -> None:
        """Put on paper what is wanted, once it is read."""
        answer, record = self._browsing.answer, self._browsing.record
        rows = self._browsing.chosen_rows
        if answer is not None and order.whole:
            results = answer.results
            self._collect(results, range(min(results.total, order.most)), order, way)
        elif answer is not None and len(rows) > 1:
            self._collect(answer.results, rows[: order.most], order, way)
        elif record is not None:
            self._send(self._job([record], order, picked_heading(1)), way)

    def _collect(
        self, results: Results, rows: range | tuple[int, ...], order: Order, way: Way
    ) -> None:
        def done(records: list[Record]) -> None:
            self._notice.hide()
            heading = picked_heading(len(records))
            if order.whole:
                found = (results.total, language(), results.facets, results.understood)
                heading = heading_of(results.query, *found)
            if records:
                self._send(self._job(records, order, heading), way)

        self._collector.collect(results, rows, done)

    def _job(self, records: list[Record], order: Order, heading: Heading) -> Job:
        options = PrintOptions(
            language=language(),
            with_card=order.with_card,
            with_text=order.with_text,
            with_furniture=order.with_furniture,
        )
        answer = self._browsing.answer
        name = answer.archive if answer is not None else ""
        return Job(tuple(records), name, options, heading if order.as_list else None)

    def _send(self, job: Job, way: Way) -> None:
        if way is Way.PREVIEW:
            job.preview(self._window)
        elif way is Way.PRINTER:
            self._print(job)
        else:
            self._export(job)

    def _print(self, job: Job) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_title(job)[:_LONGEST_NAME])
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(job, printer)

    def print_to(self, job: Job, printer: QPrinter) -> None:
        """Print pages on a printer."""
        with_name = printer.printerName() or printer.outputFileName()
        text = self.tr("The printer “{name}” does not answer.").format(name=with_name)
        self._try(lambda: job.print_on(printer), lambda _error: text)

    def _export(self, job: Job) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export as PDF"),
            str(Path.home() / pdf_name(job)),
            self.tr("PDF documents (*.pdf)"),
        )
        if name:
            self.write(job, Path(name))

    def write(self, job: Job, path: Path) -> None:
        """Write pages to a file."""
        text = self.tr("“{name}” could not be written: {reason}.")
        wrote = self._try(
            lambda: job.write(path),
            lambda error: text.format(name=path.name, reason=reason_of(error)),
        )
        if wrote:
            self.told.emit(self.tr("Exported to “{path}”.").format(path=path))

    def _try(self, do: Callable[[], object], say: Callable[[OSError], str]) -> bool:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            do()
        except OSError as error:
            self.failed.emit(say(error))
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        return True

    def _on_progressed(self, done: int, total: int) -> None:
        if done < total:
            text = self.tr("Getting ready to print: {n} of {m} records.")
            choices = [(self.tr("Cancel"), self._cancel)]
            self._notice.tell(text.format(n=number(done), m=number(total)), choices)

    def _on_failed(self, reason: str) -> None:
        self._notice.hide()
        self.failed.emit(reason)

    def _cancel(self) -> None:
        self._collector.cancel()
        self._notice.hide()


def pdf_name(job: Job) -> str:
    """Return a file name for pages: identifier or title of one record, else what was searched."""
    one = job.records[0] if job.heading is None and len(job.records) == 1 else None
    stem = one.identifiers[0] if one is not None and one.identifiers else _title(job)
    safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", stem).strip(" .")
    return f"{safe[:_LONGEST_NAME] or 'record'}.pdf"


def _title(job: Job) -> str:
    if job.heading is not None:
        return job.heading.words
    return job.records[0].title if len(job.records) == 1 else job.archive
