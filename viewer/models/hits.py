"""The result list's model: a count of rows, and pages of hits fetched when they are painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from index.results import Hit
from viewer.models.roles import Role

PAGE = 16
_PAGES_KEPT = 128

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HitModel(QAbstractListModel):
    """Rows of one answer. It is reset once per answer and asks for pages by ``page_wanted``."""

    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[Hit, ...]] = OrderedDict()
        self._asked: set[int] = set()

    def set_answer(self, total: int, first: tuple[Hit, ...] = ()) -> None:
        """Show another answer: its number of hits, and the first page when it is at hand."""
        self.beginResetModel()
        self._total = total
        self._pages.clear()
        self._asked.clear()
        for start in range(0, len(first), PAGE):
            self._pages[start // PAGE] = first[start : start + PAGE]
        self.endResetModel()

    def set_page(self, page: int, hits: tuple[Hit, ...]) -> None:
        """Take the hits of a page that was asked for, and have its rows painted."""
        self._asked.discard(page)
        self._pages[page] = hits
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        if hits and page * PAGE < self._total:
            last = min(page * PAGE + len(hits), self._total) - 1
            self.dataChanged.emit(self.index(page * PAGE), self.index(last))

    def forget_page(self, page: int) -> None:
        """A page will not come after all; it is asked for again when it is painted."""
        self._asked.discard(page)

    def hit(self, row: int) -> Hit | None:
        """Return the hit of a row; None, and the page is asked for, when it is not at hand."""
        if not 0 <= row < self._total:
            return None
        page = row // PAGE
        hits = self._pages.get(page)
        if hits is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        self._pages.move_to_end(page)
        offset = row - page * PAGE
        return hits[offset] if offset < len(hits) else None

    def ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the records of rows, as far as they are at hand."""
        pages = ((self._pages.get(row // PAGE, ()), row % PAGE) for row in rows)
        return tuple(hits[offset].id for hits, offset in pages if offset < len(hits))

    def row_of(self, record_id: str) -> int | None:
        """Return the row of a record among the pages at hand."""
        for page, hits in self._pages.items():
            for offset, hit in enumerate(hits):
                if hit.id == record_id:
                    return page * PAGE + offset
        return None

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of hits."""
        return 0 if parent.isValid() else self._total

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the hit of a row, or its title and facts for a screen reader."""
        if role not in _ROLES or not index.isValid():
            return None
        hit = self.hit(index.row())
        if role == Role.HIT:
            return hit
        if hit is None:
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        return ", ".join(part for part in (hit.title, *facts(hit), hit.snippet) if part)


_ROLES = (Role.HIT, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def facts(hit: Hit) -> tuple[str, ...]:
    """Return the facts of a hit in their order: year, status, region, identifier."""
    stated = (
        str(hit.year) if hit.year is not None else "",
        hit.status_label or "",
        ", ".join(hit.region_labels),
        hit.identifier or "",
    )
    return tuple(fact for fact in stated if fact)
