"""Processes that were started here: what they use, and how they end with all that they started."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import psutil


def spent_by(number: int) -> Callable[[], float]:
    """Return what tells the seconds of a processor that a process used, its last word once gone.

    Args:
        number: what the system calls the process.
    """
    try:
        process = psutil.Process(number)
    except psutil.Error:
        return float
    last = 0.0

    def spent() -> float:
        nonlocal last
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            last = float(times.user + times.system)
        return last

    return spent


def end(number: int) -> None:
    """Kill a process and all that it started, which may read on where nobody needs it."""
    try:
        process = psutil.Process(number)
        started = process.children(recursive=True)
    except psutil.Error:
        return
    for one in (process, *started):
        with contextlib.suppress(psutil.Error):
            one.kill()
