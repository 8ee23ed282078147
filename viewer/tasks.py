"""The one place that touches threads: an archive's reading thread and the import thread.

Work is handed in as a function, success and failure as callbacks that run on the GUI thread.
Every request is a ``Ticket`` with its own cancel flag; what answers after its ticket was
cancelled is dropped on the GUI thread. A worker never touches a widget or a model.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from index.errors import CancelledError, FondsError
from index.progress import Progress, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.linking import Related
    from index.record import Record
    from index.results import Completion, Hit, Results, Span
    from index.search.query import Query

_LOG = logging.getLogger(__name__)

#: Answering a key press comes first, then what is about to be painted, then the rest.
URGENT, SOON, LATER = 0, 1, 2
_STOP = 3

#: So long is waited for work that nobody needs any more.
_PATIENCE_S = 0.2


class Readable(Protocol):
    """What the window asks of an archive; ``index.archive.Archive`` gives it."""

    @property
    def name(self) -> str:
        """The name of the archive."""

    @property
    def record_count(self) -> int:
        """How many records can be found."""

    def sources(self) -> tuple[Any, ...]:
        """The folders and files that the archive covers."""

    def source_count(self, id: str) -> int:
        """Say how many records a source has given."""

    def remove_source(self, id: str) -> Report:
        """Cover a source no more."""

    def watch_source(self, id: str, watched: bool = True) -> None:
        """Note whether a source is to be watched."""

    def search(
        self, query: Query, *, cancelled: Callable[[], bool] | None = None, language: str = "en"
    ) -> Results:
        """Answer a query, with labels in a language."""

    def like(self, keys: Sequence[str], query: Query, *, language: str = "en") -> Results:
        """Find records like some others."""

    def hits(self, results: Results, start: int, stop: int) -> tuple[Hit, ...]:
        """Read rows of an answer."""

    def record(self, key: str) -> Record:
        """Fetch a record."""

    def related(self, id: str) -> tuple[Related, ...]:
        """Find the same text elsewhere, and the same record in other languages."""

    def explain(self, hit: Hit, query: Query, place: int, total: int, language: str) -> list[str]:
        """Say in sentences why a hit was found."""

    def spans(self, query: Query, text: str) -> tuple[Span, ...]:
        """Find what a query matches in a text."""

    def complete(self, text: str, language: str = "en") -> tuple[Completion, ...]:
        """Offer what a text that is being typed may become."""

    def refresh(self) -> bool:
        """See what other processes committed; tell whether anything changed."""

    def close(self) -> None:
        """Let go of the files."""


Work = Callable[[Readable, "Ticket"], Any]


@dataclass(slots=True, eq=False)
class Ticket:
    """One request: its serial, its own cancel flag, and what to do with its answer."""

    serial: int
    work: Work | None
    done: Callable[[Any], None] | None = None
    failed: Callable[[FondsError], None] | None = None
    _flag: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop, and let its answer be dropped."""
        self._flag.set()

    def cancelled(self) -> bool:
        """Tell whether the answer is no longer wanted."""
        return self._flag.is_set()


class ArchiveWorker(QObject):
    """Reads one archive on a thread of its own, the most urgent request first.

    The archive is opened on the thread by the first request and closed there at the end.
    """

    _answered = Signal(object, object, object)

    def __init__(self, open_archive: Callable[[], Readable], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = open_archive
        self._queue: queue.PriorityQueue[tuple[int, int, Ticket]] = queue.PriorityQueue()
        self._serials = itertools.count(1)
        self._waiting: set[Ticket] = set()
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="fonds-archive", daemon=True)
        self._thread.start()

    def submit(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[FondsError], None] | None = None,
        *,
        urgency: int = LATER,
    ) -> Ticket:
        """Run ``work(archive, ticket)`` on the thread, then ``done(answer)`` on this one."""
        serial = next(self._serials)
        ticket = Ticket(serial, work, done, failed)
        self._waiting.add(ticket)
        self._queue.put((urgency, serial, ticket))
        return ticket

    @property
    def idle(self) -> bool:
        """Whether every request was answered or dropped."""
        return not self._waiting

    def stop(self) -> None:
        """Drop what waits, close the archive and end the thread."""
        for ticket in self._waiting:
            ticket.cancel()
        self._queue.put((_STOP, next(self._serials), Ticket(0, None)))
        self._thread.join()
        self._waiting.clear()

    @Slot(object, object, object)
    def _hand_over(self, ticket: Ticket, answer: Any, error: FondsError | None) -> None:
        self._waiting.discard(ticket)
        if ticket.cancelled():
            return
        if error is None and ticket.done is not None:
            ticket.done(answer)
        elif error is not None and ticket.failed is not None:
            ticket.failed(error)

    def _run(self) -> None:
        archive: Readable | None = None
        while (ticket := self._queue.get()[2]).work is not None:
            answer: Any = None
            error: FondsError | None = None
            if not ticket.cancelled():
                if archive is None:
                    archive, error = _guarded(self._open)
                if archive is not None:
                    answer, error = _guarded(partial(ticket.work, archive, ticket))
            if isinstance(error, CancelledError):
                ticket.cancel()
            self._answered.emit(ticket, answer, error)
        if archive is not None:
            archive.close()


