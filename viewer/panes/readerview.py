"""The text of a record: reads no resource, keeps a readable measure, outlines the current hit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from index.results import Span
from viewer.look.metrics import AROUND, MEASURE
from viewer.look.theme import Theme
from viewer.reading.document import RecordDocument
from viewer.reading.links import record_of

_ROOM_ABOVE = 96

#: Characters that are laid out within a frame or two.
_LONG = 60_000
_REST_MS = 150


class ReaderView(QTextBrowser):
    """Shows a document; positions are those of the document (UTF-16 units).

    A long document is not laid out anew while the pane is drawn wider or narrower: once that
    rests, ``refit_wanted`` asks for it to be set again.
    """

    refit_wanted = Signal()
    record_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outlined: Span | None = None
        self._shown: RecordDocument | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.refit_wanted)
        self.setObjectName("text")
        self.setAccessibleName(self.tr("Text of the record"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.anchorClicked.connect(self._on_link)
        self.setMinimumWidth(380)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Answer nothing: a document never reaches the network or the disk."""
        return None

    def show_document(self, document: RecordDocument) -> None:
        """Show another document from its beginning."""
        self._outlined = None
        self._rest.stop()
        self._shown = document
        self.setExtraSelections([])
        self.setDocument(document)
        self._fit()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def outline(self, span: Span | None, *, follow: bool = True) -> None:
        """Outline a range, and bring it into sight."""
        self._outlined = span
        if span is not None and follow:
            self.bring_into_sight(span[0])
        self.viewport().update()

    def bring_into_sight(self, position: int) -> None:
        """Scroll so that a position stands in the upper part of the page, if it is not seen."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        place = self.cursorRect(cursor)
        if place.top() < 0 or place.bottom() > self.viewport().height() - 2 * AROUND:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - _ROOM_ABOVE)

    def mark_found(self, cursors: list[QTextCursor]) -> None:
        """Set the ground of what "find in text" found."""
        selections = []
        for cursor in cursors:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(self._theme.colours.colour("selection"))
            selections.append(selection)
        self.setExtraSelections(selections)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure."""
        super().resizeEvent(event)
        if self.document().characterCount() < _LONG:
            self._fit()
        elif self._width() != self.lineWrapColumnOrWidth():
            self._rest.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the outline of the current hit."""
        super().paintEvent(event)
        if self._outlined is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colours.colour("accent"))
        for place in self.outline_places():
            painter.drawRoundedRect(place.adjusted(-1.5, -0.5, 1.5, 0.5), 2, 2)
        painter.end()

    def outline_places(self) -> list[QRectF]:
        """Return the rectangles of the outlined range in the viewport, one per line."""
        if self._outlined is None:
            return []
        start, end = self._outlined
        block = self.document().findBlock(start)
        layout = block.layout()
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        places = []
        metrics = QFontMetricsF(self._font_at(start))
        position = start - block.position()
        last = min(end, block.position() + block.length() - 1) - block.position()
        while position < last:
            line = layout.lineForTextPosition(position)
            if not line.isValid():
                break
            stop = min(last, line.textStart() + line.textLength())
            left, right = line.cursorToX(position)[0], line.cursorToX(stop)[0]  # type: ignore[index]
            top = line.y() + line.ascent() - metrics.ascent()
            place = QRectF(left, top, right - left, metrics.height())
            places.append(place.translated(corner.x() - self._left, corner.y() - self._top))
            if stop <= position:
                break
            position = stop
        return places

    def _on_link(self, url: QUrl) -> None:
        wanted = record_of(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if wanted:
            self.record_wanted.emit(wanted)

    @property
    def _left(self) -> int:
        return int(self.horizontalScrollBar().value())

    @property
    def _top(self) -> int:
        return int(self.verticalScrollBar().value())

    def _font_at(self, position: int) -> Any:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position + 1, self.document().characterCount() - 1))
        return cursor.charFormat().font()

    def _fit(self) -> None:
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(self._width())

    def _width(self) -> int:
        """Return the width of the measure, or of the pane when that is less."""
        font = self._font_at(max(0, self.document().characterCount() - 2))
        longest = round(QFontMetricsF(font).averageCharWidth() * MEASURE) + 2 * AROUND
        return min(self.viewport().width(), longest)
