"""A small histogram of years; a click takes a year, a drag takes a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viewer.look.fonts import smaller
from viewer.look.metrics import HISTOGRAM
from viewer.look.theme import Theme
from viewer.wording import records

_LABELS = 20

#: More bars than this cannot be told apart: years then share a bar by decades, or centuries.
_MOST_BARS = 60
_WIDTHS = (1, 10, 100)

#: How strong bars are while another is chosen, and while none is.
_FAINT, _PLAIN = 0.35, 0.55

_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Histogram(QWidget):
    """Draws one bar per year, per decade when there are many; says the range that is wanted.

    A range that is wanted again is to be taken back.
    """

    range_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[int, int] = {}
        self._chosen: tuple[int, int] | None = None
        self._drag: tuple[int, int] | None = None
        self.setFixedHeight(HISTOGRAM + _LABELS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Records per year"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_counts(self, counts: Mapping[int, int], chosen: tuple[int, int] | None) -> None:
        """Show the number of records of each year, and the range in force."""
        self._counts = dict(counts)
        self._chosen = chosen
        self._drag = None
        if self._counts:
            text = self.tr("From {first} to {last}. Drag to choose a range of years.")
            self.setAccessibleDescription(text.format(first=self._first, last=self._last))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a modest width; the panel gives more."""
        return QSize(160, HISTOGRAM + _LABELS)

    @property
    def has_bars(self) -> bool:
        """Whether there is more than one year to draw."""
        return len(self._counts) > 1

    @property
    def _first(self) -> int:
        return min(self._counts)

    @property
    def _last(self) -> int:
        return max(self._counts)

    def bins(self) -> list[tuple[int, int, int]]:
        """Return the bars as (first year, last year, count)."""
        width = self._width
        counts: Counter[int] = Counter()
        for year, count in self._counts.items():
            counts[year // width] += count
        places = range(self._first // width, self._last // width + 1)
        return [(place * width, place * width + width - 1, counts[place]) for place in places]

    @property
    def _width(self) -> int:
        """How many years share a bar."""
        span = self._last - self._first + 1
        return next((width for width in _WIDTHS if span <= width * _MOST_BARS), _WIDTHS[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, the chosen ones in the accent, and the first and last year."""
        if not self._counts:
            return
        painter = QPainter(self)
        colours = self._theme.colours
        bars = self.bins()
        largest = max(count for _, _, count in bars)
        chosen = self._drag or self._chosen
        step = self.width() / len(bars)
        gap = 1.0 if step >= 4 else 0.0
        for position, (first, last, count) in enumerate(bars):
            height = max(2.0, (HISTOGRAM - 4) * count / largest) if count else 0.0
            bar = QRectF(position * step, HISTOGRAM - height, step - gap, height)
            lit = chosen is not None and first <= chosen[1] and last >= chosen[0]
            colour = colours.colour("accent" if lit else "secondary")
            colour.setAlphaF(1.0 if lit else _FAINT if chosen is not None else _PLAIN)
            painter.fillRect(bar, colour)
        painter.fillRect(QRectF(0, HISTOGRAM, self.width(), 1), colours.colour("hairline"))
        self._paint_years(painter, chosen)
        if self.hasFocus():
            painter.setPen(colours.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a range."""
        if event.button() == Qt.MouseButton.LeftButton and self._counts:
            first, last, _ = self._bar_at(event.position().x())
            self._drag = (first, last)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the range larger or smaller."""
        if self._drag is not None:
            start = self._bar_at(event.position().x())
            origin = self._bar_at(self._origin(event))
            self._drag = (min(start[0], origin[0]), max(start[1], origin[1]))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say the range that was drawn."""
        if self._drag is not None:
            chosen, self._drag = self._drag, None
            self.range_chosen.emit(*chosen)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Narrow the range from the keyboard: arrows move its start, with Shift its end.

        Delete takes it back.
        """
        if self._chosen is not None and event.key() in _BACK:
            self.range_chosen.emit(*self._chosen)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._counts:
            super().keyPressEvent(event)
            return
        bars = self.bins()
        step *= self._width
        first, last = self._chosen or (bars[0][0], bars[-1][1])
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            last = min(max(last + step, first), bars[-1][1])
        else:
            first = max(min(first + step, last), bars[0][0])
        self.range_chosen.emit(first, last)

    def event(self, event: QEvent) -> bool:
        """Tell the year and the count under the mouse."""
        if isinstance(event, QHelpEvent) and self._counts:
            first, last, count = self._bar_at(event.pos().x())
            years = str(first) if first == last else f"{first}–{last}"
            text = self.tr("{years}: {records}").format(years=years, records=records(count))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _origin(self, event: QMouseEvent) -> float:
        return float(event.points()[0].pressPosition().x())

    def _bar_at(self, x: float) -> tuple[int, int, int]:
        bars = self.bins()
        position = int(x * len(bars) / max(1, self.width()))
        return bars[max(0, min(len(bars) - 1, position))]

    def _paint_years(self, painter: QPainter, chosen: tuple[int, int] | None) -> None:
        """Write the first and the last year, and between them those that are chosen or drawn."""
        painter.setFont(smaller(self.font()))
        painter.setPen(self._theme.colours.colour("secondary"))
        below = QRectF(0, HISTOGRAM + 2, self.width(), _LABELS - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, str(self._first))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, str(self._last))
        if chosen is not None:
            painter.setPen(self._theme.colours.colour("text"))
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self._named(*chosen))

    def _named(self, first: int, last: int) -> str:
        """Return what a range is called, as far as there are years."""
        first, last = max(first, self._first), min(last, self._last)
        return str(first) if first >= last else f"{first}–{last}"
