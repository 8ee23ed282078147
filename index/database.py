"""A small SQLite file beside an index: opened whole or not at all, its faults in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from index.errors import ArchiveDamagedError, FondsError

#: What SQLite calls a file that it cannot make sense of.
_DAMAGE_CODES = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

#: Seconds to wait for another process that writes.
_PATIENCE = 20


class Database:
    """A SQLite file that is made, with its tables, when it is missing.

    Args:
        path: the file, None for a database in memory.
        script: the statements that make the tables where they are missing.

    Raises:
        ArchiveDamagedError: the file is no database or damaged.
        FondsError: the system does not let it be read or written.
    """

    def __init__(self, path: Path | None, script: str) -> None:
        self.path = path
        with faults_told():
            self._db = sqlite3.connect(
                path or ":memory:", timeout=_PATIENCE, check_same_thread=False
            )
        try:
            with faults_told():
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.executescript(script)
        except FondsError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._db.close()


@contextmanager
def faults_told() -> Iterator[None]:
    """Turn SQLite's errors into Fonds' own."""
    try:
        yield
    except (sqlite3.Error, ValueError) as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF in _DAMAGE_CODES:
            raise ArchiveDamagedError("the list of documents is damaged") from error
        raise FondsError(f"the list of documents cannot be used: {error}") from error
