"""What a process of the crew does: it reads documents that it is sent, until nobody sends more.

A worker says ``ASK`` when it is there and whenever it has received a parcel of documents: the next
may be sent. What becomes of the documents is sent in their order; what the other side has no time
to hear is held back meanwhile, so that reading goes on. An empty message is a sign of life.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.ingest.drafts import Draft, draft_of
from index.ingest.judging import Judging
from index.ingest.outline import Verdict
from index.ingest.patience import MOST_TIMES
from index.ingest.processes import Line, heard, takes
from index.ingest.reading import Read, Task, read
from index.ingest.recurring import kept_verdict
from index.ingest.understand import understand
from index.prints import Prints

#: In place of the number of a document: more may be sent.
ASK = -1

#: Seconds between two signs of life, and records of a document that cross at once.
_SIGN = 1.0
_TOGETHER = 100

#: A worker whose reader hangs ends itself after so many times the patience that others have with
#: it: by then the process that would have ended it is gone.
_FORSAKEN = MOST_TIMES + 1

#: A worker waits for who does not listen when it holds so many bytes.
_HELD_BYTES = 32_000_000

_FIRST = "Communiqué\n\nUn titre du Niger\n\nNiamey, le 14 mars 2016 – Le texte du projet.\n"

Message = tuple[int, list[Draft | Read]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Documents to be read, by their numbers. Verdicts of another ``edition`` are out of date."""

    edition: int
    tasks: Sequence[tuple[int, Task]]


def work(line: Line, prints: Path, patience: float) -> None:
    """Read until the other side is gone."""
    gc.freeze()  # what a reader needs stays; only what a document leaves is worth a look
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and tells us
    # The tables that the first document would wait for are read before one is asked for: a new
    # worker on a busy machine must not be taken for hung.
    draft_of(understand(_FIRST, path="", source="", record_id=""))
    with contextlib.suppress(EOFError, ConnectionError):
        _Worker(_Outbox(line), _Verdicts(prints), patience).serve()


class _Outbox:
    """One end of a line: messages go out as the other side takes them."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._held: deque[bytes] = deque()
        self._size = 0

    def put(self, message: Message) -> None:
        """Send a message, or hold it back for now."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._held.append(data)
        self._size += len(data)
        self.flush(wait=self._size > _HELD_BYTES)

    def flush(self, *, wait: bool) -> None:
        """Send what the other side has room for; all of it where *wait* is said."""
        while self._held and (wait or takes(self.line)):
            data = self._held.popleft()
            self._size -= len(data)
            self.line.send_bytes(data)


@dataclass(slots=True)
class _Verdicts:
    """The verdicts on sources as they were kept last."""

    prints: Path
    _edition: int = -1
    _known: dict[str, Verdict] = field(default_factory=dict)

    def renew(self, edition: int) -> None:
        """Forget what is of another edition."""
        if edition != self._edition:
            self._edition = edition
            self._known.clear()

    def of(self, source: str) -> Verdict:
        """Return the verdict on a source."""
        if source not in self._known:
            with Prints(self.prints) as prints:
                self._known[source] = kept_verdict(prints, source)[0]
        return self._known[source]


class _Worker:
    """One worker, with the number of the document that it has in hand."""

    def __init__(self, outbox: _Outbox, verdicts: _Verdicts, patience: float) -> None:
        self._outbox = outbox
        self._verdicts = verdicts
        self._judging = Judging(verdicts.of)
        self._forsaken = max(1, round(_FORSAKEN * patience))
        self._parcels: deque[Parcel] = deque()
        self._number = ASK
        self._said = 0.0

    def serve(self) -> None:
        """Ask for documents and read them, again and again."""
        self._say(ASK, [])
        while True:
            self._outbox.flush(wait=not self._parcels)
            self._receive(wait=not self._parcels)
            parcel = self._parcels.popleft()
            self._verdicts.renew(parcel.edition)
            for number, task in parcel.tasks:
                self._read(number, task)
                self._receive(wait=False)

    def _receive(self, *, wait: bool) -> None:
        while wait or heard([self._outbox.line]):
            self._parcels.append(pickle.loads(self._outbox.line.recv_bytes()))
            self._say(ASK, [])
            wait = False

    def _read(self, number: int, task: Task) -> None:
        self._number = number
        _end_after(self._forsaken)
        for items in _together(read(task, self._judging, self._sign)):
            _end_after(0)  # whoever listens may take its time
            self._say(number, items)
            _end_after(self._forsaken)
        _end_after(0)

    def _sign(self) -> None:
        """Say that the document in hand is still being read."""
        if time.monotonic() - self._said > _SIGN:
            _end_after(self._forsaken)
            self._say(self._number, [])

    def _say(self, number: int, items: list[Draft | Read]) -> None:
        self._outbox.put((number, items))
        self._said = time.monotonic()


def _end_after(seconds: int) -> None:
    """Let the system end this process after so many seconds; 0 for never."""
    alarm: Any = getattr(signal, "alarm", None)  # Windows has none
    if alarm is not None:
        alarm(seconds)


def _together(items: Iterator[Draft | Read]) -> Iterator[list[Draft | Read]]:
    """Yield a few items at a time, the last with the others where there are few."""
    some: list[Draft | Read] = []
    for item in items:
        some.append(item)
        if isinstance(item, Read) or len(some) >= _TOGETHER:
            yield some
            some = []
