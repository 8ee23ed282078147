"""Runs an update of an archive and tells how it goes; ``index`` and ``rebuild`` share it."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from tqdm import tqdm

from index.ingest.controller import run_update
from index.progress import Progress, Report, left_aside
from viewer.cli.faults import DONE, FAILED, INCOMPLETE, INTERRUPTED, fail
from viewer.cli.output import one_line, say, write_json

#: Notes are no faults: a person sees some of them, a program all.
_MOST_NOTICES = 20


def update(
    arguments: argparse.Namespace, paths: Sequence[Path], options: Sequence[str] = ()
) -> int:
    """Update the archive, write what came of it, and return the exit status."""
    with _stopping() as cancelled, _progress() as tell:
        report = run_update(
            arguments.archive, paths, on_event=tell, cancelled=cancelled, options=options
        )
    if arguments.json:
        write_json(report_object(arguments.archive.name, report))
    else:
        _tell(arguments.archive.name, report)
    if report.cancelled:
        return fail("stopped; everything that was added before is kept", INTERRUPTED)
    if report.error:
        return fail(report.error, FAILED)
    return INCOMPLETE if report.failed else DONE


def report_object(name: str, report: Report) -> dict[str, Any]:
    """Return a report as the JSON object that programs read."""
    return {
        "archive": name,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "records": report.records,
        "failed": [{"path": one.path, "reason": one.reason} for one in report.failed],
        "notices": [{"path": one.path, "reason": one.reason} for one in report.notices],
        "skipped": [{"reason": why, "count": count} for why, count in report.skipped.items()],
        "offline": list(report.offline),
        "seconds": round(report.seconds, 3),
    }


def _tell(name: str, report: Report) -> None:
    for one in report.failed:
        print(f"{one_line(one.path)}: {one_line(one.reason)}", file=sys.stderr)
    for one in report.notices[:_MOST_NOTICES]:
        print(f"{one_line(one.path)}: added, but {one_line(one.reason)}", file=sys.stderr)
    if (more := len(report.notices) - _MOST_NOTICES) > 0:
        print(f"and {more:,} more were added with a note (--json names them)", file=sys.stderr)
    for path in report.offline:
        print(f"{one_line(path)}: cannot be reached, its records are kept", file=sys.stderr)
    counts = {
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "failed": len(report.failed),
    }
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    say(f"documents: {told or 'none'} ({report.seconds:.1f} s)")
    if aside := [f"{count:,} {one_line(why)}" for why, count in left_aside(report.skipped)]:
        say(f"left aside: {'; '.join(aside)}")
    say(f"“{name}” holds {report.records:,} record{'' if report.records == 1 else 's'}")


class _Bar(tqdm):  # type: ignore[misc]
    """A progress bar without tqdm's own thread: progress is told often enough."""

    monitor_interval = 0


@contextmanager
def _progress() -> Iterator[Callable[[Progress | Report], None]]:
    """Show a bar on stderr where somebody sees it."""
    with _Bar(
        unit=" documents", disable=not sys.stderr.isatty(), leave=False, dynamic_ncols=True
    ) as bar:

        def tell(event: Progress | Report) -> None:
            if isinstance(event, Progress):
                bar.total = event.total
                bar.set_postfix_str(one_line(Path(event.path).name)[:40], refresh=False)
                bar.update(event.done - bar.n)

        yield tell


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Take Ctrl+C for a wish to stop: what was read until then is committed."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
