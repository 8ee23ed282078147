"""Patience: how long a reading may take, counted so that a busy machine wrongs no document.

Who uses the processor is measured by what it used, who does nothing by the clock; and nobody takes
many times as long, whatever it does. A laptop that works on other things gives an import, which
runs at low priority, a fraction of a processor.
"""

from __future__ import annotations

import time
from collections.abc import Callable

#: By the clock nothing takes longer than so many times its patience. What really hangs either works
#: or does nothing, and is found sooner; at low priority beside four busy programs per processor,
#: work takes about so many times as long.
MOST_TIMES = 20

#: A process that used no more seconds of a processor has done nothing: who only looks at a clock
#: now and then uses less.
_STIR = 0.02

#: Seconds between two looks at a process, as a part of the patience with it, and at most.
_LOOKS, _LOOK = 0.1, 1.0

#: After so many seconds without a look the machine slept, or who watches was busy: what was said
#: meanwhile has not been heard, and time begins again.
_ABSENT = 5.0


class Stint:
    """The time of a piece of work, as who does it counts it.

    Args:
        seconds: how many it may take.
        spent: seconds of a processor that were used so far, of this thread unless it is said.
        clock: seconds by the clock.
    """

    def __init__(
        self,
        seconds: float,
        spent: Callable[[], float] = time.thread_time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds
        self._spent = spent
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """Begin anew."""
        self._end = self._clock() + self.seconds
        self._latest = self._end + self.seconds * (MOST_TIMES - 1)
        self._allowed = self._spent() + self.seconds

    @property
    def over(self) -> bool:
        """Whether it took too long."""
        now = self._clock()
        return now > self._end and (now > self._latest or self._spent() > self._allowed)


class Vigil:
    """The time that a process takes for what it has in hand, as others count it who watch.

    Args:
        seconds: how many it may take, or may pass while it does nothing.
        spent: seconds of a processor that the process has used so far.
        clock: seconds by the clock.
    """

    def __init__(
        self,
        seconds: float,
        spent: Callable[[], float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._spent = spent
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """Begin anew: it gave a sign of life, or something else to do was given to it."""
        self._begin = self._looked = self._stirred = self._clock()
        self._first: float | None = None
        self._last = 0.0

    @property
    def over(self) -> bool:
        """Whether it took too long; to be asked often."""
        now = self._clock()
        since = now - self._looked
        if since > max(_ABSENT, self._seconds):
            self.restart()
            return False
        if since < min(_LOOK, self._seconds * _LOOKS):
            return False
        self._looked = now
        return self._is_over(now, self._spent())

    def _is_over(self, now: float, spent: float) -> bool:
        if self._first is None:
            self._first = self._last = spent
        if spent - self._last >= _STIR:
            self._last, self._stirred = spent, now
        idle, used = now - self._stirred, spent - self._first
        return max(idle, used, (now - self._begin) / MOST_TIMES) > self._seconds
