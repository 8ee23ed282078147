"""Tells what an import did: one sentence at once, the whole report when it is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from index.progress import Report
from viewer.importing import summary
from viewer.panes.notice import Notice


class ReportController(QObject):
    """Keeps the last report, and shows it in the notice and in its dialog."""

    retry_wanted = Signal(list)
    pictures_wanted = Signal()
    new_wanted = Signal()
    reported = Signal()

    def __init__(self, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._notice = notice
        self._window = window
        self.last: Report | None = None

    def tell(self, report: Report, *, unasked: bool = False) -> None:
        """Say what an import did; what needs no answer goes by itself.

        An *unasked* one that brought nothing new is not worth a word.
        """
        if unasked and not self._has_news(report):
            return
        self.last = report
        self.reported.emit()
        came = report.added + report.updated
        choices = []
        told = (report.failed, report.notices, report.offline, report.removed, report.skipped)
        if came or any(told):
            words = self.tr("Show which") if report.failed else self.tr("Show the report")
            choices.append((words, self.show_last))
        if came and came < report.records:
            choices.append((self.tr("Show what is new"), self.new_wanted.emit))
        bad = bool(report.failed or report.error)
        self._notice.tell(summary(report), choices, warning=bad, passing=not bad)

    def _has_news(self, report: Report) -> bool:
        """Tell whether an import brought anything that the one before had not told."""
        before = self.last or Report(failed=report.failed)
        if report.added or report.updated or report.removed or report.error:
            return True
        return bool({*report.failed, *report.offline} - {*before.failed, *before.offline})

    def show_last(self) -> None:
        """Open the report of the last import."""
        if self.last is None:
            return
        from viewer.dialogs.report import ReportDialog

        dialog = ReportDialog(self.last, summary(self.last), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.retry_wanted.connect(
            lambda paths: self.retry_wanted.emit([Path(path) for path in paths])
        )
        dialog.pictures_wanted.connect(self.pictures_wanted)
        dialog.new_wanted.connect(self.new_wanted)
        dialog.open()
