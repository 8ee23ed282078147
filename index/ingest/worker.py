"""What a process of the crew does: it reads documents that it is sent, until nobody sends more.

A worker says ``ASK`` when it is there and whenever it has received a parcel of documents: the next
may be sent. What becomes of the documents is sent in their order, that of quick ones some at once;
what the other side has no time to hear is held back meanwhile, so that reading goes on. Where
nothing came of a document yet, what is said of it is a sign of life.
"""

from __future__ import annotations

import contextlib
import gc
import math
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
from index.ingest.readers.formats import QUICK_ENDINGS
from index.ingest.reading import Read, Task, read
from index.ingest.recurring import kept_verdict
from index.ingest.understand import understand
from index.prints import Prints

#: In place of the number of a document: more may be sent.
ASK = -1

#: Seconds between two signs of life, and records of a document that cross at once.
_SIGN = 1.0
_TOGETHER = 100

#: What came of quick documents crosses when it is so many seconds old or has so many bytes: a line
#: that takes anything has room for these, or a worker would wait for who does not listen.
_AT_ONCE, _AT_ONCE_BYTES = 0.02, 50_000

#: A worker whose reader hangs ends itself after so many times the patience that others have with
#: it: by then the process that would have ended it is gone. The alarm is set anew for a document
#: when the last one is older than this.
_FORSAKEN = MOST_TIMES + 1
_ALARM = 1.0

#: A worker waits for who does not listen when it holds so many bytes.
_HELD_BYTES = 32_000_000

_FIRST = "Communiqué\n\nUn titre du Niger\n\nNiamey, le 14 mars 2016 – Le texte du projet.\n"

#: The number of a document, and what came of it.
Said = tuple[int, list[Draft | Read]]


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
        self._gathered: list[Said] = []
        self._since = 0.0
        self._weight = 0
        self._held: deque[bytes] = deque()
        self._size = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be put into a message."""
        return not self._gathered

    @property
    def is_due(self) -> bool:
        """Whether what waits has waited long enough."""
        return self._weight > _AT_ONCE_BYTES or time.monotonic() - self._since > _AT_ONCE

    def gather(self, number: int, items: list[Draft | Read]) -> None:
        """Take what is to be said."""
        if not self._gathered:
            self._since, self._weight = time.monotonic(), 0
        self._gathered.append((number, items))
        self._weight += sum([item.size for item in items if isinstance(item, Draft)])

    def send(self) -> None:
        """Send what was gathered as one message, or hold it back for now."""
        if self._gathered:
            data = pickle.dumps(self._gathered, pickle.HIGHEST_PROTOCOL)
            self._gathered.clear()
            self._held.append(data)
            self._size += len(data)
        self.flush(wait=self._size > _HELD_BYTES)

    def flush(self, *, wait: bool) -> None:
        """Send what the other side has room for; all of it where *wait* is said."""
        while self._held and (wait or takes(self.line)):
            data = self._held.popleft()
            self._size -= len(data)
            self.line.send_bytes(data)


class _Alarm:
    """Lets the system end this process when a document takes longer than anybody waits for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = math.ceil(seconds + _ALARM)
        self._set = -math.inf

    def on(self, *, anew: bool = False) -> None:
        """Give the document that begins its time; to be called for each."""
        now = time.monotonic()
        if anew or now - self._set > _ALARM:
            self._set = now
            _end_after(self._seconds)

    def off(self) -> None:
        """Let whoever listens take its time."""
        if self._set > 0:
            self._set = -math.inf
            _end_after(0)


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
        self._alarm = _Alarm(_FORSAKEN * patience)
        self._parcels: deque[Parcel] = deque()
        self._number = ASK
        self._said = 0.0

    def serve(self) -> None:
        """Ask for documents and read them, again and again."""
        self._say(ASK, [])
        while True:
            self._send()
            self._outbox.flush(wait=not self._parcels)
            self._receive(wait=not self._parcels)
            parcel = self._parcels.popleft()
            self._verdicts.renew(parcel.edition)
            for number, task in parcel.tasks:
                self._read(number, task)
                if self._outbox.is_empty:
                    self._receive(wait=False)

    def _receive(self, *, wait: bool) -> None:
        while wait or heard([self._outbox.line]):
            self._alarm.off()
            self._parcels.append(pickle.loads(self._outbox.line.recv_bytes()))
            self._say(ASK, [])
            wait = False

    def _read(self, number: int, task: Task) -> None:
        quick = task.path.lower().endswith(QUICK_ENDINGS)
        if not quick and not self._outbox.is_empty:
            self._send()  # nothing waits for a document that takes long
        self._number = number
        self._alarm.on()
        for items in _together(read(task, self._judging, self._sign)):
            self._outbox.gather(number, items)
            if not quick or self._outbox.is_due:
                self._send()
                self._alarm.on()

    def _sign(self) -> None:
        """Say that the document in hand is still being read."""
        if time.monotonic() - self._said > _SIGN:
            self._say(self._number, [])
            self._alarm.on(anew=True)

    def _say(self, number: int, items: list[Draft | Read]) -> None:
        self._outbox.gather(number, items)
        self._send()

    def _send(self) -> None:
        self._alarm.off()
        self._outbox.send()
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
