"""Keeps together on one page what belongs together: a row of the card, a heading and its text."""

from __future__ import annotations

from PySide6.QtGui import (
    QGuiApplication,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextTable,
)

from viewer.reading.document import RecordDocument

#: So many lines of a paragraph stand together at the foot of a page.
_LEAST_LINES = 2

#: Pixels of the screen that an empty row leaves free: too little for a line of the next row,
#: enough for the empty row itself not to be moved.
_SLACK = 14.0


def keep_together(document: RecordDocument) -> None:
    """Move rows and paragraph beginnings that a page end cuts to the next page."""
    # The layout works as far as it is asked for; what changes before it is whole would be lost.
    document.pageCount()
    if document.card is not None:
        _keep_rows(document, document.card)
    _keep_beginnings(document)


def _keep_rows(document: RecordDocument, table: QTextTable) -> None:
    """Break the page before every row that would be cut, unless it is longer than a page."""
    height = document.pageSize().height()
    number = 1
    while number < table.rows():
        top, bottom = _extent(document, table, number)
        page = int(top // height)
        if int((bottom - 1) // height) > page and bottom - top < height:
            _insert_space(document, table, number, (page + 1) * height - top)
            number += 1
        number += 1


def _extent(document: RecordDocument, table: QTextTable, row: int) -> tuple[float, float]:
    """Return where the text of a row begins and ends, in pixels of the device."""
    layout = document.documentLayout()
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    boxes = [layout.blockBoundingRect(cell.firstCursorPosition().block()) for cell in cells]
    return min(box.top() for box in boxes), max(box.bottom() for box in boxes)


def _insert_space(document: RecordDocument, table: QTextTable, row: int, distance: float) -> None:
    """Insert an empty row so high that the next one does not fit on the page.

    ``distance`` is in pixels of the layout's device, heights of lines are in those of the screen.
    """
    screen = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    device = document.documentLayout().paintDevice().logicalDpiY()
    shape = QTextBlockFormat()
    shape.setLineHeight(
        max(distance * screen / device - _SLACK, 1.0),
        QTextBlockFormat.LineHeightTypes.FixedHeight.value,
    )
    table.insertRows(row, 1)
    for column in range(table.columns()):
        table.cellAt(row, column).firstCursorPosition().setBlockFormat(shape)


def _keep_beginnings(document: RecordDocument) -> None:
    """Let no paragraph begin with a single line at the foot of a page, nor a heading stand last."""
    height = document.pageSize().height()
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        box = layout.blockBoundingRect(block)
        lines = block.layout()
        if block.blockFormat().headingLevel() and block.next().isValid():
            box = box.united(layout.blockBoundingRect(block.next()))
        count = lines.lineCount()
        if count and box.top() // height != (box.bottom() - 1) // height:
            at = min(_LEAST_LINES, count) - 1
            last = box.top() + lines.lineAt(at).y() + lines.lineAt(at).height()
            if last > (box.top() // height + 1) * height + 1 and box.top() % height > 1:
                _break_before(block)
        block = block.next()


def _break_before(block: QTextBlock) -> None:
    shape = QTextBlockFormat(block.blockFormat())
    shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(shape)
