"""What recurs over the documents of a source: counted while they come, settled when all are there.

The verdict on a line may change with every document that comes or goes. The first documents of a
source are written before anything is known of it; ``unsettled`` names those that have to be read
again because their lines are judged otherwise since. Documents are judged where they are read
(``judging``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from index.ingest.outline import (
    SHARED,
    Verdict,
    count_lines,
    countable,
    furniture_rows,
    pack_places,
    unpack,
)
from index.prints import Prints

#: In the midst of a run, lines are counted anew when so many documents came, and so many of those
#: that were counted last.
_NEW, _GROWTH = 64, 0.1
#: At its end they are when this share of a source has changed; any change is enough up to _SMALL.
_CHANGED, _SMALL = 0.02, 5000

_COUNTS = np.dtype([("hash", "<u4"), ("count", "<u4"), ("known", "u1")])


@dataclass(slots=True)
class _Source:
    """What is known of one source in this run; ``changed`` counts since the last count."""

    verdict: Verdict
    changed: int = 0


@dataclass(slots=True)
class Recurring:
    """Counts the lines of pages; ``edition`` changes whenever a verdict does."""

    prints: Prints
    edition: int = 0
    _sources: dict[str, _Source] = field(default_factory=dict)

    def verdict(self, source: str) -> Verdict:
        """Return what is known of the lines of a source."""
        return self._source(source).verdict

    def came(self, source: str) -> None:
        """Note that a record of a source was judged."""
        self._source(source).changed += 1

    def gone(self, source: str, records: int) -> None:
        """Note that records of a source went."""
        self._source(source).changed += records

    def committed(self) -> None:
        """Count anew where a source has grown enough; called when the prints are kept."""
        for source, known in self._sources.items():
            if known.changed >= max(_NEW, _GROWTH * known.verdict.documents):
                self._count(source, known)
            elif known.changed:
                self.prints.keep_changed(source, known.changed)

    def unsettled(self) -> Iterator[tuple[str, list[str]]]:
        """Count anew, and yield sources with the paths of documents that are now judged otherwise.

        What a run that was stopped had no time to count is counted by the next.
        """
        for source in self.prints.judged():
            known = self._source(source)
            documents = known.verdict.documents
            if known.changed >= (1 if documents <= _SMALL else _CHANGED * documents):
                self._count(source, known)
        for source in self.prints.unsettled():
            yield source, [*dict.fromkeys(self._misjudged(source, self._source(source).verdict))]

    def settled(self, source: str) -> None:
        """Note that the documents of a source were all written by its verdict."""
        self.prints.settle(source)

    def _source(self, source: str) -> _Source:
        if source not in self._sources:
            self._sources[source] = _Source(*kept_verdict(self.prints, source))
        return self._sources[source]

    def _count(self, source: str, known: _Source) -> None:
        """Count in how many documents each line stands, and keep what is shared."""
        found = [outline for _, _, outline, _ in self.prints.of_source(source)]
        hashes, counts = count_lines(found)
        shared = counts >= SHARED
        kept = np.zeros(int(shared.sum()), _COUNTS)
        kept["hash"], kept["count"] = hashes[shared], counts[shared]
        counted = _verdict(len(found), kept, known.verdict.known)
        lines = kept["hash"].tolist()
        recurring = counted.recurring(lines)
        kept["known"] = [line in recurring for line in lines]
        known.verdict = _verdict(len(found), kept)
        known.changed = 0
        self.edition += 1
        self.prints.keep_verdict(source, len(found), kept.tobytes())

    def _misjudged(self, source: str, verdict: Verdict) -> Iterator[str]:
        known = np.array(sorted(verdict.known), "<u4")
        for _, path, outline, taken in self.prints.of_source(source):
            if not taken and not (known.size and np.isin(countable(outline), known).any()):
                continue
            if pack_places(furniture_rows(unpack(outline), verdict)) != taken:
                yield path


def kept_verdict(prints: Prints, source: str) -> tuple[Verdict, int]:
    """Return the verdict on a source that was kept last, and how many records changed since."""
    documents, kept, changed = prints.verdict(source)
    return _verdict(documents, np.frombuffer(kept, _COUNTS)), changed


def _verdict(
    documents: int, kept: np.ndarray[Any, Any], before: frozenset[int] = frozenset()
) -> Verdict:
    counts = dict(zip(kept["hash"].tolist(), kept["count"].tolist(), strict=True))
    known = frozenset(kept["hash"][kept["known"] == 1].tolist())
    return Verdict(documents, MappingProxyType(counts), known | before)
