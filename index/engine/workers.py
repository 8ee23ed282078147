"""Writing with several processes: each turns its share of the documents into whole segments.

The process that writes is one of them, so that no processor waits while others begin. What crosses
between processes is documents one way and names of files the other. Documents of one id go to one
process, so that it sees which replaces which. All write their segments at one time, since none
could be given documents meanwhile; and they share the merging.
"""

from __future__ import annotations

import multiprocessing as mp
import queue
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.engine.makers import Document, Inline, make_segments
from index.engine.segment import FondsSegment
from index.engine.writer import ColumnarWriter
from index.errors import FondsError

#: Documents that cross at once, and how many such parcels may wait for a worker.
_PARCEL = 64
_CREDIT = 6
#: Stands for the process that writes where a worker is asked for.
_HERE = -1
#: Seconds between two looks whether the workers are still there.
_PATIENCE = 5.0

#: Bytes of each process that are in memory once: the code of Python and of its libraries.
_SHARED = 24 << 20

#: A new segment, in which what was replaced is deleted, and the worker that made it.
Made = tuple[int, FondsSegment]


class ParallelWriter(ColumnarWriter):
    """A ``ColumnarWriter`` whose segments are made by several processes.

    Args:
        workers: how many processes, this one among them; the memory is shared out.
    """

    def __init__(self, storage: Any, schema: Any, lock: Any, memory: int, workers: int) -> None:
        share = memory // workers
        share += min(_SHARED, share // 8)
        super().__init__(storage, schema, lock, share, Inline())
        # A worker has a little more room, since all write when this process does.
        self._pool = _Pool(Path(storage.folder), schema, share * 9 // 8, max(1, workers - 1))
        self._makers: dict[str, int] = {}

    def add(self, document: Document) -> None:
        """Send a document to a worker, or take it here when all have enough to do."""
        name = document.get(self._unique) if self._unique else None
        owner = self._pool.owner(name)
        if owner == _HERE:
            super().add(document)
        else:
            self._pool.add(owner, document)

    def delete(self, ids: Iterable[str]) -> None:
        """Remove documents; what the workers hold becomes segments first."""
        self._flush()
        super().delete(ids)
        self._flush_batch()

    def close(self) -> None:
        """End writing, and the workers with it."""
        if self._lock is not None:
            try:
                super().close()
            finally:
                self._pool.close()

    def cancel(self) -> None:
        """Forget everything since the last commit, also what the workers hold."""
        self._pool.finish()
        self._take_all()
        super().cancel()

    def _flush(self) -> None:
        super()._flush()
        self._take_all()

    def _flush_batch(self) -> None:
        self._pool.finish()
        super()._flush_batch()  # while the workers write theirs

    def _merge_groups(self, groups: Sequence[Sequence[FondsSegment]]) -> None:
        """Merge the largest group here, and the others as the workers can."""
        ordered = sorted(groups, key=lambda group: sum(s.doc_count() for s in group))
        for group in ordered[:-1]:
            self._pool.merge(group)
            self._segments = [s for s in self._segments if s not in group]
        super()._merge_groups(ordered[-1:])
        for _, segment in self._pool.collect():
            self._segments.append(segment)
            self._changed = True

    def _take_all(self) -> None:
        self._take(self._pool.collect())
        self._makers.clear()  # from now on an id may go to another process

    def _take(self, made: Iterable[Made]) -> None:
        """Take over new segments; what they replace is deleted from those before them."""
        for worker, segment in made:
            before = [s for s in self._segments if self._makers.get(s.segid, worker) == worker]
            field = self._file(segment).field(str(self._unique)) if before else None
            if field is not None:
                ids = set(field.lexicon.slice(0, len(field.lexicon)))
                for other in before:
                    self._delete(other, ids)
            self._makers[segment.segid] = worker
            self._segments.append(segment)
            self._changed = True


class _Pool:
    """The processes, and who has which document."""

    def __init__(self, folder: Path, schema: Any, memory: int, workers: int) -> None:
        context = mp.get_context("spawn")
        self._results = context.Queue()
        self._inboxes = [context.Queue() for _ in range(workers)]
        self._processes = [
            context.Process(
                target=make_segments,
                args=(number, inbox, self._results, str(folder), schema, memory),
                daemon=True,
            )
            for number, inbox in enumerate(self._inboxes)
        ]
        for process in self._processes:
            process.start()
        self._waiting = [0] * workers
        self._parcels: list[list[Document]] = [[] for _ in range(workers)]
        self._owners: dict[str, int] = {}
        self._made: list[Made] = []
        self._next, self._turn = 0, _PARCEL

    def owner(self, name: str | None) -> int:
        """Return the worker that takes a document with this id."""
        if not self._turn:
            self._look()
            least = min(range(len(self._waiting)), key=self._waiting.__getitem__)
            self._next = least if self._waiting[least] < _CREDIT else _HERE
            self._turn = _PARCEL
        self._turn -= 1
        return self._next if name is None else self._owners.setdefault(name, self._next)

    def add(self, owner: int, document: Document) -> None:
        """Put a document into a parcel, and send it off when it is full."""
        parcel = self._parcels[owner]
        parcel.append(document)
        if len(parcel) >= _PARCEL:
            self._send(owner)

    def finish(self) -> None:
        """Have every worker write what it holds."""
        for worker in range(len(self._inboxes)):
            self._send(worker)
            self._inboxes[worker].put(None)
            self._waiting[worker] += 1

    def merge(self, group: Sequence[FondsSegment]) -> None:
        """Have the worker with the least to do make one segment of several."""
        worker = min(range(len(self._waiting)), key=self._waiting.__getitem__)
        self._inboxes[worker].put(tuple(group))
        self._waiting[worker] += 1

    def collect(self) -> list[Made]:
        """Return all segments, once the workers have done what they were told."""
        while any(self._waiting):
            self._receive()
        self._owners.clear()
        made, self._made = self._made, []
        return made

    def close(self) -> None:
        """End the processes."""
        for process, inbox in zip(self._processes, self._inboxes, strict=True):
            inbox.put("stop")
            inbox.close()
            process.join(_PATIENCE)
            if process.is_alive():
                process.terminate()
                process.join()
            if process.exitcode:  # nobody takes what still waits for it
                inbox.cancel_join_thread()
            process.close()
        for box in (*self._inboxes, self._results):
            box.close()
            box.join_thread()

    def _send(self, worker: int) -> None:
        parcel = self._parcels[worker]
        if parcel:
            self._parcels[worker] = []
            self._inboxes[worker].put(parcel)
            self._waiting[worker] += 1

    def _look(self) -> None:
        """Take what the workers have said; wait where one has far more to do than the others."""
        while not self._results.empty() or max(self._waiting) > 2 * _CREDIT:
            self._receive()

    def _receive(self) -> None:
        """Wait for a word from a worker; keep the segment when it is one."""
        try:
            worker, what = self._results.get(timeout=_PATIENCE)
        except queue.Empty:
            if not all(process.is_alive() for process in self._processes):
                raise FondsError("a process that writes the index ended unexpectedly") from None
            return
        if isinstance(what, str):
            raise FondsError(f"the index could not be written: {what}")
        if what is None:
            self._waiting[worker] -= 1
        else:
            self._made.append((worker, what))
