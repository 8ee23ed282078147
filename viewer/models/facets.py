"""The model of one facet: its values as rows, the selected on top, "Not stated" last."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from index.results import FacetValue
from index.search.query import Filter
from viewer.models.roles import Role
from viewer.wording import not_stated, number

FEW = 8

#: Facets whose values have an order of their own, which says more than their counts.
OWN_ORDER = ("year", "budget")

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class State(Enum):
    """How a facet value takes part in the search."""

    OFF = 0
    INCLUDED = 1
    EXCLUDED = 2


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value as it is painted; ``share`` is its count over the facet's largest, 0 to 1."""

    value: str | None
    label: str
    count: int
    share: float
    state: State


class FacetModel(QAbstractListModel):
    """The rows of one facet. Too many are cut to eight until ``show_all``."""

    rows_changed = Signal()

    def __init__(self, facet: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facet = facet
        self._every: tuple[FacetRow, ...] = ()
        self._shown: tuple[FacetRow, ...] = ()
        self._values: tuple[Sequence[FacetValue], tuple[Filter, ...]] = ((), ())
        self._all = False
        self._by_name = facet in OWN_ORDER
        self._find = ""

    def set_values(self, values: Sequence[FacetValue], filters: Iterable[Filter]) -> None:
        """Show the values of an answer, and which of them the query asks for."""
        self._values = (values, tuple(filters))
        self._arrange()

    def sort_by_name(self, by_name: bool) -> None:
        """Order the values by their names (years, amounts), or by their counts."""
        self._by_name = by_name
        self._arrange()

    def show_all(self, shown: bool) -> None:
        """Show every value, or the first eight."""
        self._all = shown
        self._find = ""
        self._show()

    def find(self, text: str) -> None:
        """Show only values whose label holds the text, whatever its case and accents."""
        self._find = _folded(text)
        self._show()

    @property
    def values_count(self) -> int:
        """How many values the facet has, shown or not."""
        return len(self._every)

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """The rows that are shown."""
        return self._shown

    def row(self, position: int) -> FacetRow:
        """Return a row that is shown."""
        return self._shown[position]

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the delegate, or its text for a screen reader."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == Role.FACET_ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.label
        return None

    def _arrange(self) -> None:
        self._every = arranged(self.facet, *self._values, by_name=self._by_name)
        self._show()

    def _spoken(self, row: FacetRow) -> str:
        words = {
            State.OFF: "",
            State.INCLUDED: self.tr("chosen"),
            State.EXCLUDED: self.tr("left out"),
        }
        return ", ".join(part for part in (row.label, number(row.count), words[row.state]) if part)

    def _show(self) -> None:
        shown = self._every
        if self._find:
            shown = tuple(row for row in shown if self._find in _folded(row.label))
        elif not self._all:
            chosen = sum(row.state is not State.OFF for row in shown)
            shown = shown[: max(FEW, chosen)]
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        self.rows_changed.emit()


def arranged(
    facet: str,
    values: Sequence[FacetValue],
    filters: Iterable[Filter],
    *,
    by_name: bool | None = None,
) -> tuple[FacetRow, ...]:
    """Return the rows of a facet in their order; zero rows vanish unless they are chosen.

    ``by_name`` is None for the order that is usual for the facet. Amounts come in their order.
    """
    named = facet in OWN_ORDER if by_name is None else by_name
    states = {
        item.value: State.EXCLUDED if item.exclude else State.INCLUDED
        for item in filters
        if item.facet == facet and not is_range(item)
    }
    largest = max((value.count for value in values), default=0) or 1
    rows = [
        FacetRow(
            value.value,
            not_stated() if value.value is None else value.label,
            value.count,
            value.count / largest,
            states.get(value.value, State.OFF),
        )
        for value in values
        if value.count or value.value in states
    ]
    places = {value.value: place for place, value in enumerate(values)}
    return tuple(sorted(rows, key=lambda row: _order(facet, row, named, places[row.value])))


def is_range(item: Filter) -> bool:
    """Tell whether a filter asks for a span of years ("2015..2018")."""
    return item.facet == "year" and item.value is not None and ".." in item.value


def _order(facet: str, row: FacetRow, by_name: bool, place: int) -> tuple[bool, bool, float, str]:
    """Return what a row is sorted by: the chosen first, "not stated" last."""
    rank = 0.0 if by_name else float(-row.count)
    if by_name and facet == "year" and row.value is not None and row.value.isdigit():
        rank = -float(row.value)
    elif by_name and facet in OWN_ORDER:
        rank = float(place)
    return row.state is State.OFF, row.value is None, rank, _folded(row.label)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).strip()
