"""The facet panel: one section per facet, scrolled together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from index.results import FacetValue
from index.search.query import Filter
from viewer.look.metrics import BETWEEN, GROUPS
from viewer.look.theme import Theme
from viewer.panes.facetsection import FacetSection
from viewer.wording import FACET_NAMES


class FacetPanel(QScrollArea):
    """Shows the facets of an answer; passes on what its sections ask for."""

    filter_added = Signal(object)
    filter_removed = Signal(object)
    facet_narrowed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setAccessibleName(self.tr("Filters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(160)
        inner = QWidget(self)
        inner.setObjectName("facetsections")
        column = QVBoxLayout(inner)
        column.setContentsMargins(GROUPS, BETWEEN, GROUPS, GROUPS)
        column.setSpacing(BETWEEN)
        self._sections = {facet: FacetSection(theme, facet, inner) for facet in FACET_NAMES}
        for section in self._sections.values():
            section.filter_added.connect(self.filter_added)
            section.filter_removed.connect(self.filter_removed)
            section.facet_narrowed.connect(self.facet_narrowed)
            section.hide()
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(inner)

    def set_values(
        self, values: Mapping[str, Sequence[FacetValue]], filters: Sequence[Filter]
    ) -> None:
        """Show the values of each facet, and which of them are asked for."""
        for facet, section in self._sections.items():
            section.set_values(values.get(facet, ()), filters)

    def section(self, facet: str) -> FacetSection:
        """Return the section of a facet."""
        return self._sections[facet]

    def take_focus(self) -> None:
        """Put the keyboard into the first facet that is shown."""
        for section in self._sections.values():
            if section.isVisible():
                section.take_focus()
                return
