"""The ingest controller: runs an update in a child process, and outlives whatever befalls it.

Parsing is CPU-bound and documents come from anywhere, so it happens beside the window at low
priority. A document that hangs or kills the child costs only itself: it is named as failed and
a new child goes on with the rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from index import events
from index.errors import FondsError
from index.ingest.patience import Vigil
from index.ingest.processes import end, spent_by
from index.ingest.trouble import DEADLY, MOST_LOSSES, PATIENCE, hung
from index.progress import Progress, Report

_LOG = logging.getLogger(__name__)

#: Seconds that a cancelled child has to commit what it has read.
GRACE = 20.0

#: Seconds between two looks at the cancel flag, and between two events for the listener.
_TICK = 0.1

#: Seconds between two times that the child is listened to, which tells of each document: a process
#: that wakes for every line takes the processor from who reads. So many bytes are heard at once.
_PAUSE, _MOST_READ = 0.02, 1 << 20

_ENDED = "the import ended unexpectedly; everything that was added before is kept"


def run_update(
    archive_folder: Path,
    paths: Sequence[Path],
    *,
    on_event: Callable[[Progress | Report], None] = lambda event: None,
    cancelled: Callable[[], bool] = lambda: False,
    options: Sequence[str] = (),
    patience: float = PATIENCE,
) -> Report:
    """Update an archive in a child process and return its report.

    Args:
        archive_folder: the archive's own folder.
        paths: what to look at; all known sources when empty.
        on_event: called here, on the calling thread, at most ten times a second, and at the end
            with the report.
        cancelled: asked ten times a second; what was read until then is kept.
        options: further options of ``python -m index build``, e.g. ``--rebuild``.
        patience: seconds that one document may take.

    Raises:
        ArchiveBusyError: another process is updating the archive.
    """
    command = [
        sys.executable,
        "-P",  # a folder of documents may be where a person stands: no code comes from there
        "-m",
        "index",
        "build",
        "--low",
        "--given",
        "--patience",
        str(patience),
        *options,
    ]
    given = json.dumps([str(path) for path in paths]).encode()
    run = _Run(command, [str(archive_folder)], given, on_event, cancelled, patience)
    report = asyncio.run(run.to_end())
    on_event(report)
    return report


class _Run:
    """One update: a child after the other until one of them ends by itself."""

    def __init__(
        self,
        command: list[str],
        arguments: list[str],
        given: bytes,
        on_event: Callable[[Progress | Report], None],
        cancelled: Callable[[], bool],
        patience: float,
    ) -> None:
        self._command = command
        self._arguments = arguments
        self._given = given
        self._on_event = on_event
        self._cancelled = cancelled
        self._patience = patience
        self._skip: dict[str, str] = {}
        self._before = Report()
        self._total = 0
        self._told = 0.0

    async def to_end(self) -> Report:
        begin = time.monotonic()
        report: Report | None = None
        for _ in range(MOST_LOSSES):
            child = _Child(self._patience)
            with tempfile.TemporaryFile() as complaints, tempfile.TemporaryFile() as given:
                given.write(self._given)
                given.seek(0)
                command = [*self._command, *self._skips(), *self._arguments]
                await child.start(command, given, complaints)
                report = await child.listen(self._tell, self._cancelled)
                if report is None:
                    _log_complaints(complaints)
            if report is not None or not child.reading:
                break
            self._skip[child.reading] = hung(self._patience) if child.hung else DEADLY
            self._before = _sum(self._before, child.committed)
        if report is None:
            report = replace(child.committed, error=_ENDED)
        whole = _sum(self._before, report)
        return replace(whole, seconds=time.monotonic() - begin)

    def _skips(self) -> list[str]:
        return [word for pair in self._skip.items() for word in ("--skip", *pair)]

    def _tell(self, progress: Progress) -> None:
        """Hand progress on, counted over all children, not too often."""
        now = time.monotonic()
        self._total = max(self._total, progress.total)
        if now - self._told < _TICK and progress.done < progress.total:
            return
        self._told = now
        added = self._before.added + self._before.updated + progress.added
        done = progress.done + self._total - progress.total
        self._on_event(replace(progress, done=done, total=self._total, added=added))


class _Child:
    """One building process."""

    def __init__(self, patience: float) -> None:
        self.committed = Report()
        self.reading = ""
        self.hung = False
        self._rest = b""
        self._patience = patience
        self._looked = time.monotonic()
        self._asked: float | None = None
        self._report: Report | None = None

    async def start(self, command: Sequence[str], given: IO[bytes], complaints: IO[bytes]) -> None:
        """Start the process; it reads a file as standard input, its standard error goes into one.

        Paths are *given* so because no system takes very many of them on a command line.
        """
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = await asyncio.create_subprocess_exec(
            *command,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            limit=1 << 28,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._vigil = Vigil(self._patience, spent_by(self._process.pid))

    async def listen(
        self, tell: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> Report | None:
        """Return the report of the process, None when it ended without one."""
        ended = False
        try:
            while lines := await self._lines(cancelled):
                self._vigil.restart()
                for line in lines:
                    self._hear(line, tell)
                await asyncio.sleep(_PAUSE)
            ended = not self._overdue()
        finally:
            if not ended:
                self._kill()
            await self._process.communicate()
        if self._report is None and self._asked is not None:
            return replace(self.committed, cancelled=True)
        return self._report

    def _kill(self) -> None:
        """End the process and those that read for it, unless it is known to have ended."""
        if self._process.returncode is None:
            end(self._process.pid)

    async def _lines(self, cancelled: Callable[[], bool]) -> list[bytes]:
        """Wait for the next lines; none at the end, or when the process has to be killed."""
        output = self._process.stdout
        while output is not None and not self._must_end(cancelled):
            with contextlib.suppress(TimeoutError):
                data = await asyncio.wait_for(output.read(_MOST_READ), _TICK)
                *lines, self._rest = (self._rest + data).split(b"\n")
                if lines or not data:
                    return lines
        return []

    def _must_end(self, cancelled: Callable[[], bool]) -> bool:
        """Look at the cancel flag and the clock; True when the process has to be killed."""
        now = time.monotonic()
        if self._asked is None and now - self._looked >= _TICK:
            self._looked = now
            if cancelled():
                self._asked = now
                self._process.terminate()
        self.hung = bool(self.reading) and self._vigil.over
        return self._overdue()

    def _overdue(self) -> bool:
        late = self._asked is not None and time.monotonic() - self._asked > GRACE
        return self.hung or late

    def _hear(self, line: bytes, tell: Callable[[Progress], None]) -> None:
        kind, content = events.read(line)
        if isinstance(content, FondsError):
            raise content
        if isinstance(content, Progress):
            self.reading = content.path
            tell(content)
        elif isinstance(content, Report) and kind == events.COMMITTED:
            self.committed = _told_on(self.committed, content)
        elif isinstance(content, Report):
            self._report = content
        elif kind == events.COMMITTING:
            self.reading = ""


def _told_on(before: Report, news: Report) -> Report:
    """Return what is safe: each batch tells its own failures, for there may be very many."""
    return replace(
        news,
        failed=(*before.failed, *news.failed),
        notices=(*before.notices, *news.notices),
    )


def _sum(before: Report, last: Report) -> Report:
    """Return the report of an update that took several children."""
    carried = before.added + before.updated
    return replace(
        last,
        added=before.added + last.added,
        updated=before.updated + last.updated,
        removed=before.removed + last.removed,
        unchanged=max(0, last.unchanged - carried),
    )


def _log_complaints(complaints: IO[bytes]) -> None:
    complaints.seek(0)
    text = complaints.read()[-4000:].decode("utf-8", "replace").strip()
    _LOG.error("the building process ended without a report: %s", text or "it said nothing")
