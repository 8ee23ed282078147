"""Prints: what is kept of each record's text so that records can be compared with each other.

A SQLite file beside the manifest, written with each batch. It holds the outline of the lines at
the edges of a page (for what recurs over a source), the sketch of a text and the identifiers (for
duplicates and translations), and when the record came into the archive. It is disposable: a
rebuild of the index makes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from struct import unpack_from
from typing import Any

from index.database import Database, faults_told

#: So many of the lowest values of a sketch lead to the texts that are like it.
LEADS = 8

#: So many bytes hold one value of a sketch.
VALUE_BYTES = 4

#: Values lead to prints when so many prints wait, and so large a share of those that have been
#: led to. A value may stand anywhere in the table: each batch by itself would write nearly all of
#: a large one anew, many of them in order write it once.
_WAITING, _SHARE = 10_000, 0.1

#: So many ids are asked for at once.
_AT_ONCE = 500

_TABLES = """
PRAGMA synchronous=NORMAL;
CREATE TABLE IF NOT EXISTS prints (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, source TEXT NOT NULL, added REAL NOT NULL,
    outline BLOB NOT NULL, taken BLOB NOT NULL, sketch BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS by_source ON prints (source);
CREATE TABLE IF NOT EXISTS leads (
    value INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (value, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS led (last INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS idents (
    ident TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (ident, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ident_by_id ON idents (id);
CREATE TABLE IF NOT EXISTS verdicts (
    source TEXT PRIMARY KEY, documents INTEGER NOT NULL, counts BLOB NOT NULL,
    settled INTEGER NOT NULL, changed INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS imports (stamp REAL PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of one record.

    ``added`` is when it came (see ``stamp_of``). ``outline`` and ``taken`` are what
    ``index.ingest.outline`` packs: the lines at the edges of the page, and which of them were left
    out. ``sketch`` is what ``index.linking`` makes of the text, lowest values first. Both may be
    empty. ``idents`` are the identifiers without case and separators.
    """

    id: str
    path: str
    source: str
    added: float
    outline: bytes = b""
    taken: bytes = b""
    sketch: bytes = b""
    idents: tuple[str, ...] = ()


class Prints(Database):
    """Open with ``Prints(path)``; the file is made when missing.

    Every method raises ``ArchiveDamagedError`` when the file is damaged, another ``FondsError``
    when the system does not let it be read or written.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path, _TABLES)

    def put(self, prints: Sequence[Print]) -> None:
        """Write prints, all or none, each in the place of the one with its id."""
        self.replace((), prints)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget records."""
        self.replace(ids, ())

    def replace(self, gone: Sequence[str], prints: Sequence[Print]) -> None:
        """Forget records and write prints, all or nothing."""
        with faults_told(), self._db:
            self._forget([*gone, *(item.id for item in prints)])
            self._put(prints)
        last = self._last_led()
        if self._newest() - last >= max(_WAITING, _SHARE * last):
            self.lead()

    def lead(self) -> None:
        """Let the values of all sketches lead to their prints; until then they are looked through.

        To be called at the end of an update.
        """
        last, newest = self._last_led(), self._newest()
        if newest <= last:
            return
        found = self._rows("SELECT sketch, id FROM prints WHERE rowid > ?", (last,))
        with faults_told(), self._db:
            self._db.executemany(
                "INSERT OR IGNORE INTO leads VALUES (?,?)",
                sorted((value, id) for sketch, id in found for value in leads(sketch)),
            )
            self._keep_led(newest)

    def _put(self, prints: Sequence[Print]) -> None:
        self._db.executemany(
            "INSERT INTO prints VALUES (?,?,?,?,?,?,?)",
            [(p.id, p.path, p.source, p.added, p.outline, p.taken, p.sketch) for p in prints],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO idents VALUES (?,?)",
            [(ident, item.id) for item in prints for ident in item.idents],
        )

    def get(self, id: str) -> Print | None:
        """Return what is kept of a record, without its identifiers."""
        rows = self._rows("SELECT * FROM prints WHERE id = ?", (id,))
        return next((Print(*row) for row in rows), None)

    def of_source(self, source: str) -> Iterator[tuple[str, str, bytes, bytes]]:
        """Yield (id, path, outline, taken) of the records of a source that have an outline."""
        yield from self._rows(
            "SELECT id, path, outline, taken FROM prints WHERE source = ? AND outline != x''",
            (source,),
        )

    def added(self, ids: Sequence[str] | None = None) -> dict[str, float]:
        """Return when records came into the archive; all records when *ids* is None."""
        if ids is None:
            return dict(self._rows("SELECT id, added FROM prints"))
        found: dict[str, float] = {}
        for some in _pieces(ids):
            marks = ",".join("?" * len(some))
            found.update(
                self._rows(f"SELECT id, added FROM prints WHERE id IN ({marks})", tuple(some))
            )
        return found

    def led_to(self, sketch: bytes, most: int) -> list[tuple[str, bytes]]:
        """Return (id, sketch) of records whose sketch has one of its lowest values in common.

        No more than *most* for each value: what more share is the text of a form.
        """
        found = self._waiting(leads(sketch), most)
        for value in leads(sketch):
            found.update(
                self._rows(
                    "SELECT id, sketch FROM leads JOIN prints USING (id) WHERE value = ? LIMIT ?",
                    (value, most),
                )
            )
        return list(found.items())

    def with_ident(self, ident: str, most: int) -> list[str]:
        """Return the ids of records that state an identifier."""
        rows = self._rows("SELECT id FROM idents WHERE ident = ? LIMIT ?", (ident, most))
        return [row[0] for row in rows]

    def verdict(self, source: str) -> tuple[int, bytes, int]:
        """Return (documents, counts) as they were kept last, and how many changed since."""
        rows = self._rows(
            "SELECT documents, counts, changed FROM verdicts WHERE source = ?", (source,)
        )
        return next(((row[0], row[1], row[2]) for row in rows), (0, b"", 0))

    def keep_verdict(self, source: str, documents: int, counts: bytes) -> None:
        """Keep how often lines recur over the documents of a source, not settled yet."""
        with faults_told(), self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO verdicts VALUES (?,?,?,0,0)", (source, documents, counts)
            )

    def keep_changed(self, source: str, changed: int) -> None:
        """Keep how many documents of a source changed since its lines were counted."""
        with faults_told(), self._db:
            self._db.execute("INSERT OR IGNORE INTO verdicts VALUES (?,0,x'',1,0)", (source,))
            self._db.execute("UPDATE verdicts SET changed = ? WHERE source = ?", (changed, source))

    def judged(self) -> list[str]:
        """Return the sources whose lines were counted, or are to be."""
        return [row[0] for row in self._rows("SELECT source FROM verdicts")]

    def settle(self, source: str) -> None:
        """Note that every document of a source is written by its verdict."""
        with faults_told(), self._db:
            self._db.execute("UPDATE verdicts SET settled = 1 WHERE source = ?", (source,))

    def unsettled(self) -> list[str]:
        """Return the sources that are not settled."""
        return [row[0] for row in self._rows("SELECT source FROM verdicts WHERE settled = 0")]

    def last_import(self) -> float | None:
        """Return the stamp of the last update that brought something."""
        rows = self._rows("SELECT MAX(stamp) FROM imports")
        return next((row[0] for row in rows), None)

    def keep_import(self, stamp: float) -> None:
        """Note an update that brought something; only the last one is of use."""
        with faults_told(), self._db:
            self._db.execute("DELETE FROM imports")
            self._db.execute("INSERT INTO imports VALUES (?)", (stamp,))

    def _forget(self, ids: Sequence[str]) -> None:
        for some in _pieces(ids):
            marks = ",".join("?" * len(some))
            known = self._rows(f"SELECT id, sketch FROM prints WHERE id IN ({marks})", tuple(some))
            if not known:
                continue
            gone = [(value, id) for id, sketch in known for value in leads(sketch)]
            self._db.executemany("DELETE FROM leads WHERE value = ? AND id = ?", gone)
            ids_gone = [(row[0],) for row in known]
            self._db.executemany("DELETE FROM idents WHERE id = ?", ids_gone)
            self._db.executemany("DELETE FROM prints WHERE id = ?", ids_gone)
        # The number of the newest print is given again once that print is gone.
        if ids and self._newest() < self._last_led():
            self._keep_led(self._newest())

    def _waiting(self, values: Sequence[int], most: int) -> dict[str, bytes]:
        """Return the sketches that none of their values leads to yet and that have one of these."""
        rows = self._rows("SELECT id, sketch FROM prints WHERE rowid > ?", (self._last_led(),))
        wanted = frozenset(values)
        alike = ((id, sketch) for id, sketch in rows if not wanted.isdisjoint(leads(sketch)))
        return dict(islice(alike, most * len(values)))

    def _last_led(self) -> int:
        """Return the number of the newest print that its values lead to, 0 for none."""
        return next((row[0] for row in self._rows("SELECT last FROM led")), 0)

    def _newest(self) -> int:
        """Return the number of the newest print, 0 for none."""
        newest: int = self._rows("SELECT ifnull(max(rowid), 0) FROM prints")[0][0]
        return newest

    def _keep_led(self, last: int) -> None:
        self._db.execute("DELETE FROM led")
        self._db.execute("INSERT INTO led VALUES (?)", (last,))

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with faults_told(), closing(self._db.execute(sql, values)) as rows:
            return rows.fetchall()


def stamp_of(moment: datetime) -> float:
    """Return a moment as it is kept: the day as YYYYMMDD, the time as a part below 0.4.

    Ranges of days find it among whole days, and two imports of one day are told apart.
    """
    seconds = (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()
    return float(moment.strftime("%Y%m%d")) + 0.4 * seconds / 86_400


def leads(sketch: bytes) -> tuple[int, ...]:
    """Return the lowest values of a sketch."""
    count = min(len(sketch) // VALUE_BYTES, LEADS)
    return unpack_from(f"<{count}I", sketch)


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
