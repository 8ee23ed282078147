"""The query bar: the search field that searches while one types, and the order of the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from viewer.look.metrics import BETWEEN, BUTTON
from viewer.look.theme import Theme
from viewer.panes.savedbutton import SavedButton
from viewer.panes.searchfield import SearchField
from viewer.wording import SORT_NAMES, sort_name

#: Long enough to take a burst of keys as one, too short to be felt.
DEBOUNCE_MS = 30


class QueryBar(QWidget):
    """Takes the words and the order; says what was typed once the keys rest for a moment."""

    text_changed = Signal(str)
    text_committed = Signal(str)
    sort_chosen = Signal(str)
    list_wanted = Signal()
    focus_taken = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = SearchField(theme, self.tr("Search the archive"), self, lens=True)
        self._field.setObjectName("search")
        self._field.setMinimumHeight(BUTTON)
        self._field.setMaxLength(2000)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(DEBOUNCE_MS)
        self._rest.timeout.connect(self._say)
        self._field.textEdited.connect(self._on_edited)
        self._field.returnPressed.connect(self._on_return)
        self._field.installEventFilter(self)
        self._sort = self._sort_button()
        self.saved = SavedButton(theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addWidget(self._field, 1)
        row.addWidget(self._sort)
        row.addWidget(self.saved)
        self.setFocusProxy(self._field)
        theme.changed.connect(self._dress)
        self._dress()

    def set_text(self, text: str) -> None:
        """Put words into the field without searching; what is there already is left alone."""
        self._rest.stop()
        if self._field.text() != text:
            self._field.setText(text)

    def type_text(self, text: str, cursor: int) -> None:
        """Put words into the field as if they had been typed."""
        self._field.setText(text)
        self._field.setCursorPosition(cursor)
        self._field.textEdited.emit(text)

    def set_sort(self, sort: str) -> None:
        """Show the order in force."""
        self._sort.setText(sort_name(sort))
        for action in self._sort.menu().actions():
            action.setChecked(action.data() == sort)

    @property
    def field(self) -> SearchField:
        """The field that is typed into."""
        return self._field

    @property
    def last(self) -> QWidget:
        """The widget at which the Tab key leaves the bar."""
        return self.saved

    def take_focus(self) -> None:
        """Put the cursor into the field and select what is there."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self.focus_taken.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the field into the list with the down arrow."""
        if watched is self._field and isinstance(event, QKeyEvent):
            down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
            if down:
                if self._rest.isActive():
                    self._rest.stop()
                    self._say()
                self.list_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def _sort_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("sort")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(self.tr("Order of the list"))
        button.setToolTip(self.tr("Order of the list"))
        button.setMinimumHeight(BUTTON)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(menu)
        before = ""
        for sort in SORT_NAMES:
            if before and sort.strip("-") != before.strip("-"):
                menu.addSeparator()
            before = sort
            action = menu.addAction(sort_name(sort))
            action.setCheckable(True)
            action.setData(sort)
            group.addAction(action)
        group.triggered.connect(lambda action: self.sort_chosen.emit(action.data()))
        button.setMenu(menu)
        return button

    def _on_edited(self) -> None:
        self._rest.start()

    def _on_return(self) -> None:
        self._rest.stop()
        self.text_committed.emit(self._field.text())

    def _say(self) -> None:
        self.text_changed.emit(self._field.text())

    def _dress(self) -> None:
        self._sort.setIcon(self._theme.icon("down"))
