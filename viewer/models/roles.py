"""The named data roles by which models hand frozen data to delegates."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole) + 1


class Role(IntEnum):
    """What a delegate may ask a row for."""

    HIT = _FIRST
    """The row's ``index.results.Hit`` with its spans, or None while it is fetched."""

    FACET_ROW = _FIRST + 1
    """The row's ``viewer.models.facets.FacetRow``."""

    OFFER = _FIRST + 2
    """The row's ``index.search.completion.Completion``."""
