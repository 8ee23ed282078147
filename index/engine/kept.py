"""What was decoded for one query and kept for the next: bounded in bytes, oldest use goes first."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

#: Bytes that a snapshot keeps decoded at most, however large the archive is.
BUDGET = 64 << 20


class Sized(Protocol):
    """Anything that knows how many bytes it takes: an array, or a node that holds some."""

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""


Value = TypeVar("Value", bound=Sized)


class Kept:
    """A cache of decoded postings.

    Args:
        budget: bytes; what takes more than a quarter of them is never kept.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._held: dict[Hashable, Any] = {}
        self.nbytes = 0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key; where nothing is, make it and keep it."""
        known: Value | None = self._held.pop(key, None)
        if known is not None:
            self._held[key] = known  # now the one that was used last
            return known
        made = make()
        if made.nbytes <= self._budget // 4:
            self._held[key] = made
            self.nbytes += made.nbytes
            self._shrink()
        return made

    def clear(self) -> None:
        """Forget everything."""
        self._held.clear()
        self.nbytes = 0

    def _shrink(self) -> None:
        while self.nbytes > self._budget:
            oldest = next(iter(self._held))
            self.nbytes -= self._held.pop(oldest).nbytes
