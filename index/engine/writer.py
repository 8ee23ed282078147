"""The bulk writer: documents become batches, batches segments, segments a new table of contents.

Readers are never in the way, and never see half a commit: a segment is a new file, and the table
of contents that names it is swapped in at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage

from index.engine.batch import AT_ONCE, Batch
from index.engine.guard import guarded
from index.engine.merging import Source, merge
from index.engine.policy import worth_merging
from index.engine.segment import FondsSegment
from index.engine.segmentfile import SegmentFile
from index.engine.toc import INDEX_NAME, read_toc, write_toc
from index.engine.vocabulary import Vocabulary
from index.errors import ArchiveBusyError

#: Bytes that a process may take at the height of a batch's inversion.
MEMORY_BUDGET = 512 << 20
#: How much of it the program itself and its memo of words take; a small budget is shared by half.
_PROGRAM = 112 << 20
#: With more ids than this, a segment's ids are read whole instead of searched.
_MANY_IDS = 2000


class PendingBatch:
    """A batch with the ids of its documents, and those that later ones of it replaced."""

    def __init__(self, schema: Any, vocabulary: Vocabulary, helper: Executor, folder: Path) -> None:
        self._schema, self._vocabulary = schema, vocabulary
        self._helper, self._folder = helper, folder
        self.batch = Batch(schema, vocabulary, helper, folder)
        self.dead: list[int] = []
        self._numbers: dict[str, int] = {}

    def next(self) -> PendingBatch:
        """Return an empty one with the same memo, or with a new one where that is full."""
        self.batch.close()
        known = Vocabulary() if self._vocabulary.is_full else self._vocabulary
        return PendingBatch(self._schema, known, self._helper, self._folder)

    def add(self, document: Mapping[str, Any], name: str | None) -> None:
        """Collect a document with an id."""
        if name is not None:
            self.forget(name)
            self._numbers[name] = self.batch.size
        self.batch.add(document)

    def forget(self, name: str) -> None:
        """Drop the document of this id that the batch may hold."""
        number = self._numbers.pop(name, None)
        if number is not None:
            self.dead.append(number)


def new_segment(folder: Path, write: Callable[[Any], int]) -> FondsSegment:
    """Write a segment into a folder; ``write`` returns how many documents it has."""
    segment = FondsSegment(INDEX_NAME)
    path = folder / segment.filename
    try:
        with path.open("wb") as stream:
            segment.set_doc_count(write(stream))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return segment


def write_batch(batch: Batch, stream: Any) -> int:
    """Write a batch as a segment; return how many documents it has."""
    size = batch.size
    batch.write(stream)
    return size


def write_merged(schema: Any, sources: Sequence[Source], stream: Any) -> int:
    """Write several segments as one; return how many documents it has."""
    with guarded():
        return merge(stream, sources, schema)


def room_of(memory: int) -> int:
    """Return the bytes that a batch may take in a process that may take so many."""
    return memory - min(_PROGRAM, memory // 2)


class ColumnarWriter:
    """Implements ``EngineWriter``.

    Args:
        storage: the folder of the index.
        schema: its schema; the field that is unique names documents.
        lock: the index's write lock, not yet acquired.
        memory: bytes that the process may take.
        helper: what works beside this thread; a thread of its own where none is given.

    Raises:
        ArchiveBusyError: another writer has the lock.
    """

    def __init__(
        self,
        storage: FileStorage,
        schema: Any,
        lock: Any,
        memory: int = MEMORY_BUDGET,
        helper: Executor | None = None,
    ) -> None:
        if not lock.acquire():
            raise ArchiveBusyError
        self._storage, self._schema, self._lock = storage, schema, lock
        self._memory = room_of(memory)
        self._unique = next((n for n, field in schema.items() if field.unique), None)
        self._helper = helper or ThreadPoolExecutor(1, "fonds-writer")
        self._pending = PendingBatch(schema, Vocabulary(), self._helper, Path(storage.folder))
        try:
            self._begin()
        except BaseException:
            self._helper.shutdown()
            lock.release()
            raise

    def add(self, document: Mapping[str, Any]) -> None:
        """Add a document with the keys of the schema; it replaces the one with the same id."""
        name = document.get(self._unique) if self._unique else None
        if name is not None:
            self._replaced.add(name.encode("utf-8", "replace"))
        self._pending.add(document, name)
        batch = self._pending.batch
        if batch.is_full or (batch.size % AT_ONCE == 0 and batch.memory > self._memory):
            self._flush_batch()

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the documents with these ids; unknown ids are none of its business."""
        for name in ids:
            self._pending.forget(name)
            self._replaced.add(name.encode("utf-8", "replace"))

    def commit(self) -> None:
        """Make everything since the last commit durable and visible, all or nothing."""
        self._flush()
        if self._changed:
            self._merge(small_only=True)
            self._write_contents()

    def cancel(self) -> None:
        """Forget everything since the last commit."""
        kept = {segment.segid for segment in self._committed}  # copies are unequal in Whoosh 2.7.4
        for segment in self._segments:
            if segment.segid not in kept:
                self._path(segment).unlink(missing_ok=True)
        self._begin()

    def close(self) -> None:
        """End writing; what was not committed is forgotten. Segments are merged where it pays."""
        if self._lock is None:
            return
        try:
            self.cancel()
            if self._merge(small_only=False):
                self._write_contents()
        finally:
            self._lock.release()
            self._lock = None
            self._helper.shutdown()

    def optimize(self) -> None:
        """Commit, and merge everything into as few segments as there can be."""
        self._flush()
        self._changed |= self._merge(small_only=False, everything=True)
        if self._changed:
            self._write_contents()

    def _begin(self) -> None:
        self._generation, self._committed = read_toc(self._storage, self._schema)
        self._segments = [segment.copy() for segment in self._committed]
        self._files: dict[str, SegmentFile] = {}
        self._changed = False
        self._begin_batch()

    def _begin_batch(self) -> None:
        self._pending = self._pending.next()
        self._replaced: set[bytes] = set()

    def _flush(self) -> None:
        """Turn all that was added into segments."""
        self._flush_batch()

    def _flush_batch(self) -> None:
        """Turn the batch into a segment, and delete what it replaces from the others."""
        batch, dead, replaced = self._pending.batch, self._pending.dead, self._replaced
        if self._unique and replaced:
            with guarded():
                for segment in self._segments:
                    self._changed |= self._delete(segment, replaced)
        if batch.size > len(dead):
            segment = self._write(partial(write_batch, batch))
            if dead:
                segment.delete_all(np.array(dead))
        self._begin_batch()

    def _write(self, write: Callable[[Any], int]) -> FondsSegment:
        """Write a segment of our own; ``write`` returns how many documents it has."""
        segment = new_segment(Path(self._storage.folder), write)
        self._segments.append(segment)
        self._changed = True
        return segment

    def _delete(self, segment: FondsSegment, ids: set[bytes]) -> bool:
        """Delete the documents of a segment that have one of the ids; tell whether there were."""
        field = self._file(segment).field(str(self._unique))
        if field is None:
            return False
        if len(ids) > _MANY_IDS:
            terms = field.lexicon.slice(0, len(field.lexicon))
            numbers = [number for number, term in enumerate(terms) if term in ids]
        else:
            numbers = field.lexicon.find_all([*ids])
        if not numbers:
            return False
        documents = [field.docs[slice(*field.span(number))] for number in numbers]
        return segment.delete_all(np.concatenate(documents)) > 0

    def _merge(self, *, small_only: bool, everything: bool = False) -> bool:
        """Merge the segments that it is worth merging; tell whether there were any."""
        empty = [s for s in self._segments if not s.doc_count()]
        self._segments = [s for s in self._segments if s.doc_count()]
        merged = bool(empty)
        groups = worth_merging(self._segments, small_only=small_only, everything=everything)
        self._merge_groups(groups)
        return merged or bool(groups)

    def _merge_groups(self, groups: Sequence[Sequence[FondsSegment]]) -> None:
        """Make one segment of each group, in place of its segments."""
        for group in groups:
            sources = [(self._file(segment), segment.deleted) for segment in group]
            self._segments = [s for s in self._segments if s not in group]
            self._write(partial(write_merged, self._schema, sources))

    def _write_contents(self) -> None:
        self._generation += 1
        live = {segment.filename for segment in self._segments}  # the others are about to go
        self._files = {name: file for name, file in self._files.items() if name in live}
        write_toc(self._storage, self._schema, self._segments, self._generation)
        self._committed = [segment.copy() for segment in self._segments]
        self._changed = False

    def _file(self, segment: FondsSegment) -> SegmentFile:
        """Return the file of a segment, opened once."""
        name = segment.filename
        if name not in self._files:
            self._files[name] = SegmentFile.open(self._path(segment))
        return self._files[name]

    def _path(self, segment: FondsSegment) -> Path:
        return Path(self._storage.folder) / segment.filename
