"""The pages of one record: set once for the device, counted, then painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette

from index.record import Record
from viewer.printing.fonts import SANS, SERIF
from viewer.printing.keeping import keep_together
from viewer.printing.sheet import RunningLines, Sheet
from viewer.reading.document import build_document
from viewer.reading.fields import date_text
from viewer.reading.options import ReadingColours, ReadingOptions

_TEXT_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What goes on paper: the language of its own words, the parts of a record, the day."""

    language: str = "en"
    with_card: bool = True
    with_text: bool = True
    with_furniture: bool = False
    printed_on: date = field(default_factory=date.today)


class RecordPages:
    """One record as pages; ``count`` is known before the first is painted."""

    def __init__(
        self, record: Record, archive_name: str, options: PrintOptions, sheet: Sheet
    ) -> None:
        self._sheet = sheet
        self._lines = RunningLines(
            head_left=archive_name,
            head_right=sheet_name(record),
            foot_left=record.path,
            foot_right=printed_on(options),
        )
        self._document = build_document(record, _reading(options))
        self._document.setUseDesignMetrics(True)
        self._document.documentLayout().setPaintDevice(sheet.device)
        self._document.setPageSize(sheet.body.size())
        keep_together(self._document)
        self.count = self._document.pageCount()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint page ``number``, counted from 0."""
        body = self._sheet.body
        painter.save()
        painter.translate(body.left(), body.top() - number * body.height())
        window = QRectF(0, number * body.height(), body.width(), body.height())
        painter.setClipRect(window)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = window
        context.palette = QPalette()
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        self._sheet.paint_lines(painter, self._lines, page_of(number, self.count))


def sheet_name(record: Record) -> str:
    """Return what a sheet is filed by: the identifiers of the record, else its file's name."""
    return " · ".join(record.identifiers) or PurePath(record.path).name or record.id


def printed_on(options: PrintOptions) -> str:
    """Return "printed on 21 November 2026"."""
    told = QCoreApplication.translate("Print", "printed on {day}")
    return told.format(day=date_text(options.printed_on.isoformat(), options.language))


def page_of(number: int, count: int) -> str:
    """Return "page 2 of 5" for the page that is number 1 counted from 0."""
    told = QCoreApplication.translate("Print", "page {number} of {count}")
    return told.format(number=number + 1, count=count)


def _reading(options: PrintOptions) -> ReadingOptions:
    return ReadingOptions(
        colours=ReadingColours(),
        reading_families=(SERIF,),
        plain_families=(SANS,),
        size=_TEXT_SIZE,
        margin=0,
        language=options.language,
        with_card=options.with_card,
        with_text=options.with_text,
        with_furniture=options.with_furniture,
    )
