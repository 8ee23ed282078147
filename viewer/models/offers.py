"""The model of what is offered while one types: completions, or searches of before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from index.results import Completion
from viewer.models.roles import Role
from viewer.wording import number

#: The kinds of searches of before, beside those of ``index.search.completion``.
RECENT, SAVED = "recent", "saved"

_MOST = 10

#: What Tab takes comes first: the word in hand, then what is more than a word.
_ORDER = ("identifier", "value", "term", "country", "field", "title", SAVED, RECENT)
_MOST_WORDS = 4

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "term": str(QT_TRANSLATE_NOOP("Offers", "word")),
        "title": str(QT_TRANSLATE_NOOP("Offers", "title")),
        "identifier": str(QT_TRANSLATE_NOOP("Offers", "identifier")),
        "field": str(QT_TRANSLATE_NOOP("Offers", "filter")),
        "value": str(QT_TRANSLATE_NOOP("Offers", "filter")),
        "country": str(QT_TRANSLATE_NOOP("Offers", "country")),
        SAVED: str(QT_TRANSLATE_NOOP("Offers", "saved search")),
        RECENT: str(QT_TRANSLATE_NOOP("Offers", "searched before")),
    }
)

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class OfferModel(QAbstractListModel):
    """A few offers, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Completion, ...] = ()

    def set_offers(self, offers: Sequence[Completion]) -> None:
        """Show other offers."""
        self.beginResetModel()
        self._offers = ordered(offers)[:_MOST]
        self.endResetModel()

    def offer(self, row: int) -> Completion:
        """Return an offer."""
        return self._offers[row]

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of offers."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the offer for the delegate, or its text for a screen reader."""
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role == Role.OFFER:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return offer.shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.shown}, {note(offer)}"
        return None


def ordered(offers: Sequence[Completion]) -> tuple[Completion, ...]:
    """Return offers kind by kind, each kind in the order in which it came."""
    words = [offer for offer in offers if offer.kind == "term"][:_MOST_WORDS]
    kept = [offer for offer in offers if offer.kind != "term" or offer in words]
    return tuple(sorted(kept, key=lambda offer: _ORDER.index(offer.kind)))


def note(offer: Completion) -> str:
    """Return what kind of offer this is, and how many records it would find where that is known."""
    kind = QCoreApplication.translate("Offers", _KINDS.get(offer.kind, offer.kind))
    return f"{kind} · {number(offer.count)}" if offer.count > 1 else kind


def recent(texts: Sequence[str]) -> tuple[Completion, ...]:
    """Return searches of before as offers."""
    return tuple(Completion(RECENT, text, text) for text in texts)


def saved(items: Sequence[tuple[str, str]]) -> tuple[Completion, ...]:
    """Return searches that are kept by name as offers."""
    return tuple(Completion(SAVED, name, text) for name, text in items)
