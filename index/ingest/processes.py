"""Processes that were started here: what they say and use, and how they end.

They end with all that they started themselves.
"""

from __future__ import annotations

import contextlib
import select
import sys
from collections.abc import Callable, Iterable
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

import psutil


class Line(Protocol):
    """One end of a connection of ``multiprocessing``."""

    def fileno(self) -> int:
        """Its number for the system."""

    def send_bytes(self, data: bytes, /) -> None:
        """Send one message."""

    def recv_bytes(self) -> bytes:
        """Wait for one message."""


_Line = TypeVar("_Line", bound=Line)


def heard(lines: Iterable[_Line], seconds: float = 0.0) -> list[_Line]:
    """Return the lines on which something was said, or nobody is any more.

    Waits so many seconds for the first. This is ``multiprocessing.connection.wait`` in a tenth of
    its time, where the system knows a line by a number.
    """
    if sys.platform == "win32":
        asked: dict[Any, _Line] = {line: line for line in lines}
        return [asked[line] for line in wait([*asked], seconds)]
    known = {line.fileno(): line for line in lines}
    poll = select.poll()
    for number in known:
        poll.register(number, select.POLLIN)
    return [known[number] for number, _ in poll.poll(seconds * 1000)]


def takes(line: Line) -> bool:
    """Tell whether a message can be sent without waiting, as far as the system tells."""
    if sys.platform == "win32":
        return True
    return bool(select.select((), (line.fileno(),), (), 0.0)[1])


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
