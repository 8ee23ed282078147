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


def keep_together(document: RecordDocument) -> None:
    """Move rows and paragraph beginnings that a page end cuts to the next page."""
    if document.card is not None:
        _keep_rows(document, document.card)
    _keep_beginnings(document)


def _keep_rows(document: RecordDocument, table: QTextTable) -> None:
    """Break the page before every row that would be cut, unless it is longer than a page."""
    height = document.pageSize().height()
    for number in range(table.rows()):
        blocks = [table.cellAt(number, column).firstCursorPosition().block() for column in (0, 1)]
        boxes = [document.documentLayout().blockBoundingRect(block) for block in blocks]
        top = min(box.top() for box in boxes)
        bottom = max(box.bottom() for box in boxes)
        start = int(top // height)
        if int((bottom - 1) // height) == start or bottom - top > height:
            continue
        _push(document, blocks, (start + 1) * height - top)


def _push(document: RecordDocument, blocks: list[QTextBlock], distance: float) -> None:
    """Add space above blocks, given in the pixels of the device that the layout is for."""
    device = document.documentLayout().paintDevice()
    # Margins of blocks are in pixels of the screen; the layout scales them to its device.
    screen = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    for block in blocks:
        shape = QTextBlockFormat(block.blockFormat())
        shape.setTopMargin(shape.topMargin() + distance * screen / device.logicalDpiY())
        QTextCursor(block).setBlockFormat(shape)


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
