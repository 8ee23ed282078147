"""The columnar index: a Whoosh index whose segments are written and searched by arrays."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from whoosh import index as wi
from whoosh.fields import Schema

from index.engine.searcher import ColumnarSearcher
from index.engine.segmentfile import SegmentFile
from index.engine.toc import INDEX_NAME, DurableStorage, is_sealed, latest, read_toc, toc_path
from index.engine.workers import ParallelWriter
from index.engine.writer import MEMORY_BUDGET, ColumnarWriter
from index.errors import ArchiveDamagedError

_Result = TypeVar("_Result")
#: A writer may take files away while a reader opens them: it looks again so many times.
_TRIES = 20


class ColumnarIndex:
    """Implements ``EngineIndex``.

    The folder is a Whoosh index, too: ``whoosh_index`` opens it with all that Whoosh offers.
    """

    def __init__(self, storage: DurableStorage, schema: Schema) -> None:
        self._storage, self._schema = storage, schema

    @classmethod
    def create(cls, folder: Path, schema: Schema) -> Self:
        """Make an empty index in a folder, which is made when missing; what was there is lost."""
        folder.mkdir(parents=True, exist_ok=True)
        storage = DurableStorage(str(folder))
        for path in folder.iterdir():
            ours = path.name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_"))
            if ours and path.is_file() and not path.name.endswith("LOCK"):
                path.unlink()
        wi.TOC.create(storage, schema, INDEX_NAME)
        return cls(storage, schema)

    @classmethod
    def open(cls, folder: Path, schema: Schema) -> Self:
        """Open the index of a folder; see ``EngineIndex.open``."""
        opened = cls(DurableStorage(str(folder)), schema)
        opened._retried(lambda: read_toc(opened._storage, schema))
        return opened

    def writer(self, memory: int = MEMORY_BUDGET, workers: int = 0) -> ColumnarWriter:
        """Begin writing; see ``EngineIndex.writer``.

        Args:
            memory: bytes that batches may take.
            workers: processes to make segments in, for large imports; 0 for this one alone.
        """
        lock = self._storage.lock(f"{INDEX_NAME}_WRITELOCK")
        if workers:
            return ParallelWriter(self._storage, self._schema, lock, memory, workers)
        return ColumnarWriter(self._storage, self._schema, lock, memory)

    def searcher(self) -> ColumnarSearcher:
        """Return a snapshot; see ``EngineIndex.searcher``."""
        return self._retried(self._snapshot)

    def whoosh_index(self) -> Any:
        """Return the index as Whoosh's own ``FileIndex``."""
        return wi.FileIndex(self._storage, self._schema, INDEX_NAME)

    def check(self) -> list[str]:
        """Return one plain sentence for each damaged file; reads every byte."""
        generation = latest(self._storage)
        if generation < 0:
            return ["the table of contents of the index is missing"]
        path = toc_path(self._storage, generation)
        if not is_sealed(path):
            return [f"“{path.name}” of the index is damaged"]
        faults = []
        for segment in read_toc(self._storage, self._schema)[1]:
            path = Path(self._storage.folder) / segment.filename
            if not path.is_file():
                faults.append(f"“{path.name}” of the index is missing")
            elif not _is_whole(path, segment.doc_count_all()):
                faults.append(f"“{path.name}” of the index is damaged")
        return faults

    def files(self) -> frozenset[str]:
        """Return the names of the files that make up the index now."""
        generation, segments = read_toc(self._storage, self._schema)
        names = [segment.filename for segment in segments]
        return frozenset([toc_path(self._storage, generation).name, *names])

    def _snapshot(self) -> ColumnarSearcher:
        generation, segments = read_toc(self._storage, self._schema)
        return ColumnarSearcher(
            Path(self._storage.folder),
            segments,
            self._schema,
            lambda: latest(self._storage) == generation,
            self.whoosh_index,
        )

    def _retried(self, action: Callable[[], _Result]) -> _Result:
        for _ in range(_TRIES):
            try:
                return action()
            except FileNotFoundError:
                time.sleep(0.02)
        raise ArchiveDamagedError("a file of the index is missing")


def _is_whole(path: Path, documents: int) -> bool:
    try:
        file = SegmentFile.open(path)
    except (ArchiveDamagedError, KeyError, TypeError, ValueError):
        return False
    return file.documents == documents and file.arrays.is_whole()
