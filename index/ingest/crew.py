"""The crew: processes that read documents, where there are many, beside the one that writes.

It hands documents out, gives back what becomes of them in their order, and watches: a reader that
hangs is ended, and one that dies costs the document that it had in hand, nothing else. Which one
that was is found by reading those that it had once more, each alone in a new process.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from index.ingest.drafts import Draft
from index.ingest.judging import Judging
from index.ingest.patience import Vigil
from index.ingest.processes import end, heard, spent_by
from index.ingest.reading import InProcess, Read, Readings, Task
from index.ingest.recurring import Recurring
from index.ingest.standby import Standby
from index.ingest.trouble import DEADLY, MOST_LOSSES, hung
from index.ingest.worker import ASK, Parcel, work
from index.prints import Prints

#: So many documents are worth a crew at once; fewer, when they turn out to take so many seconds,
#: as may be told when some time has been spent on them.
MANY = 1000
#: Processes that stand by are worth it sooner: they have only their tables to read.
MANY_FOR_STANDBY = 200
WORTH_SECONDS, _TOLD_AFTER = 4.0, 0.4

#: Documents that are sent at once, in so many bytes of paths at most: a parcel must fit into the
#: line, or who sends and who is sent to would wait for each other.
_PARCEL, _PARCEL_BYTES = 32, 3000

#: A worker is given as many documents as take so many seconds, but so many at least and at most:
#: it goes on while a batch is written, and none has to wait for another at the end.
_AT_HAND_SECONDS, _AT_HAND = 0.4, (2, 160)

#: So many documents may be read ahead of the one that is written, and so many bytes wait.
_AHEAD = 1000
_HELD_BYTES = 64_000_000

#: Seconds between two looks at the cancel flag; seconds after which nobody seems to have listened.
_TICK, _ABSENT = 0.1, 0.5


class Asked(Protocol):
    """What is asked of a crew: how many, how patient, and whether to stop."""

    @property
    def workers(self) -> int:
        """How many processes may read."""

    @property
    def patience(self) -> float:
        """Seconds that one document may take."""

    @property
    def standby(self) -> Standby:
        """Processes that wait to be hired."""

    @property
    def cancelled(self) -> Callable[[], bool]:
        """Whether to stop."""


def readings(
    asked: Asked,
    prints: Prints,
    recurring: Recurring,
    alive: Callable[[], None],
    begins: Callable[[], None] = lambda: None,
) -> Readings:
    """Return who reads: this process, or a crew where several processes may.

    ``begins`` is called before a document is read here, ``alive`` now and then while one is read.
    """
    alone = InProcess(Judging(recurring.verdict), alive, begins)
    if asked.workers < 2 or prints.path is None:
        return alone
    return Crew(asked, prints.path, recurring, alone, alive)


@dataclass(slots=True, eq=False)
class _Hand:
    """One worker: what it was given and has not finished, and how long it has been at it."""

    process: mp.process.BaseProcess
    line: Connection
    vigil: Vigil
    tasks: deque[int] = field(default_factory=deque)
    there: bool = False
    asks: bool = False


class Crew:
    """Reads documents in other processes. ``alive`` is called while they are waited for.

    ``alone`` reads until the crew is there, and when there is none any more.
    """

    def __init__(
        self,
        asked: Asked,
        prints: Path,
        recurring: Recurring,
        alone: InProcess,
        alive: Callable[[], None],
    ) -> None:
        self._asked = asked
        self._prints = prints
        self._recurring = recurring
        self._alone = alone
        self._alive = alive
        self._hands: list[_Hand] = []
        self._losses = 0
        self._listened = time.monotonic()
        self._desk = _Desk(())

    def of(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Iterator[Draft | Read]]]:
        """Yield the tasks in their order, each with what becomes of it."""
        if any(hand.tasks for hand in self._hands):
            self.close()  # others were left in the midst
        desk = self._desk = _Desk(tasks)
        for number, task in enumerate(tasks):
            many = MANY_FOR_STANDBY if self._asked.standby.waits else MANY
            if not self._hands and not self._losses and desk.is_worth_a_crew(many):
                self._hire(self._asked.workers)
            desk.number = number
            yield task, self._reading(number)
            desk.done(number)

    def listen(self) -> None:
        """Hear what the workers have to say, and send them more."""
        self._listen(0.0)

    def close(self) -> None:
        """End the processes."""
        for hand in self._hands:
            _kill(hand)  # it only reads
        for hand in self._hands:
            _part_with(hand)
        self._hands.clear()

    def _hire(self, workers: int) -> None:
        for _ in range(workers):
            ready = self._asked.standby.hire(self._prints, self._asked.patience)
            process, line = ready or _started(self._prints, self._asked.patience)
            vigil = Vigil(self._asked.patience, spent_by(process.pid or 0))
            self._hands.append(_Hand(process, line, vigil))

    def _reading(self, number: int) -> Iterator[Draft | Read]:
        """Yield what becomes of one document, as it comes; stop when it is cancelled."""
        desk = self._desk
        given = twice = 0
        if number not in desk.come or not number % _PARCEL:
            self._listen(0.0)
        while True:
            for item in desk.take(number):
                if twice:
                    twice -= 1
                    continue
                yield item
                given += 1
                if isinstance(item, Read):
                    return
            if desk.claim(number, nobody=not self._hands):
                yield from islice(self._alone.one(desk.tasks[number]), given, None)
                return
            if self._asked.cancelled():
                return
            self._alive()
            self._listen(_TICK)
            if desk.comes_again(number):
                twice = given

    def _listen(self, seconds: float) -> None:
        """Hear what workers say, wait so long for the first word, and send who asks for more."""
        if not self._hands:
            return
        if time.monotonic() - self._listened > _ABSENT:  # what they said has not been heard
            for hand in self._hands:
                hand.vigil.restart()
        asked = self._with_room()
        self._hear_all(seconds)
        self._listened = time.monotonic()
        for hand in asked:
            if hand in self._hands and hand.tasks and hand.vigil.over:
                self._lose(hand, hung(self._asked.patience))
        for hand in self._hands:
            if hand.asks:
                self._send(hand)

    def _with_room(self) -> list[_Hand]:
        """Return the workers that can be heard, for whose words there is room."""
        return [hand for hand in self._hands if self._desk.has_room(hand.tasks)]

    def _hear_all(self, seconds: float) -> None:
        """Hear all that was said; wait so long for the first word."""
        while said := heard([hand.line for hand in self._with_room()], seconds):
            seconds = 0.0
            for hand in [hand for hand in self._hands if hand.line in said]:
                self._hear(hand)

    def _hear(self, hand: _Hand) -> None:
        try:
            data = hand.line.recv_bytes()
        except (EOFError, OSError):
            self._lose(hand, DEADLY)
            return
        hand.vigil.restart()
        for number, items in pickle.loads(data):
            if number == ASK:
                hand.there = hand.asks = True
                continue
            self._desk.note(number, items)
            if items and isinstance(items[-1], Read):
                hand.tasks.popleft()

    def _send(self, hand: _Hand) -> None:
        """Send a worker its next documents, as long as it has few."""
        numbers = self._desk.parcel(hand.tasks, len(self._hands))
        if not numbers:
            return
        if not hand.tasks:
            hand.vigil.restart()
        hand.asks = False
        hand.tasks.extend(numbers)
        tasks = tuple((number, self._desk.tasks[number]) for number in numbers)
        parcel = Parcel(self._recurring.edition, tasks)
        with contextlib.suppress(OSError):  # it is gone; the next look tells so
            hand.line.send_bytes(pickle.dumps(parcel, pickle.HIGHEST_PROTOCOL))

    def _lose(self, hand: _Hand, reason: str) -> None:
        """Part with a worker that hangs or died, and take another on for what it left."""
        _kill(hand)
        _part_with(hand)
        self._hands.remove(hand)
        self._losses += 1
        self._desk.left(hand.tasks, reason)
        if hand.there and self._losses <= MOST_LOSSES:
            self._hire(1)


def _started(prints: Path, patience: float) -> tuple[mp.process.BaseProcess, Connection]:
    """Return a new worker and the line to it."""
    context = mp.get_context("spawn")
    line, other = context.Pipe()
    process = context.Process(target=work, args=(other, prints, patience), daemon=True)
    process.start()
    other.close()
    return process, line


def _kill(hand: _Hand) -> None:
    if hand.tasks and hand.process.pid:
        end(hand.process.pid)  # with the program that reads pictures for it
    hand.process.kill()


def _part_with(hand: _Hand) -> None:
    hand.process.join()
    hand.process.close()
    hand.line.close()


class _Desk:
    """Which documents are to be read, are in hand, have been read; ``number`` is the one asked for.

    ``come`` holds what came of those that are not asked for yet.
    """

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks
        self.number = 0
        self.come: dict[int, deque[Draft | Read]] = {}
        self._begin = time.monotonic()
        self._next = 0
        self._alone: deque[int] = deque()
        self._again: set[int] = set()
        self._sizes: dict[int, int] = {}
        self._held = 0

    def is_worth_a_crew(self, many: int) -> bool:
        """Tell whether what is left to read is worth the start of some processes, as *many* are."""
        left, spent = len(self.tasks) - self._next, time.monotonic() - self._begin
        slow = spent > _TOLD_AFTER and spent / max(self._next, 1) * left > WORTH_SECONDS
        return slow or left >= many

    def claim(self, number: int, *, nobody: bool) -> bool:
        """Take a document that nobody has and, when there is *nobody*, one that was left."""
        if nobody and number in self._alone:
            self._alone.remove(number)
            return True
        if number == self._next:
            self._next += 1
            return True
        return False

    def parcel(self, held: Sequence[int], workers: int) -> list[int]:
        """Return documents for a worker that has some still.

        Those that others were lost with go alone, to workers that have nothing else.
        """
        if self._alone:
            return [self._alone.popleft()] if not held else []
        numbers: list[int] = []
        size, most = 0, self._most(workers) - len(held)
        end = min(len(self.tasks), self.number + _AHEAD)
        while len(numbers) < min(most, _PARCEL) and size < _PARCEL_BYTES and self._next < end:
            numbers.append(self._next)
            size += len(self.tasks[self._next].path.encode("utf-8", "replace"))
            self._next += 1
        return numbers

    def _most(self, workers: int) -> int:
        """Return how many documents a worker is given, by how long they took so far."""
        spent = (time.monotonic() - self._begin) * workers / max(self.number, 1)
        least, most = _AT_HAND
        return max(least, min(most, round(_AT_HAND_SECONDS / max(spent, 1e-6))))

    def has_room(self, held: Sequence[int]) -> bool:
        """Tell whether there is room for what a worker says; who is waited for is heard."""
        return self._held < _HELD_BYTES or self.number in held

    def note(self, number: int, items: Sequence[Draft | Read]) -> None:
        """Note what came of a document; each record has its text twice."""
        size = 2 * sum([item.size for item in items if isinstance(item, Draft)])
        self.come.setdefault(number, deque()).extend(items)
        self._sizes[number] = self._sizes.get(number, 0) + size
        self._held += size

    def take(self, number: int) -> Iterator[Draft | Read]:
        """Yield what came of a document, once."""
        come = self.come.get(number)
        while come:
            yield come.popleft()
            if not come:
                self._held -= self._sizes.pop(number, 0)

    def comes_again(self, number: int) -> bool:
        """Tell, once, that all that came of a document is forgotten and comes again."""
        again = number in self._again
        self._again.discard(number)
        return again

    def done(self, number: int) -> None:
        """Forget a document."""
        self.come.pop(number, None)
        self._held -= self._sizes.pop(number, 0)

    def left(self, held: Sequence[int], reason: str) -> None:
        """Note what a worker left: one document by itself is why, of several each is tried alone.

        What came of the others is forgotten: it comes again.
        """
        if len(held) == 1:
            self.note(held[0], [Read(failure=reason)])
            return
        for number in held:
            self.done(number)
        self._again.update(held)
        self._alone = deque(sorted((*self._alone, *held)))
