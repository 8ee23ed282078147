"""Standby: processes that wait to be hired for a crew, copies of the one that builds.

A copy takes milliseconds where a new process takes half a second to read the same programs, and
shares its memory. It can be made only of a process that has one thread, and before it opens any
file of the archive: SQLite's must not be carried over (https://www.sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import pickle
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

from index.ingest.worker import work

_THREADS = Path("/proc/self/task")

Waiting = tuple[BaseProcess, Connection]


@dataclass(frozen=True, slots=True)
class Standby:
    """The processes that wait, each with the line to it; none is as good, only slower."""

    _waiting: list[Waiting] = field(default_factory=list)

    @classmethod
    def of(cls, count: int) -> Self:
        """Return so many processes, none where they cannot be copies of this one or are no crew."""
        made = cls()
        if count > 1 and _can_be_copied():
            gc.freeze()  # so that no copy is told apart by what its collector notes on objects
            for _ in range(count):
                made._waiting.append(_copy([line for _, line in made._waiting]))
        return made

    @property
    def waits(self) -> bool:
        """Whether there is anyone to hire."""
        return bool(self._waiting)

    def hire(self, prints: Path, patience: float) -> Waiting | None:
        """Return one that begins to work, None when nobody waits. See ``index.ingest.worker``."""
        if not self._waiting:
            return None
        process, line = self._waiting.pop()
        with suppress(OSError):  # it is gone, which who listens to it will find
            line.send_bytes(pickle.dumps((prints, patience)))
        return process, line

    def dismiss(self) -> None:
        """End those that wait still."""
        while self._waiting:
            process, line = self._waiting.pop()
            line.close()
            process.join()
            process.close()


def _can_be_copied() -> bool:
    """Tell whether this process has one thread; only Linux tells, and copies well."""
    return sys.platform == "linux" and len([*_THREADS.iterdir()]) == 1


def _copy(others: Sequence[Connection]) -> Waiting:
    context = mp.get_context("fork")
    line, other = context.Pipe()
    process = context.Process(target=_wait, args=(other, (*others, line)), daemon=True)
    process.start()
    other.close()
    return process, line


def _wait(line: Connection, others: Sequence[Connection]) -> None:
    """Wait for work, or for the other side to go."""
    for other in others:
        other.close()  # or nobody would see that who holds the other end has gone
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, ConnectionError):
        prints, patience = pickle.loads(line.recv_bytes())
        work(line, prints, patience)
