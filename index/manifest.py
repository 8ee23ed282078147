"""The manifest: which documents an index was made of, and the labels of their own values.

A SQLite file beside the index. A row is marked *pending* before the engine commits its records and
*ok* after, so that whatever a killed process left is read again, and nothing stays as a ghost.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from index.database import Database, faults_told

OK = "ok"
FAILED = "failed"
PENDING = "pending"

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, source TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    digest TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, records TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS labels (
    facet TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (facet, code)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as it was when it was last read.

    ``records`` are the ids of its records in the index; a failed document keeps those of its last
    good reading.
    """

    path: str
    source: str
    size: int
    mtime_ns: int
    digest: str
    status: str = OK
    reason: str = ""
    records: tuple[str, ...] = ()


class Labelled(Protocol):
    """What names values that no table knows: facet → code → text."""

    @property
    def value_labels(self) -> Mapping[str, Mapping[str, str]]:
        """The texts of those values."""


class Manifest(Database):
    """Open with ``Manifest(path)``; the file is made when missing.

    Every method raises ``ArchiveDamagedError`` when the file is no manifest or damaged, and
    another ``FondsError`` when the system does not let it be read or written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, _TABLES)

    def entries(self) -> dict[str, Entry]:
        """Return every entry by its path."""
        with faults_told(), closing(self._db.execute("SELECT * FROM files")) as rows:
            return {row[0]: _entry(row) for row in rows}

    def count(self) -> int:
        """Return how many records the documents have together."""
        return sum(len(entry.records) for entry in self.entries().values())

    def least_count(self) -> int:
        """Return how many of those are sure: a killed update may not have written the others."""
        sure = (entry for entry in self.entries().values() if entry.status != PENDING)
        return sum(len(entry.records) for entry in sure)

    def put(self, entries: Iterable[Entry]) -> None:
        """Write entries, durably and all or none, each in the place of one with its path."""
        with faults_told(), self._db:
            self._put(entries)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget documents."""
        with faults_told(), self._db:
            self._remove(paths)

    def add_labels(self, records: Iterable[Labelled]) -> None:
        """Keep the texts of the values that no table knows; the first text of a code stays."""
        with faults_told(), self._db:
            self._add_labels(records)

    def settle(
        self, entries: Iterable[Entry], removed: Iterable[str], records: Iterable[Labelled]
    ) -> None:
        """Do all three at once, when what is pending is committed."""
        with faults_told(), self._db:
            self._add_labels(records)
            self._put(entries)
            self._remove(removed)

    def _put(self, entries: Iterable[Entry]) -> None:
        rows = [
            (e.path, e.source, e.size, e.mtime_ns, e.digest, e.status, e.reason, _listed(e.records))
            for e in entries
        ]
        self._db.executemany("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?)", rows)

    def _remove(self, paths: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in paths])

    def _add_labels(self, records: Iterable[Labelled]) -> None:
        rows = {
            (facet, code, label)
            for record in records
            for facet, named in record.value_labels.items()
            for code, label in named.items()
        }
        self._db.executemany("INSERT OR IGNORE INTO labels VALUES (?,?,?)", sorted(rows))

    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """Return facet → code → text; empty where the table cannot be read."""
        found: dict[str, dict[str, str]] = {}
        try:
            with closing(self._db.execute("SELECT facet, code, label FROM labels")) as rows:
                for facet, code, label in rows:
                    found.setdefault(facet, {})[code] = label
        except sqlite3.DatabaseError:
            return {}  # codes are shown instead; ``check`` names the damage
        return found

    def check(self) -> list[str]:
        """Return one sentence for a damaged file, none when all is well."""
        try:
            with closing(self._db.execute("PRAGMA quick_check")) as rows:
                sound = rows.fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            sound = False
        return [] if sound else ["the list of documents is damaged"]


def _listed(records: Sequence[str]) -> str:
    return json.dumps(list(records))


def _entry(row: Sequence[Any]) -> Entry:
    path, source, size, mtime_ns, digest, status, reason, records = row
    return Entry(path, source, size, mtime_ns, digest, status, reason, _told(records))


def _told(listed: str) -> tuple[str, ...]:
    """Read what ``_listed`` wrote; most documents give one record, whose id needs no parser."""
    one = listed[2:-2]
    if listed[:2] == '["' and one.isalnum() and listed[-2:] == '"]':
        return (one,)
    return tuple(json.loads(listed))
