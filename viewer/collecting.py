"""Reads whole records of an answer, a few at a time, so that searching goes on between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Signal

from index.errors import FondsError, RecordMissingError
from index.record import Record
from index.results import Results
from viewer.tasks import LATER, ArchiveWorker, Readable, Ticket

#: Few enough not to be felt by a search that comes meanwhile.
_AT_ONCE = 64

Done = Callable[[list[Record]], None]


class Collector(QObject):
    """One collection at a time; a new one takes the place of what is under way."""

    progressed = Signal(int, int)
    failed = Signal(str)

    def __init__(self, worker: ArchiveWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._ticket: Ticket | None = None

    @property
    def running(self) -> bool:
        """Whether records are being read."""
        return self._ticket is not None

    def collect(self, results: Results, rows: Sequence[int], done: Done) -> None:
        """Read the records of rows of an answer, in their order, then call ``done``.

        A record that left the archive since it was found is left out.
        """
        self.cancel()
        self._next(results, list(spans_of(rows)), len(rows), [], done)

    def cancel(self) -> None:
        """Drop what is under way."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _next(
        self,
        results: Results,
        spans: list[tuple[int, int]],
        total: int,
        found: list[Record],
        done: Done,
    ) -> None:
        if not spans:
            self._ticket = None
            done(found)
            return

        def work(archive: Readable, _ticket: Ticket) -> list[Record]:
            return _records(archive, results, *spans[0])

        def go_on(records: list[Record]) -> None:
            found.extend(records)
            rest = spans[1:]
            self.progressed.emit(total - sum(stop - start for start, stop in rest), total)
            if self._ticket is ticket:
                self._next(results, rest, total, found, done)

        ticket = self._worker.submit(work, go_on, self._on_failed, urgency=LATER)
        self._ticket = ticket

    def _on_failed(self, error: FondsError) -> None:
        self._ticket = None
        self.failed.emit(str(error))


def spans_of(rows: Sequence[int], most: int = _AT_ONCE) -> list[tuple[int, int]]:
    """Return rows in rising order as spans [start, stop) of at most ``most`` rows."""
    starts = [0] if rows else []
    for place, (before, row) in enumerate(pairwise(rows), start=1):
        if row != before + 1 or place - starts[-1] >= most:
            starts.append(place)
    stops = [*starts[1:], len(rows)]
    return [(rows[a], rows[b - 1] + 1) for a, b in zip(starts, stops, strict=False) if b > a]


def _records(archive: Readable, results: Results, start: int, stop: int) -> list[Record]:
    found = []
    for hit in archive.hits(results, start, stop):
        try:
            found.append(archive.record(hit.id))
        except RecordMissingError:
            continue
    return found
