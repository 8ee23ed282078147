"""From a record to one QTextDocument, for the reader pane and for paper alike.

Everything is inserted as text through a cursor, never as HTML, so that no document can bring
markup, images or links of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from index.record import Record
from index.results import Span
from viewer.reading.fields import CardRow, card_rows
from viewer.reading.links import address, linked
from viewer.reading.options import ReadingOptions
from viewer.reading.plain import one_paragraph, plain

if TYPE_CHECKING:
    from index.linking import Related

#: Sizes relative to the text's.
_TITLE_SIZE = 1.5
_CARD_SIZE = 0.92
_NOTE_SIZE = 0.88

#: Line heights in font sizes, as typographers count them; Qt's own are in font heights.
_LINE_HEIGHT = 1.5
_TITLE_LINE_HEIGHT = 1.25
_CARD_LINE_HEIGHT = 1.4

#: Pixels between the labels of a card and their values.
_GUTTER = 12.0

#: Share of the width that the labels of a card take, in percent.
_LABEL_SHARE = 22.0

SpanFinder = Callable[[str], Sequence[Span]]


class RecordDocument(QTextDocument):
    """A record set for reading.

    ``marks`` are the marked ranges in positions of this document (UTF-16 units), in reading
    order: what "next hit" walks through. ``card`` is the table of the field card, if any.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[Span, ...] = ()
        self.card: QTextTable | None = None

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Answer nothing: a document never reaches the network or the disk."""
        return None


def build_document(
    record: Record,
    options: ReadingOptions,
    title_spans: Sequence[Span] = (),
    body_spans: Sequence[Span] = (),
    spans_of: SpanFinder | None = None,
    related: Sequence[Related] = (),
) -> RecordDocument:
    """Set a record: title, card, text, and on demand what was removed from the page.

    ``title_spans`` and ``body_spans`` are ranges to mark in code points of ``record.title`` and
    ``record.body``; ``spans_of`` finds those of a value of the card. ``related`` are set as links
    under the card.
    """
    document = RecordDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(options.margin)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(wrapping)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, plain(record.title))
    setter = _Setter(document, options)
    setter.title(record.title, title_spans)
    if options.with_card:
        rows = card_rows(record, options.language, _translated)
        setter.card(rows, spans_of or (lambda _text: ()))
    setter.related(related)
    if options.with_text:
        setter.body(record.body, body_spans)
    if options.with_furniture and record.furniture:
        setter.furniture(record.furniture)
    document.marks = tuple(setter.marks)
    return document


def append_body(
    document: RecordDocument, options: ReadingOptions, text: str, spans: Sequence[Span] = ()
) -> None:
    """Set more paragraphs of a long body at the end; ``spans`` are code points of ``text``."""
    setter = _Setter(document, options, fresh=False)
    whole = QTextCursor(document)
    whole.beginEditBlock()
    setter.body(text, spans)
    whole.endEditBlock()
    document.marks += tuple(setter.marks)


def append_furniture(
    document: RecordDocument, options: ReadingOptions, blocks: Sequence[str]
) -> None:
    """Set what was removed from the page at the end of a body that was set in parts."""
    _Setter(document, options, fresh=False).furniture(blocks)


class _Setter:
    """Sets the parts of one record, from top to bottom, into an empty document."""

    def __init__(
        self, document: RecordDocument, options: ReadingOptions, *, fresh: bool = True
    ) -> None:
        self.marks: list[Span] = []
        self._document = document
        self._options = options
        self._cursor = QTextCursor(document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = fresh

    def title(self, text: str, spans: Sequence[Span]) -> None:
        style = self._style(self._options.reading_families, _TITLE_SIZE)
        style.setFontWeight(QFont.Weight.Bold)
        block = _block(style, _TITLE_LINE_HEIGHT, below=self._options.size)
        block.setHeadingLevel(1)
        self._paragraph(text, block, style, spans)

    def card(self, rows: Sequence[CardRow], spans_of: SpanFinder) -> None:
        if not rows:
            return
        table = self._cursor.insertTable(len(rows), 2, self._table_format())
        for number, row in enumerate(rows):
            self._label(table, number, row)
            self._value(table, number, row, spans_of)
        self._document.card = table
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def related(self, related: Sequence[Related]) -> None:
        said = self._style(
            self._options.plain_families, _NOTE_SIZE, self._options.colours.secondary
        )
        link = QTextCharFormat(said)
        link.setForeground(QColor(self._options.colours.link))
        link.setAnchor(True)
        for words, links, more in linked(related):
            block = _block(said, _CARD_LINE_HEIGHT, below=self._options.size)
            self._paragraph(f"{words} ", block, said)
            for number, other in enumerate(links):
                link.setAnchorHref(address(other.id))
                self._cursor.insertText(" · " if number else "", said)
                self._cursor.insertText(plain(" ".join(other.title.split())) or other.id, link)
            if more:
                told = QCoreApplication.translate("Reading", " and {n} more")
                self._cursor.insertText(told.format(n=more), said)

    def body(self, text: str, spans: Sequence[Span]) -> None:
        style = self._style(self._options.reading_families)
        for start, paragraph in _paragraphs(text):
            block = _block(style, _LINE_HEIGHT, below=self._options.size * 0.8)
            self._paragraph(paragraph, block, style, _within(spans, start, len(paragraph)))

    def furniture(self, blocks: Sequence[str]) -> None:
        style = self._style(
            self._options.plain_families, _NOTE_SIZE, self._options.colours.secondary
        )
        heading = QTextCharFormat(style)
        heading.setFontWeight(QFont.Weight.Bold)
        first = _block(style, _CARD_LINE_HEIGHT, below=4.0, above=self._options.size * 1.5)
        first.setHeadingLevel(2)
        said = QCoreApplication.translate("Reading", "Removed from the page")
        self._paragraph(said, first, heading)
        for text in blocks:
            self._paragraph(text, _block(style, _CARD_LINE_HEIGHT, below=4.0), style)

    def _label(self, table: QTextTable, number: int, row: CardRow) -> None:
        colour = self._options.colours.secondary
        style = self._style(self._options.plain_families, _CARD_SIZE, colour)
        block = _block(style, _CARD_LINE_HEIGHT)
        block.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._cell(table, number, 0, block)
        self._marked(one_paragraph(row.label), style, ())

    def _value(self, table: QTextTable, number: int, row: CardRow, spans_of: SpanFinder) -> None:
        style = self._style(self._options.plain_families, _CARD_SIZE)
        style.setToolTip(plain(row.note))
        if row.inferred:
            style.setFontItalic(True)
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            style.setUnderlineColor(QColor(self._options.colours.secondary))
            style.setToolTip(_inferred_from(plain(row.note)))
        self._cell(table, number, 1, _block(style, _CARD_LINE_HEIGHT))
        self._marked(one_paragraph(row.value), style, spans_of(row.value))

    def _cell(self, table: QTextTable, row: int, column: int, block: QTextBlockFormat) -> None:
        cell = table.cellAt(row, column)
        if column:
            # A margin of the block would not grow with the resolution of a printer; padding does.
            shape = QTextTableCellFormat()
            shape.setLeftPadding(_GUTTER)
            cell.setFormat(shape)
        self._cursor = cell.firstCursorPosition()
        self._cursor.setBlockFormat(block)

    def _paragraph(
        self,
        text: str,
        block: QTextBlockFormat,
        style: QTextCharFormat,
        spans: Sequence[Span] = (),
    ) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(style)
        else:
            self._cursor.insertBlock(block, style)
        self._fresh = False
        self._marked(one_paragraph(text), style, spans)

    def _marked(self, text: str, style: QTextCharFormat, spans: Sequence[Span]) -> None:
        """Insert ``text``, its ``spans`` (code points) marked, and note where they came."""
        marked = QTextCharFormat(style)
        marked.setBackground(QColor(self._options.colours.mark))
        done = 0
        for start, end in spans:
            start, end = max(start, done), min(end, len(text))
            if start >= end:
                continue
            self._cursor.insertText(text[done:start], style)
            before = self._cursor.position()
            self._cursor.insertText(text[start:end], marked)
            self.marks.append((before, self._cursor.position()))
            done = end
        self._cursor.insertText(text[done:], style)

    def _style(
        self, families: Sequence[str], size: float = 1.0, colour: str = ""
    ) -> QTextCharFormat:
        style = QTextCharFormat()
        if families:
            style.setFontFamilies(list(families))
        style.setFontPointSize(self._options.size * size)
        style.setForeground(QColor(colour or self._options.colours.text))
        return style

    def _table_format(self) -> QTextTableFormat:
        shape = QTextTableFormat()
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.PercentageLength, _LABEL_SHARE),
                QTextLength(QTextLength.Type.PercentageLength, 100 - _LABEL_SHARE),
            ]
        )
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        shape.setBorder(0)
        shape.setCellSpacing(0)
        shape.setCellPadding(2)
        shape.setTopMargin(self._options.size)
        shape.setBottomMargin(self._options.size)
        return shape


def _block(
    style: QTextCharFormat, lines: float, *, below: float = 0.0, above: float = 0.0
) -> QTextBlockFormat:
    """Return a block of text in ``style`` whose lines are ``lines`` font sizes apart."""
    font = style.font()
    percent = 100 * lines * QFontInfo(font).pixelSize() / QFontMetricsF(font).height()
    block = QTextBlockFormat()
    block.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setTopMargin(above)
    block.setBottomMargin(below)
    return block


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph of a body with its position in code points."""
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield start, paragraph
        start += len(paragraph) + 2


def _within(spans: Sequence[Span], start: int, length: int) -> list[Span]:
    """Return the spans that touch a paragraph, counted from its beginning."""
    end = start + length
    return [(max(a - start, 0), b - start) for a, b in spans if a < end and b > start]


def _inferred_from(evidence: str) -> str:
    if not evidence:
        return QCoreApplication.translate("Reading", "Not stated in the document")
    told = QCoreApplication.translate("Reading", "Not stated in the document; inferred from %1")
    return told.replace("%1", evidence)


def _translated(label: str) -> str:
    return QCoreApplication.translate("Card", label)
