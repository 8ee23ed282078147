"""Paints a hit: its title in bold, one line of facts, two lines of snippet, marked words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from index.results import Hit, Span
from viewer.look.fonts import bold
from viewer.look.metrics import BETWEEN, GROUPS, INSIDE
from viewer.look.theme import Theme
from viewer.models.roles import Role
from viewer.panes.excerpt import excerpt
from viewer.reading.units import to_code_points, to_utf16

_SNIPPET_LINES = 2
_SEPARATOR = "  ·  "


class HitDelegate(QStyledItemDelegate):
    """Paints rows of one height from ``Role.HIT``; a hit on its way is a quiet blank."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of all rows: four lines and the space about them."""
        lines = QFontMetrics(bold(option.font)).height()
        lines += (1 + _SNIPPET_LINES) * option.fontMetrics.height()
        height = lines + 2 * BETWEEN + 2 * INSIDE + 4
        return QSize(120, -(-height // INSIDE) * INSIDE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        hit: Hit | None = index.data(Role.HIT)
        painter.save()
        self._paint_ground(painter, option)
        place = option.rect.adjusted(GROUPS, BETWEEN + 2, -GROUPS, 0)
        if hit is None:
            self._paint_blank(painter, place, option)
        else:
            top = self._paint_title(painter, place, option, hit)
            top = self._paint_facts(painter, place, top, option, hit)
            self._paint_snippet(painter, place, top, option, hit)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.colour("selection"))
            edge = QRect(option.rect)
            edge.setWidth(3)
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(edge, colours.colour("accent" if focused else "secondary"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colours.colour("ground"))
        line = QRect(option.rect)
        line.setTop(line.bottom())
        line.setLeft(line.left() + GROUPS)
        painter.fillRect(line, colours.colour("hairline"))

    def _paint_blank(self, painter: QPainter, place: QRect, option: QStyleOptionViewItem) -> None:
        line = option.fontMetrics.height()
        colour = self._theme.colours.colour("hover")
        for number, share in enumerate((0.7, 0.4, 0.95, 0.6)):
            top = place.top() + number * (line + INSIDE) + line // 4
            painter.fillRect(QRectF(place.left(), top, place.width() * share, line // 2), colour)

    def _paint_title(
        self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, hit: Hit
    ) -> int:
        font = bold(option.font)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        shown = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, place.width())
        line = QRect(place.left(), place.top(), place.width(), metrics.height())
        kept = len(shown) if shown == hit.title else len(shown) - 1
        self._paint_marks(painter, line, metrics, hit.title, _within(hit.title_spans, kept))
        painter.setPen(self._theme.colours.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)
        return line.bottom() + 1 + INSIDE // 2

    def _paint_marks(
        self,
        painter: QPainter,
        line: QRect,
        metrics: QFontMetrics,
        text: str,
        spans: Iterable[Span],
    ) -> None:
        for start, end in spans:
            left = line.left() + metrics.horizontalAdvance(text[:start])
            width = metrics.horizontalAdvance(text[:end]) + line.left() - left
            ground = QRectF(left - 1, line.top(), width + 2, line.height())
            painter.fillRect(ground, self._theme.colours.colour("mark"))

    def _paint_facts(
        self, painter: QPainter, place: QRect, top: int, option: QStyleOptionViewItem, hit: Hit
    ) -> int:
        colours = self._theme.colours
        painter.setPen(colours.colour("secondary"))
        left, right = place.left(), place.right() + 1
        height = option.fontMetrics.height()
        for number, (text, inferred) in enumerate(_facts(hit)):
            font = QFont(option.font)
            font.setItalic(inferred)
            painter.setFont(font)
            words = (_SEPARATOR if number else "") + text
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - left)
            line = QRect(left, top, right - left, height)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, shown)
            left += metrics.horizontalAdvance(words)
            if left >= right:
                break
        return top + height + INSIDE

    def _paint_snippet(
        self, painter: QPainter, place: QRect, top: int, option: QStyleOptionViewItem, hit: Hit
    ) -> None:
        colours = self._theme.colours
        text = hit.snippet.replace("\n", " ")
        text, marked = excerpt(text, hit.spans, _room(text, option, place.width()))
        text = _cut(text, option, place.width())
        layout = QTextLayout(text, option.font)
        mark = QTextCharFormat()
        mark.setBackground(colours.colour("mark"))
        spans = to_utf16(text, _within(marked, len(text)))
        layout.setFormats([_range(span, mark) for span in spans])
        painter.setFont(option.font)
        painter.setPen(colours.colour("text"))
        _set_lines(layout, place.width(), option.fontMetrics.height())
        layout.draw(painter, QPointF(place.left(), top))


def _room(text: str, option: QStyleOptionViewItem, width: int) -> int:
    """Return how much of a snippet surely fits its lines, in code points."""
    layout = QTextLayout(text, option.font)
    if _set_lines(layout, width, option.fontMetrics.height()):
        return len(text)
    ((end, _),) = to_code_points(text, [(layout.lineAt(_SNIPPET_LINES).textStart(),) * 2])
    return end * 9 // 10


def _cut(text: str, option: QStyleOptionViewItem, width: int) -> str:
    """Return as much of a snippet as fits its lines, with an ellipsis when some is left over."""
    layout = QTextLayout(text, option.font)
    if _set_lines(layout, width, option.fontMetrics.height()):
        return text
    ((start, _),) = to_code_points(text, [(layout.lineAt(_SNIPPET_LINES - 1).textStart(),) * 2])
    return text[:start] + option.fontMetrics.elidedText(
        text[start:], Qt.TextElideMode.ElideRight, width - INSIDE
    )


def _set_lines(layout: QTextLayout, width: int, height: int) -> bool:
    """Lay out the lines of a snippet; return whether all of it found room."""
    wrap = QTextOption(Qt.AlignmentFlag.AlignLeft)
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.beginLayout()
    for number in range(_SNIPPET_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * height))
    left_over = layout.createLine().isValid() if layout.lineCount() == _SNIPPET_LINES else False
    if left_over:
        layout.lineAt(_SNIPPET_LINES).setPosition(QPointF(0, _SNIPPET_LINES * height))
    layout.endLayout()
    return not left_over


def _range(span: Span, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = span[0]
    found.length = span[1] - span[0]
    found.format = look
    return found


def _within(spans: Iterable[Span], length: int) -> list[Span]:
    return [(start, min(end, length)) for start, end in spans if start < length]


def _facts(hit: Hit) -> list[tuple[str, bool]]:
    stated = (
        (str(hit.year) if hit.year is not None else "", "year"),
        (hit.status_label or "", "status"),
        (", ".join(hit.region_labels), "region"),
        (hit.identifier or "", "identifier"),
    )
    return [(text, name in hit.inferred) for text, name in stated if text]
