"""The pages of a result list: its heading, then one row per record under a repeated head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from index.record import Record
from viewer.printing.columns import COLUMNS, RIGHT, Cell, cut
from viewer.printing.fonts import paper_font
from viewer.printing.records import PrintOptions, page_of, printed_on
from viewer.printing.sheet import RunningLines, Sheet
from viewer.printing.textbox import TextBox

#: Sizes in points.
_SIZE = 8.5
_FACTS_SIZE = 9.5
_HEADING_SIZE = 15.0
_PADDING = 3.0
_GUTTER = 7.0
_HEADING_GAP = 12.0
_HAIRLINE = 0.4
_RULE = "#999999"

#: The share of the width that the row's own number takes, before the columns.
_NUMBER_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Heading:
    """What was asked for: the words, each active filter in words, and how many were found.

    ``understood`` says what was searched where that differs from the words, else it is empty.
    """

    words: str
    filters: tuple[str, ...]
    count: str
    understood: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Cell, ...]
    height: float
    bold: bool = False


class ListPages:
    """A result list as pages; ``count`` is known before the first is painted."""

    def __init__(
        self,
        records: Iterable[Record],
        heading: Heading,
        archive_name: str,
        options: PrintOptions,
        sheet: Sheet,
    ) -> None:
        self._sheet = sheet
        named = QCoreApplication.translate("List", "Result list")
        self._lines = RunningLines(archive_name, named, heading.words, printed_on(options))
        self._widths = _widths(sheet)
        self._heading = self._heading_boxes(heading)
        names = [QCoreApplication.translate("List", column.head) for column in COLUMNS]
        self._head = self._row((Cell(""), *map(Cell, names)), bold=True)
        self._pages = self._filled(
            self._row((Cell(str(number)), *_cells(record, options.language)))
            for number, record in enumerate(records, start=1)
        )
        self.count = len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint page ``number``, counted from 0."""
        top = self._sheet.body.top()
        if number == 0:
            top = self._paint_heading(painter, top)
        for row in (self._head, *self._pages[number]):
            self._paint_row(painter, top, row)
            top += row.height
        self._sheet.paint_lines(painter, self._lines, page_of(number, self.count))

    def _filled(self, rows: Iterable[_Row]) -> list[list[_Row]]:
        """Share rows out on pages; a row is never cut."""
        pages: list[list[_Row]] = [[]]
        whole = self._sheet.body.height() - self._head.height
        room = whole - self._heading_height()
        for row in rows:
            if row.height > room:
                pages.append([])
                room = whole
            pages[-1].append(row)
            room -= row.height
        return pages

    def _row(self, cells: tuple[Cell, ...], *, bold: bool = False) -> _Row:
        boxes = self._boxes(_Row(cells, 0.0, bold))
        height = max(box.height for box in boxes) + 2 * self._sheet.points(_PADDING)
        return _Row(cells, height, bold)

    def _boxes(self, row: _Row) -> list[TextBox]:
        sides = (RIGHT, *(column.side for column in COLUMNS))
        return [
            TextBox(
                cell.text,
                paper_font(_SIZE, bold=row.bold, italic=cell.inferred),
                width,
                self._sheet.device,
                side,
            )
            for cell, width, side in zip(row.cells, self._widths, sides, strict=True)
        ]

    def _paint_row(self, painter: QPainter, top: float, row: _Row) -> None:
        left = self._sheet.body.left()
        painter.setPen(QColor("black"))
        for box, width in zip(self._boxes(row), self._widths, strict=True):
            box.paint(painter, left, top + self._sheet.points(_PADDING))
            left += width + self._sheet.points(_GUTTER)
        colour = QColor("black" if row.bold else _RULE)
        painter.setPen(QPen(colour, self._sheet.points(_HAIRLINE)))
        body, line = self._sheet.body, top + row.height
        painter.drawLine(QPointF(body.left(), line), QPointF(body.right(), line))

    def _heading_boxes(self, heading: Heading) -> list[TextBox]:
        lines = [(heading.words, paper_font(_HEADING_SIZE, bold=True))]
        facts = (*heading.filters, heading.count, heading.understood)
        lines += [(text, paper_font(_FACTS_SIZE)) for text in facts if text]
        width, device = self._sheet.body.width(), self._sheet.device
        return [TextBox(cut(text), font, width, device) for text, font in lines]

    def _heading_height(self) -> float:
        return sum(box.height for box in self._heading) + self._sheet.points(_HEADING_GAP)

    def _paint_heading(self, painter: QPainter, top: float) -> float:
        painter.setPen(QColor("black"))
        at = top
        for box in self._heading:
            box.paint(painter, self._sheet.body.left(), at)
            at += box.height
        return top + self._heading_height()


def _cells(record: Record, language: str) -> tuple[Cell, ...]:
    return tuple(column.cell(record, language) for column in COLUMNS)


def _widths(sheet: Sheet) -> tuple[float, ...]:
    shares = (_NUMBER_SHARE, *(column.share for column in COLUMNS))
    room = sheet.body.width() - sheet.points(_GUTTER) * (len(shares) - 1)
    return tuple(room * share for share in shares)
