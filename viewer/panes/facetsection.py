"""One facet of the panel: its name, the histogram for years, its values, "show all" and find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from index.results import FacetValue
from index.search.query import Filter
from viewer.look.metrics import BETWEEN, INSIDE
from viewer.look.theme import Theme
from viewer.models.facets import FEW, FacetModel, FacetRow, State
from viewer.panes.facethead import FacetHead
from viewer.panes.facetlist import FacetList
from viewer.panes.facetsort import FacetSort
from viewer.panes.histogram import Histogram
from viewer.panes.searchfield import SearchField
from viewer.wording import facet_name, number

_FIRST_YEAR, _LAST_YEAR = 1000, 2999


class FacetSection(QWidget):
    """Shows one facet; says which filter a click asks for, and which it takes away."""

    filter_added = Signal(object)
    filter_removed = Signal(object)
    facet_narrowed = Signal(object)
    facet_cleared = Signal(str)
    place_moved = Signal(QRect)
    passed = Signal(int)

    def __init__(self, theme: Theme, facet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facet = facet
        self._model = FacetModel(facet, self)
        self._head = FacetHead(theme, facet_name(facet), self)
        self._head.setAccessibleName(self.tr("Filter by {facet}").format(facet=facet_name(facet)))
        self._sort = FacetSort(theme, facet, self)
        self._histogram = Histogram(theme, self) if facet == "year" else None
        name = self.tr("Find in {facet}").format(facet=facet_name(facet).lower())
        self._find = SearchField(theme, name, self)
        self._find.textChanged.connect(self._model.find)
        self._list = FacetList(theme, self._model, self)
        self._list.setAccessibleName(facet_name(facet))
        self._more = _link(self)
        self._more.toggled.connect(self._on_more)
        self._chosen: tuple[Filter, ...] = ()
        self._arrange()
        self._connect()
        self._fold(True)

    def set_values(self, values: Sequence[FacetValue], filters: Sequence[Filter]) -> None:
        """Show the values of an answer; a facet without values hides."""
        place = self._list.currentIndex().row()
        self._chosen = tuple(item for item in filters if item.facet == self.facet)
        self._model.set_values(values, filters)
        if self._list.hasFocus():
            self._list.keep_place(max(0, place))
        if self._histogram is not None:
            self._histogram.set_counts(_years(values), _chosen_years(filters))
            self._histogram.setVisible(self._head.isChecked() and self._histogram.has_bars)
        stated = any(row.value is not None for row in self._model.rows)
        self.setVisible(stated or bool(self._chosen))
        self._sort.set_some_chosen(bool(self._chosen))
        self._tell_more()

    @property
    def is_open(self) -> bool:
        """Whether values can be seen."""
        return self.isVisible() and self._list.isVisible() and self._model.rowCount() > 0

    def take_focus(self, *, last: bool = False) -> None:
        """Put the keyboard on the first value, or on the last."""
        self._head.setChecked(True)
        self._list.keep_place(self._model.rowCount() - 1 if last else 0)
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(INSIDE)
        self._head.hold(self._sort)
        column.addWidget(self._head)
        if self._histogram is not None:
            column.addWidget(self._histogram)
        column.addWidget(self._find)
        column.addWidget(self._list)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(BETWEEN)

    def _connect(self) -> None:
        self._list.toggled.connect(self._on_toggled)
        self._list.only_wanted.connect(self._on_only_wanted)
        self._list.place_moved.connect(self.place_moved)
        self._list.passed.connect(self.passed)
        self._head.toggled.connect(self._fold)
        self._sort.by_name_wanted.connect(self._model.sort_by_name)
        self._sort.none_wanted.connect(lambda: self.facet_cleared.emit(self.facet))
        if self._histogram is not None:
            self._histogram.range_chosen.connect(self._on_range)

    def _on_toggled(self, row: FacetRow, leave_out: bool) -> None:
        state = State.EXCLUDED if leave_out else State.INCLUDED
        item = Filter(self.facet, row.value, leave_out)
        if row.state is state:
            self.filter_removed.emit(item)
        else:
            self.filter_added.emit(item)

    def _on_only_wanted(self, row: FacetRow) -> None:
        self.facet_narrowed.emit(Filter(self.facet, row.value))

    def _on_range(self, first: int, last: int) -> None:
        value = str(first) if first == last else f"{first}..{last}"
        if len(self._chosen) == 1 and _chosen_years(self._chosen) == (first, last):
            self.filter_removed.emit(self._chosen[0])
        else:
            self.facet_narrowed.emit(Filter(self.facet, value))

    def _on_more(self, shown: bool) -> None:
        self._find.clear()
        self._model.show_all(shown)
        self._tell_more()
        if shown:
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_more(self) -> None:
        many = self._model.values_count > FEW
        if not many and self._more.isChecked():
            self._more.setChecked(False)
        open_now = self._head.isChecked()
        self._more.setVisible(many and open_now)
        self._find.setVisible(self._more.isChecked() and open_now)
        every = self.tr("Show all {n}").format(n=number(self._model.values_count))
        self._more.setText(self.tr("Show fewer") if self._more.isChecked() else every)
        self._sort.setVisible(open_now and self._model.values_count > 1)

    def _fold(self, is_open: bool) -> None:
        self._list.setVisible(is_open)
        if self._histogram is not None:
            self._histogram.setVisible(is_open and self._histogram.has_bars)
        self._tell_more()


def _link(parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName("link")
    button.setCheckable(True)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def _years(values: Sequence[FacetValue]) -> dict[int, int]:
    counts = {}
    for value in values:
        if value.value is not None and value.value.isdigit() and value.count:
            year = int(value.value)
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                counts[year] = value.count
    return counts


def _chosen_years(filters: Sequence[Filter]) -> tuple[int, int] | None:
    """Return the years that a single filter asks for."""
    wanted = [item for item in filters if item.facet == "year" and not item.exclude]
    if len(wanted) != 1 or not wanted[0].value:
        return None
    first, dots, last = wanted[0].value.partition("..")
    if not dots:
        return (int(first), int(first)) if first.isdigit() else None
    low = int(first) if first.isdigit() else _FIRST_YEAR
    return low, int(last) if last.isdigit() else _LAST_YEAR
