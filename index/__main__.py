"""``python -m index build FOLDER [PATH…]``: update an archive, telling it as JSON lines.

The ingest controller runs this in a process of its own, so that no document can take the window
down. SIGTERM ends it after the document in hand, with everything that was read committed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType

from index import events
from index.errors import FondsError
from index.ingest.document import DEFAULT_LIMITS
from index.ingest.standby import Standby
from index.ingest.trouble import PATIENCE
from index.progress import Report

#: Below everything that a person waits for.
NICENESS = 10

#: One process writes what the others read; it cannot keep up with more of them.
MOST_WORKERS = 8

#: Bytes of data that the process, and each that it starts, may hold; memory-mapped files of the
#: index do not count.
MEMORY = 3 << 30


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 done, 1 some documents failed, 2 it could not be done."""
    asked = _parser().parse_args(argv)
    if asked.given:
        asked.paths += map(Path, json.load(sys.stdin))
    if asked.low and hasattr(os, "nice"):
        os.nice(NICENESS)
    _bound_memory()
    standby = Standby.of(asked.workers)
    stop = _Stop()
    signal.signal(signal.SIGTERM, stop)
    try:
        report = _build(asked, stop, standby)
    except FondsError as error:
        _say(events.write(events.ERROR, error))
        return 2
    except BrokenPipeError:
        return 2  # nobody listens any more; what was committed is safe
    finally:
        standby.dismiss()
    _say(events.write(events.REPORT, report))
    return 1 if report.failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="build")
    build = commands.add_parser("build", help="add or update sources of an archive")
    build.add_argument("folder", type=Path, help="the archive's own folder")
    build.add_argument("paths", type=Path, nargs="*", help="sources; all known ones when missing")
    build.add_argument(
        "--given", action="store_true", help="read more sources, a JSON list, from standard input"
    )
    build.add_argument("--rebuild", action="store_true", help="build the index anew")
    build.add_argument("--retry", action="store_true", help="read failed documents again")
    build.add_argument("--ocr", action="store_true", help="read scanned pages by tesseract")
    build.add_argument("--workers", type=int, default=_processors(), help="processes that read")
    build.add_argument("--patience", type=float, default=PATIENCE, help="seconds per document")
    build.add_argument("--low", action="store_true", help="run at low priority")
    build.add_argument(
        "--skip",
        nargs=2,
        action="append",
        default=[],
        metavar=("PATH", "REASON"),
        help="do not read a document, and say why",
    )
    return parser


def _processors() -> int:
    """Return how many processes may read: as many as there are processors for this one."""
    if sys.platform == "linux":
        return min(MOST_WORKERS, len(os.sched_getaffinity(0)))
    return min(MOST_WORKERS, os.cpu_count() or 1)


def _bound_memory() -> None:
    """Let a document that needs more memory than there should be fail by itself, where we can."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit but may not grant it
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))


class _Stop:
    """Remembers that the process was asked to end."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


def _build(asked: argparse.Namespace, stop: _Stop, standby: Standby) -> Report:
    # Who only reads needs none of this: it is loaded while those processes make ready.
    from index.archive import Archive
    from index.ingest.updating import Watch

    archive = Archive.open_or_create(asked.folder, asked.folder.name)
    watch = Watch(
        progress=lambda progress: _say(events.write(events.PROGRESS, progress)),
        committing=lambda: _say(events.write(events.COMMITTING)),
        committed=lambda report: _say(events.write(events.COMMITTED, report)),
        cancelled=lambda: stop.asked,
        skip=dict(asked.skip),
        limits=replace(DEFAULT_LIMITS, ocr=asked.ocr),
        workers=asked.workers,
        patience=asked.patience,
        standby=standby,
    )
    try:
        if asked.rebuild:
            return archive.rebuild(watch=watch)
        return archive.update(asked.paths or None, retry=asked.retry, watch=watch)
    finally:
        archive.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
