"""The facet panel: one section per facet, scrolled together, and the switch below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from index.results import FacetValue
from index.search.query import Filter
from viewer.look.metrics import BETWEEN, GROUPS, INSIDE
from viewer.look.theme import Theme
from viewer.panes.facetsection import FacetSection
from viewer.panes.hairline import Hairline
from viewer.wording import FACET_NAMES

_FOOT = 36


class FacetPanel(QWidget):
    """Shows the facets of an answer; passes on what its sections ask for."""

    filter_added = Signal(object)
    filter_removed = Signal(object)
    facet_narrowed = Signal(object)
    facet_cleared = Signal(str)
    stated_only_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setAccessibleName(self.tr("Filters"))
        self.setMinimumWidth(160)
        self._scroll = _scroll_area(self)
        self._scroll.setAccessibleName(self.tr("Filters"))
        self._inner = inner = QWidget(self._scroll)
        inner.setObjectName("facetsections")
        column = QVBoxLayout(inner)
        column.setContentsMargins(GROUPS, BETWEEN, GROUPS, GROUPS)
        column.setSpacing(BETWEEN)
        self._sections = {facet: FacetSection(theme, facet, inner) for facet in FACET_NAMES}
        for section in self._sections.values():
            self._connect(section)
            section.hide()
            column.addWidget(section)
        column.addStretch(1)
        self._scroll.setWidget(inner)
        self._stated_only = QCheckBox(self.tr("Leave inferred values out"), self)
        self._stated_only.setToolTip(
            self.tr("Count and find only by what documents state themselves")
        )
        self._stated_only.clicked.connect(self.stated_only_wanted)
        self._arrange()

    def set_values(
        self, values: Mapping[str, Sequence[FacetValue]], filters: Sequence[Filter]
    ) -> None:
        """Show the values of each facet, and which of them are asked for."""
        for facet, section in self._sections.items():
            section.set_values(values.get(facet, ()), filters)

    def set_stated_only(self, on: bool) -> None:
        """Show whether inferred values are left out."""
        self._stated_only.setChecked(on)

    def section(self, facet: str) -> FacetSection:
        """Return the section of a facet."""
        return self._sections[facet]

    def take_focus(self) -> None:
        """Put the keyboard into the first facet that is shown."""
        for section in self._sections.values():
            if section.isVisible():
                section.take_focus()
                return

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(GROUPS, INSIDE, GROUPS, INSIDE)
        foot.addWidget(self._stated_only)
        self._stated_only.setFixedHeight(_FOOT - 2 * INSIDE - 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline(self))
        column.addLayout(foot)

    def _connect(self, section: FacetSection) -> None:
        section.filter_added.connect(self.filter_added)
        section.filter_removed.connect(self.filter_removed)
        section.facet_narrowed.connect(self.facet_narrowed)
        section.facet_cleared.connect(self.facet_cleared)
        section.place_moved.connect(self._show_place)
        section.passed.connect(lambda step: self._go_on(section, step))

    def _show_place(self, place: QRect) -> None:
        """Scroll to where the keyboard is; ``place`` is in the coordinates of the screen."""
        top = self._inner.mapFromGlobal(place.topLeft())
        self._scroll.ensureVisible(GROUPS, top.y() + place.height() // 2, 0, place.height())

    def _go_on(self, section: FacetSection, step: int) -> None:
        """Go with the keyboard from one facet into the next one (1) or the one before (-1)."""
        open_ones = [other for other in self._sections.values() if other.is_open]
        place = open_ones.index(section) + step
        if 0 <= place < len(open_ones):
            open_ones[place].take_focus(last=step < 0)


def _scroll_area(parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
