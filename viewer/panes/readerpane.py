"""The reader pane: a record's card and text, its hits one after another, find in text, zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from viewer.look.fonts import reading_family
from viewer.look.theme import Theme
from viewer.models.reading import Reading
from viewer.panes.finder import Finder
from viewer.panes.hairline import Hairline
from viewer.panes.readerbar import ReaderBar
from viewer.panes.readerview import ReaderView
from viewer.panes.setting import Setting
from viewer.reading.options import ReadingColours, ReadingOptions
from viewer.wording import language

_SIZE = 11.5
SMALLEST_ZOOM, LARGEST_ZOOM = -5, 15


class ReaderPane(QWidget):
    """Shows one reading; says when its hits are walked past either end."""

    hits_passed = Signal(int)
    zoom_changed = Signal(int)
    record_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._family = reading_family()
        self._reading: Reading | None = None
        self._setting: Setting | None = None
        self._current = 0
        self._outlined = False
        self._wanted = 0
        self._wanted_place: tuple[int, int] | None = None
        self._zoom = 0
        self._furniture = False
        self.view = ReaderView(theme, self)
        self.finder = Finder(theme, self.view, self)
        self.bar = ReaderBar(self)
        self._blank = QLabel(self)
        self._blank.setObjectName("secondary")
        self._blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._blank.setWordWrap(True)
        self._feed = QTimer(self)
        self._feed.setInterval(0)
        self._feed.timeout.connect(self._set_more)
        self._arrange()
        self.view.refit_wanted.connect(self._set_again)
        self.view.record_wanted.connect(self.record_wanted)
        self.show_nothing("")
        theme.changed.connect(self._set_again)

    def set_actions(self, walking: Sequence[QAction], doing: Sequence[QAction]) -> None:
        """Give the bar its buttons."""
        self.bar.set_actions(walking, doing)

    def show_nothing(self, words: str) -> None:
        """Show no record, but a few words on how to come by one."""
        self._feed.stop()
        self._reading = None
        self._setting = None
        self._current = self._wanted = 0
        self._wanted_place = None
        self._blank.setText(words)
        self._stack.setCurrentWidget(self._blank)
        self.bar.setVisible(False)
        self._foot.setVisible(False)
        self.finder.close_bar()

    def set_reading(self, reading: Reading, *, hit: int = 0) -> None:
        """Show a record; ``hit`` 1 goes to its first hit, -1 to its last, 0 to its top."""
        same = self._reading is not None and self._reading.record.id == reading.record.id
        self._reading = reading
        self._wanted = hit
        self._set(keep_place=same and not hit)

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    @property
    def zoom(self) -> int:
        """Steps of one point that the text is set larger or smaller."""
        return self._zoom

    def set_zoom(self, steps: int) -> None:
        """Set the text larger or smaller by steps of one point; 0 is the normal size."""
        steps = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, steps))
        if steps != self._zoom:
            self._zoom = steps
            self._set_again()
            self.zoom_changed.emit(steps)

    def show_furniture(self, shown: bool) -> None:
        """Show or hide what was removed from the page."""
        if shown != self._furniture:
            self._furniture = shown
            self._set_again()
            if shown:
                self._show_end()

    def walk(self, step: int) -> None:
        """Go to the next hit (1) or the previous one (-1); past the end says so."""
        total = self._total()
        aim = self._current + step if self._current or step > 0 else total
        if self._setting is None or not 1 <= aim <= total:
            self.hits_passed.emit(step)
        else:
            self._go_to_hit(aim)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def _arrange(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self.view)
        self._foot = Hairline(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.finder)
        column.addWidget(self._foot)
        column.addWidget(self.bar)

    def _set_again(self) -> None:
        if self._reading is not None:
            self._set(keep_place=True)

    def _set(self, *, keep_place: bool) -> None:
        if self._reading is None:
            return
        place, top = (self._wanted_place or self._place()) if keep_place else (0, 0)
        current = self._current if keep_place else 0
        self._setting = Setting(self._reading, self._options(), with_furniture=self._furniture)
        self.view.show_document(self._setting.document)
        self._stack.setCurrentWidget(self.view)
        self.bar.setVisible(True)
        self._foot.setVisible(True)
        self._wanted_place = (place, top) if place else None
        self._current = current if current <= self._total() else 0
        self._outlined = False
        if not self._setting.done:
            self._feed.start()
        self._reach_wanted()
        self._tell_count()
        self.finder.text_changed()

    def _set_more(self) -> None:
        if self._setting is None or not self._setting.set_next():
            self._feed.stop()
            self.finder.text_changed()
        self._reach_wanted()

    def _reach_wanted(self) -> None:
        """Go to the place or hit that was asked for as soon as its passage is set."""
        if self._wanted_place is not None and self._setting is not None:
            place, top = self._wanted_place
            if self._setting.done or place < self._setting.document.characterCount():
                self._wanted_place = None
                self._restore_place(place, top)
        self._outline_again()
        if self._wanted and self._setting is not None:
            aim = self._total() if self._wanted == -1 else self._wanted
            if aim == 0:
                self._wanted = 0
            elif aim <= len(self._setting.document.marks):
                self._wanted = 0
                self._go_to_hit(aim)

    def _outline_again(self) -> None:
        """Outline the current hit in a text that was set anew, without going there."""
        if self._setting is not None and self._current and not self._outlined:
            marks = self._setting.document.marks
            if self._current <= len(marks):
                self._outlined = True
                self.view.outline(marks[self._current - 1], follow=False)

    def _go_to_hit(self, aim: int) -> None:
        if self._setting is None:
            return
        marks = self._setting.document.marks
        if aim > len(marks):
            self._wanted = aim
            return
        self._current = aim
        self._outlined = True
        self.view.outline(marks[aim - 1])
        self._tell_count()

    def _total(self) -> int:
        return self._setting.marks_count if self._setting is not None else 0

    def _tell_count(self) -> None:
        self.bar.set_count(self._current, self._total())

    def _place(self) -> tuple[int, int]:
        """Return a position in the document near the top of the pane, and where it stands."""
        if self.view.verticalScrollBar().value() == 0:
            return 0, 0
        cursor = self.view.cursorForPosition(QPoint(self.view.viewport().width() // 2, 0))
        return cursor.position(), self.view.cursorRect(cursor).top()

    def _restore_place(self, place: int, top: int) -> None:
        self.view.document().size()  # lays the text out, so that the bar knows its range
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(min(place, self.view.document().characterCount() - 1))
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.view.cursorRect(cursor).top() - top)

    def _show_end(self) -> None:
        bar = self.view.verticalScrollBar()
        while self._setting is not None and self._setting.set_next():
            pass
        position = self._setting.furniture_at if self._setting is not None else 0
        if position:
            self.view.bring_into_sight(position)
        else:
            bar.setValue(bar.maximum())

    def _options(self) -> ReadingOptions:
        colours = self._theme.colours
        return ReadingOptions(
            colours=ReadingColours(
                text=colours.text,
                secondary=colours.secondary,
                mark=colours.mark,
                rule=colours.hairline,
                link=colours.accent,
            ),
            reading_families=(self._family,),
            plain_families=(self.font().family(),),
            size=_SIZE + self._zoom,
            language=language(),
        )
