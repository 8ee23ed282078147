"""What a process that writes beside another does with the documents that it is given."""

from __future__ import annotations

import multiprocessing as mp
import queue
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np

from index.engine.segment import FondsSegment
from index.engine.segmentfile import SegmentFile
from index.engine.vocabulary import Vocabulary
from index.engine.writer import PendingBatch, new_segment, room_of, write_batch, write_merged
from index.errors import FondsError

#: Seconds between two looks whether the process that writes is still there.
_PATIENCE = 5.0

#: What a document that cannot be written raises, or a disk that is full.
_FAULTS = (
    FondsError, OSError, AttributeError, LookupError, TypeError, ValueError, MemoryError,
)  # fmt: skip

Document = Mapping[str, Any]
#: Documents to take in, segments to make one of, or None: write what there is.
Job = list[Document] | tuple[FondsSegment, ...] | None
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Inline(Executor):
    """Does everything at once: where each process has a processor, threads only get in the way."""

    def submit(
        self, fn: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Call a function; what it returns or raises is in the future."""
        done: Future[_Result] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except _FAULTS as error:
            done.set_exception(error)
        return done


class SegmentMaker:
    """What a worker does with its documents."""

    def __init__(self, folder: Path, schema: Any, memory: int) -> None:
        self._folder, self._schema, self._memory = folder, schema, room_of(memory)
        self._unique = next((n for n, field in schema.items() if field.unique), None)
        self._pending = PendingBatch(schema, Vocabulary(), Inline(), folder)

    def do(self, job: Job) -> Iterator[FondsSegment]:
        """Collect documents, merge segments, or write what there is; yield the new segments."""
        if job is None:
            yield from self._flush()
        elif isinstance(job, tuple):
            yield self._merge(job)
        else:
            yield from self._add(job)

    def _add(self, documents: Iterable[Document]) -> Iterator[FondsSegment]:
        """Collect documents; yield the segment when there are enough."""
        for document in documents:
            name = document.get(self._unique) if self._unique else None
            self._pending.add(document, name)
            if self._pending.batch.is_full:
                yield from self._flush()
        if self._pending.batch.memory > self._memory:
            yield from self._flush()

    def _flush(self) -> Iterator[FondsSegment]:
        """Write what was collected; yield it where anything is left of it."""
        batch, dead = self._pending.batch, self._pending.dead
        try:
            if batch.size > len(dead):
                segment = new_segment(self._folder, partial(write_batch, batch))
                if dead:
                    segment.delete_all(np.array(dead))
                yield segment
        finally:  # what could not be written is given up: the writer is told, and cancels
            self._pending = self._pending.next()

    def _merge(self, group: Sequence[FondsSegment]) -> FondsSegment:
        """Make one segment of several, which stay as they are."""
        sources = [(SegmentFile.open(self._folder / s.filename), s.deleted) for s in group]
        return new_segment(self._folder, partial(write_merged, self._schema, sources))


def make_segments(
    number: int, inbox: Any, results: Any, folder: str, schema: Any, memory: int
) -> None:
    """Make segments until told to stop; ends when the process that writes is gone."""
    maker = SegmentMaker(Path(folder), schema, memory)
    parent = mp.parent_process()
    while True:
        try:
            job = inbox.get(timeout=_PATIENCE)
        except queue.Empty:
            if parent is not None and not parent.is_alive():
                return
            continue
        if job == "stop":
            return
        try:
            for made in maker.do(job):
                results.put((number, made))
        except _FAULTS as error:
            results.put((number, str(error) or type(error).__name__))
        results.put((number, None))
