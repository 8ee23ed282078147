"""The chips bar: one chip per filter, "clear all", and how many records were found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.look.metrics import BETWEEN, INSIDE
from viewer.look.theme import Theme
from viewer.models.chips import Chip
from viewer.models.querystate import STATED_ONLY
from viewer.panes.flow import FlowLayout
from viewer.wording import number, records

#: The height of chips, and of what stands in one line with them.
_LINE = 24


class ChipBar(QWidget):
    """Shows what the list is narrowed by; a click on a chip takes its filter away.

    A chip that stands in the search field still has an outline only. The menu of a chip turns it
    into text (``text_wanted``), or into a filter again (``filter_wanted``).
    """

    removed = Signal(object)
    cleared = Signal()
    turned_over = Signal(object)
    text_wanted = Signal(object)
    filter_wanted = Signal()
    spelling_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: tuple[Chip, ...] = ()
        self._before: QWidget | None = None
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, gap=BETWEEN)
        self._note = QLabel(self)
        self._note.setObjectName("secondary")
        self._note.setWordWrap(True)
        self._note.setMinimumHeight(_LINE)
        self._note.hide()
        self._suggested = ""
        self._spelling = QPushButton(self)
        self._spelling.setObjectName("link")
        self._spelling.setFixedHeight(_LINE)
        self._spelling.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._spelling.clicked.connect(lambda: self.spelling_chosen.emit(self._suggested))
        self._spelling.hide()
        self._total = QLabel(self)
        self._total.setObjectName("secondary")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._total.setFixedHeight(_LINE)
        column = QVBoxLayout()
        column.setSpacing(INSIDE)
        for part in (self._holder, self._note, self._spelling):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        row.addLayout(column, 1)
        row.addWidget(self._total, 0, Qt.AlignmentFlag.AlignTop)
        self._holder.hide()
        theme.changed.connect(self._fill)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show the filters in force."""
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            self._fill()

    def follow(self, widget: QWidget) -> None:
        """Let the Tab key come to the chips from a widget."""
        self._before = widget

    def set_total(self, found: int, of: int, seconds: float) -> None:
        """Show how many of how many records were found; the time taken is in the tooltip."""
        if of == 0:
            text = ""
        elif found == of:
            text = records(found)
        else:
            text = self.tr("{found} of {all}").format(found=number(found), all=number(of))
        self._total.setText(text)
        self._total.setAccessibleName(self.tr("Found: {text}").format(text=text))
        took = self.tr("Found in {n} ms").format(n=number(max(1, seconds * 1000)))
        self._total.setToolTip(took)

    def set_note(self, text: str) -> None:
        """Say in one line what was searched, when it differs from what was typed."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def set_spelling(self, text: str) -> None:
        """Offer another spelling of what was searched."""
        self._suggested = text
        self._spelling.setText(self.tr("Did you mean “{text}”?").format(text=text))
        self._spelling.setVisible(bool(text))

    @property
    def total_text(self) -> str:
        """The words of the total, as shown."""
        return self._total.text()

    def buttons(self) -> list[QToolButton]:
        """Return the chips' buttons in their order."""
        return self._holder.findChildren(QToolButton, "chip")

    def _fill(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for old in self._holder.findChildren(QAbstractButton):
            old.hide()
            old.setParent(None)
            old.deleteLater()
        for chip in self._chips:
            self._add(self._button(chip))
        if len(self._chips) > 1:
            clear = QPushButton(self.tr("Clear all"), self._holder)
            clear.setObjectName("link")
            clear.setFixedHeight(_LINE)
            clear.clicked.connect(self.cleared)
            self._add(clear)
        self._holder.setVisible(bool(self._chips))
        self._holder.updateGeometry()

    def _add(self, button: QAbstractButton) -> None:
        before = self._flow.itemAt(self._flow.count() - 1)
        self._flow.addWidget(button)
        former = before.widget() if before is not None else self._before
        if former is not None:
            QWidget.setTabOrder(former, button)
        button.show()

    def _button(self, chip: Chip) -> QToolButton:
        button = QToolButton(self._holder)
        button.setObjectName("chip")
        button.setText(chip.text)
        button.setIcon(self._theme.icon("close"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(chip.spoken)
        button.setToolTip(chip.spoken)
        button.setFixedHeight(_LINE)
        button.setProperty("typed", chip.typed)
        button.clicked.connect(lambda: self.removed.emit(chip.filter))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(
            lambda place: self.menu_of(chip).popup(button.mapToGlobal(place))
        )
        return button

    def menu_of(self, chip: Chip) -> QMenu:
        """Return what else can be done with a chip."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if chip.typed:
            menu.addAction(self.tr("Turn into a filter"), self.filter_wanted.emit)
        else:
            text = self.tr("Turn into text")
            menu.addAction(text, lambda: self.text_wanted.emit(chip.filter))
        if chip.filter != STATED_ONLY:
            over = self.tr("Ask for it instead") if chip.filter.exclude else self.tr("Leave it out")
            menu.addAction(over, lambda: self.turned_over.emit(chip.filter))
        menu.addAction(self.tr("Take away"), lambda: self.removed.emit(chip.filter))
        return menu
