"""Judging: which lines of a page recur over its source, by a verdict that stands.

Whoever reads documents judges them; what was judged is counted elsewhere (``recurring``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from index.ingest.outline import Outline, Verdict, furniture_rows, pack, pack_places


@dataclass(frozen=True, slots=True)
class Judged:
    """The outline of a record and what was taken of it, as prints keep them."""

    outline: bytes
    taken: bytes


@dataclass(slots=True)
class Judging:
    """Judges the lines of pages, and remembers how it judged; ``verdict`` is asked by source."""

    verdict: Callable[[str], Verdict]
    _judged: dict[str, Judged] = field(default_factory=dict)

    def judge(self, record_id: str, source: str, outline: Outline) -> Collection[int]:
        """Return the rows of a page that are furniture, by what is known so far."""
        taken = furniture_rows(outline.rows, self.verdict(source))
        self._judged[record_id] = Judged(pack(outline.rows), pack_places(taken))
        return taken

    def judged(self, record_id: str) -> Judged | None:
        """Return how a record was judged, once; None for one that was not."""
        return self._judged.pop(record_id, None)
