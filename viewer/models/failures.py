"""What could not be read, as a table: document, reason, folder. There may be very many."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from index.progress import Failure
from viewer.models.hits import AnyIndex

_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class FailureModel(QAbstractTableModel):
    """Rows whose words are worked out when they are seen; ``heads`` are those of the columns."""

    def __init__(
        self, failed: Sequence[Failure], heads: Sequence[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._failed = failed
        self._heads = heads

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many documents there are."""
        return 0 if parent is not None and parent.isValid() else len(self._failed)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a cell, which are its hint too: a long one is cut."""
        if not index.isValid() or role not in _SAID:
            return None
        failure = self._failed[index.row()]
        folder, name = os.path.split(failure.path)
        return (name, failure.reason, folder)[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """Return the head of a column."""
        across = orientation == Qt.Orientation.Horizontal
        return self._heads[section] if across and role == Qt.ItemDataRole.DisplayRole else None
