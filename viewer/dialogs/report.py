"""What an import did: counts, what was left aside and why, what could not be read or reached."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from index.ingest.readers.ocr import NO_TEXT, is_there
from index.progress import Failure, Report, left_aside
from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, GROUPS, INSIDE
from viewer.panes.failuretable import FailureTable
from viewer.wording import duration, number

_WIDTH = 760


class ReportDialog(QDialog):
    """The report of one import; what failed can be tried again, what is new can be shown.

    Where scanned documents have no text and the machine can read them, that is offered.
    """

    retry_wanted = Signal(list)
    pictures_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, report: Report, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("Report of the last import"))
        head = _label(said)
        head.setFont(bold(self.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(GROUPS)
        column.addWidget(head)
        column.addLayout(self._build_counts())
        for text in self._build_offline():
            column.addWidget(_label(text))
        if report.failed:
            failures = self._add_table(column, self.tr("Could not be read"), report.failed)
            failures.retry_wanted.connect(self._on_retry)
        if report.notices:
            self._add_table(column, self.tr("In the archive, with a note"), report.notices)
        if not (report.failed or report.notices):
            column.addStretch(1)
        column.addLayout(self._build_buttons())
        self.resize(_WIDTH, self.sizeHint().height())

    def rows(self) -> list[tuple[str, str]]:
        """Return the counts as they stand there: (number, words)."""
        report = self._report
        counted = [
            (report.added, self.tr("added")),
            (report.updated, self.tr("brought up to date")),
            (report.unchanged, self.tr("unchanged")),
            (report.removed, self.tr("no longer there")),
            (len(report.failed), self.tr("could not be read")),
            (len(report.notices), self.tr("in the archive, with a note")),
        ]
        aside = self.tr("left aside: {reason}")
        counted += [(n, aside.format(reason=words)) for words, n in left_aside(report.skipped)]
        rows = [(number(count), words) for count, words in counted if count]
        held = self.tr("records in the archive now; the import took {time}")
        rows.append((number(report.records), held.format(time=duration(report.seconds))))
        return rows

    def _build_counts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(BETWEEN)
        grid.setVerticalSpacing(INSIDE)
        grid.setColumnStretch(1, 1)
        for row, (count, words) in enumerate(self.rows()):
            figure = _label(count)
            figure.setWordWrap(False)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            says = _label(words)
            says.setWordWrap(False)
            says.setObjectName("secondary")
            grid.addWidget(figure, row, 0)
            grid.addWidget(says, row, 1)
        return grid

    def _build_offline(self) -> list[str]:
        text = self.tr(
            "“{folder}” could not be reached. Its records stay, and can be searched and read."
        )
        return [text.format(folder=folder) for folder in self._report.offline]

    def _add_table(self, column: QVBoxLayout, title: str, rows: Sequence[Failure]) -> FailureTable:
        head = _label(title)
        head.setFont(bold(self.font()))
        table = FailureTable(rows, self, retry=rows is self._report.failed)
        column.addWidget(head)
        column.addWidget(table, len(rows))
        return table

    def _build_pictures(self) -> QPushButton:
        """Return the offer to read the pages of scanned documents, hidden where there are none."""
        pictures = QPushButton(self.tr("Read scanned pages"), self)
        pictures.setAutoDefault(False)
        pictures.setEnabled(is_there())
        can = self.tr("Read the text of scanned pages by tesseract; a page takes seconds")
        cannot = self.tr("Scanned pages can be read where tesseract is installed")
        pictures.setToolTip(can if is_there() else cannot)
        pictures.setVisible(any(NO_TEXT in one.reason for one in self._report.notices))
        pictures.clicked.connect(self._on_pictures)
        return pictures

    def _build_buttons(self) -> QHBoxLayout:
        new = QPushButton(self.tr("Show what is new"), self)
        new.setAutoDefault(False)
        new.setVisible(bool(self._report.added or self._report.updated))
        new.clicked.connect(self._on_new)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(new)
        row.addWidget(self._build_pictures())
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _on_retry(self, paths: list[str]) -> None:
        self.accept()
        self.retry_wanted.emit(paths)

    def _on_pictures(self) -> None:
        self.accept()
        self.pictures_wanted.emit()

    def _on_new(self) -> None:
        self.accept()
        self.new_wanted.emit()


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
