"""An index on plain Whoosh: slow, complete, and the measure for the columnar one."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from whoosh import index as whoosh_index
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from index.engine import checksums
from index.engine.stock_searcher import StockSearcher
from index.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveMissingError
from index.schema import CODE_SEPARATOR, FACET_COLUMNS

#: What Whoosh raises when a file of its own was cut or altered: it unpickles and unpacks them.
DAMAGE = (
    OSError,
    ValueError,
    EOFError,
    LookupError,
    AssertionError,
    AttributeError,
    ImportError,
    TypeError,
    MemoryError,
    OverflowError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    whoosh_index.IndexError,
)


class StockIndex:
    """Implements ``EngineIndex`` on a Whoosh ``FileIndex``."""

    def __init__(self, index: Any, folder: Path) -> None:
        self._index = index
        self._folder = folder

    @classmethod
    def create(cls, folder: Path, schema: Schema) -> Self:
        """Make an empty index in a folder, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(whoosh_index.FileIndex.create(FileStorage(str(folder)), schema), folder)
        checksums.record(folder, made.files())
        return made

    @classmethod
    def open(cls, folder: Path, schema: Schema) -> Self:
        """Open the index of a folder; see ``EngineIndex.open``."""
        if not folder.is_dir():
            raise ArchiveMissingError(f"there is no index in “{folder}”")
        try:
            return cls(whoosh_index.FileIndex(FileStorage(str(folder)), schema), folder)
        except DAMAGE as error:
            raise ArchiveDamagedError("the index is damaged and has to be rebuilt") from error

    def writer(self) -> StockWriter:
        """Begin writing; see ``EngineIndex.writer``."""
        return StockWriter(self)

    def searcher(self) -> StockSearcher:
        """Return a snapshot; see ``EngineIndex.searcher``."""
        try:
            return StockSearcher(self._index)
        except DAMAGE as error:
            raise ArchiveDamagedError("the index is damaged and has to be rebuilt") from error

    def check(self) -> list[str]:
        """Return one plain sentence for each damaged file."""
        return checksums.compare(self._folder, self.files())

    def files(self) -> frozenset[str]:
        """Return the names of the files that make up the index now."""
        names = (path.name for path in self._folder.iterdir())
        return frozenset(name for name in names if name.endswith((".toc", ".seg")))

    def begin(self) -> Any:
        """Return a new Whoosh writer.

        Raises:
            ArchiveBusyError: another process writes.
        """
        try:
            return self._index.writer(limitmb=64)
        except whoosh_index.LockError as error:
            raise ArchiveBusyError from error

    def committed(self) -> None:
        """Note the checksums of what was just committed."""
        checksums.record(self._folder, self.files())


class StockWriter:
    """Implements ``EngineWriter``: one Whoosh writer per commit."""

    def __init__(self, index: StockIndex) -> None:
        self._index = index
        self._writer: Any = index.begin()

    def add(self, document: Mapping[str, Any]) -> None:
        """Add a document; it replaces the one with the same id."""
        fields = dict(document)
        for name in FACET_COLUMNS:
            fields[name] = CODE_SEPARATOR.join(document[name]).encode()
        for name in ("ident", "entry"):
            fields[name] = " ".join(document[name])
        self._open().update_document(**fields)

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the documents with these ids."""
        writer = self._open()
        for unique in ids:
            writer.delete_by_term("id", unique)

    def commit(self) -> None:
        """Make everything since the last commit durable and visible."""
        if self._writer is not None:
            self._writer.commit()
            self._writer = None
            self._index.committed()

    def cancel(self) -> None:
        """Forget everything since the last commit."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None

    def close(self) -> None:
        """End writing; what was not committed is forgotten."""
        self.cancel()

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = self._index.begin()
        return self._writer
