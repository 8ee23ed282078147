"""Reading: from a file to the drafts of its records and a word on how it went.

Nothing is remembered from one document to the next but what was judged, so that documents can be
read in any process (see ``crew``).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.drafts import Draft, draft_of
from index.ingest.judging import Judging
from index.ingest.profiles import profile_files
from index.ingest.readers.content import MEGABYTE, NO_FILE
from index.ingest.records import records_of
from index.ingest.scan import digest, digest_of, told
from index.progress import Source

#: So many things that could not be read in one document are told; the rest is counted.
_MAX_REASONS = 3

#: A file of so many bytes at most is read once: what is hashed is what is understood.
_ONCE = 16 * MEGABYTE
_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows alters line ends unless it is told


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read.

    ``profiled`` tells whether import profiles speak for it. ``known`` is the digest under which
    its records are in the index; while it is the same, nothing is read. ``refused`` is the reason
    for which the document must not be read, empty when it may.
    """

    path: str
    source: Source
    limits: Limits
    profiled: bool = False
    known: str = ""
    refused: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes this task again, in a third of the time that a dataclass takes."""
        return Task, (
            self.path,
            self.source,
            self.limits,
            self.profiled,
            self.known,
            self.refused,
        )


@dataclass(frozen=True, slots=True)
class Read:
    """How a reading ended: ``failure`` is why nothing could be read, ``reason`` what was missing.

    ``digest`` is that of the bytes and of the profiles that speak for them.
    """

    digest: str = ""
    reason: str = ""
    failure: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes this word again; see ``Task``."""
        return Read, (self.digest, self.reason, self.failure)


class Readings(Protocol):
    """Reads documents, here or elsewhere."""

    def of(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Iterator[Draft | Read]]]:
        """Yield the tasks in their order with what becomes of them, a ``Read`` at the end.

        A reading that ends without one was stopped.
        """

    def listen(self) -> None:
        """Look to what is read elsewhere; to be called now and then during other work."""

    def close(self) -> None:
        """Read no more."""


class InProcess:
    """Reads documents in this process.

    ``begins`` is called before one is read, ``alive`` now and then meanwhile.
    """

    def __init__(
        self,
        judging: Judging,
        alive: Callable[[], None],
        begins: Callable[[], None] = lambda: None,
    ) -> None:
        self._judging = judging
        self._alive = alive
        self._begins = begins

    def of(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Iterator[Draft | Read]]]:
        """Yield the tasks, each read when it is asked for."""
        return ((task, self.one(task)) for task in tasks)

    def one(self, task: Task) -> Iterator[Draft | Read]:
        """Read one document."""
        self._begins()
        yield from read(task, self._judging, self._alive)

    def listen(self) -> None:
        """Nothing is read elsewhere."""

    def close(self) -> None:
        """Nothing has to be let go."""


def read(task: Task, judging: Judging, alive: Callable[[], None]) -> Iterator[Draft | Read]:
    """Yield the drafts of a document's records, at last how it went. Raises nothing."""
    if task.refused:
        yield Read(failure=task.refused)
        return
    reasons, found = list[str](), ""
    try:
        data = _small(task.path)
        found = _digest(task, data)
        if found != task.known:
            rest = (reasons.append, task.limits, judging.judge, alive, task.profiled, data)
            for record in records_of(task.path, task.source, *rest):
                yield draft_of(record, judging.judged(record.id))
    except ReadError as error:
        yield Read(found, failure=error.reason)
    except OSError as error:
        yield Read(found, failure=told(error))
    else:
        yield Read(found, _joined(reasons))


def _small(path: str) -> bytes | None:
    """Return the bytes of a file, None where there are many.

    Raises:
        ReadError: it is no file but a device or the like, which never ends.
    """
    file = os.open(path, _OPEN)  # an object for a file takes as long as to open and read it
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise ReadError(path, NO_FILE)
        if status.st_size > _ONCE:
            return None
        data = os.read(file, status.st_size + 1)  # of a folder, the system says what it is
        if len(data) != status.st_size:  # fewer than were asked for are all
            while len(data) <= _ONCE and (more := os.read(file, MEGABYTE)):
                data += more
    finally:
        os.close(file)
    return data if len(data) <= _ONCE else None


def _digest(task: Task, data: bytes | None) -> str:
    """Return the digest of a document's bytes and of the profiles that speak for it."""
    own = digest(Path(task.path)) if data is None else digest_of(data)
    if not task.profiled:  # and no path is made of its name, which takes as long as to hash it
        return own
    path = Path(task.path)
    return "-".join((own, *map(digest, profile_files(path, task.source.path))))


def _joined(reasons: Sequence[str]) -> str:
    """Return what could not be read in one document as one line of the report."""
    told = "; ".join(reasons[:_MAX_REASONS])
    more = len(reasons) - _MAX_REASONS
    return f"{told}; and {more} more" if more > 0 else told