class Update(Protocol):
    """``index.ingest.controller.run_update``: brings an archive up to date in a child process."""

    def __call__(
        self,
        archive_folder: Path,
        paths: Sequence[Path],
        *,
        on_event: Callable[[Progress | Report], None],
        cancelled: Callable[[], bool],
        options: Sequence[str] = (),
    ) -> Report:
        """Return the report; ``on_event`` is called on the calling thread."""


class ImportTask(QObject):
    """Runs one update of an archive beside the window; its signals arrive on the GUI thread."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    _told = Signal(object, object)

    def __init__(
        self,
        update: Update,
        folder: Path,
        paths: Sequence[Path],
        options: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._update = partial(update, folder, paths, options=options)
        self._flag = threading.Event()
        self._told.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="fonds-import", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the update to stop after what is in hand; nothing that was added is lost."""
        self._flag.set()

    def wait(self) -> None:
        """Wait until the update has ended."""
        self._thread.join()

    @Slot(object, object)
    def _hand_over(self, kind: str, what: object) -> None:
        if kind == "progress":
            self.progressed.emit(what)
        elif kind == "report":
            self.finished.emit(what)
        else:
            self.failed.emit(what)

    def _run(self) -> None:
        def on_event(event: Progress | Report) -> None:
            if isinstance(event, Progress):
                self._told.emit("progress", event)

        work = partial(self._update, on_event=on_event, cancelled=self._flag.is_set)
        report, error = _guarded(work)
        if error is None:
            self._told.emit("report", report)
        else:
            self._told.emit("error", error)


class Aside(QObject):
    """Runs work on threads of their own; only what was asked last is answered."""

    _answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serial = 0
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[FondsError], None] | None = None
        self._thread: threading.Thread | None = None
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[FondsError], None] | None = None,
    ) -> None:
        """Run ``work()`` on a thread, then ``done(answer)`` on this one."""
        self._serial += 1
        self._done, self._failed = done, failed
        self._thread = threading.Thread(
            target=self._run, args=(self._serial, work), name="fonds-aside", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Drop what is under way; a document that takes long is not waited for."""
        self._serial += 1
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    @Slot(int, object, object)
    def _hand_over(self, serial: int, answer: Any, error: FondsError | None) -> None:
        if serial != self._serial:
            return
        if error is not None and self._failed is not None:
            self._failed(error)
        elif error is None and self._done is not None:
            self._done(answer)

    def _run(self, serial: int, work: Callable[[], Any]) -> None:
        answer, error = _guarded(work)
        if serial == self._serial:
            self._answered.emit(serial, answer, error)


#: ``index.ingest.watching.changes``: yields batches of places that changed.
Changes = Callable[["Sequence[Path]", threading.Event], "Iterator[tuple[Path, ...]]"]


class SourceWatch(QObject):
    """Watches folders on a thread of its own; ``changed`` names places that came to rest."""

    changed = Signal(list)

    _told = Signal(int, list)

    def __init__(self, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = changes
        self._serial = 0
        self._paths: tuple[Path, ...] = ()
        self._flag = threading.Event()
        self._threads: list[threading.Thread] = []
        self._told.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def watch(self, paths: Sequence[Path]) -> None:
        """Watch these from now on, and no others."""
        if tuple(paths) == self._paths:
            return
        self._serial += 1
        self._flag.set()
        self._flag = threading.Event()
        self._paths = tuple(paths)
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        if self._paths:
            arguments = (self._serial, self._paths, self._flag)
            thread = threading.Thread(
                target=self._run, args=arguments, name="fonds-watch", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Watch nothing, and wait until that is so."""
        self.watch(())
        self._flag.set()
        for thread in self._threads:
            thread.join()

    @Slot(int, list)
    def _hand_over(self, serial: int, paths: list[Path]) -> None:
        if serial == self._serial:
            self.changed.emit(paths)

    def _run(self, serial: int, paths: tuple[Path, ...], flag: threading.Event) -> None:
        def listen() -> None:
            for changed in self._changes(paths, flag):
                self._told.emit(serial, list(changed))

        _guarded(listen)


def _guarded(work: Callable[[], Any]) -> tuple[Any, FondsError | None]:
    """Return the answer or the error of ``work``; the one place that catches whatever comes."""
    try:
        return work(), None
    except FondsError as fault:
        return None, fault
    except Exception as fault:
        _LOG.exception("a task failed")
        error = FondsError(f"something in Fonds itself went wrong ({type(fault).__name__})")
        error.__cause__ = fault
        return None, error
