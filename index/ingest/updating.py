"""Updating: from what a scan found to committed batches, in an order that survives being killed.

For each batch: the manifest marks its documents *pending*, the engine commits their records, the
manifest marks them *ok*. Killed anywhere, the next run reads the pending documents again (their
records have the same ids and replace themselves) or removes what they left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from index.engine.interface import EngineWriter
from index.errors import ReadError
from index.ingest.records import records_of
from index.ingest.scan import Found, Scan, digest, told
from index.manifest import FAILED, OK, PENDING, Entry, Manifest
from index.progress import Failure, Progress, Report
from index.record import Record
from index.schema import to_document

#: A batch is committed when it holds so many documents or bytes of files: small enough that a
#: kill costs little, large enough that commits do not rule the time.
BATCH_DOCUMENTS = 500
BATCH_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told what an update does, and who may stop it.

    ``progress`` is called before each document is read, ``committing`` before each commit and
    ``committed`` after it with what is safe by then. ``skip`` maps the paths of documents that
    must not be read (they hung or killed the reader) to the reason that is told.
    """

    progress: Callable[[Progress], None] = lambda progress: None
    committing: Callable[[], None] = lambda: None
    committed: Callable[[Report], None] = lambda report: None
    cancelled: Callable[[], bool] = lambda: False
    skip: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Batch:
    """What is written together. ``stale`` are record ids that no document has any more."""

    entries: list[Entry] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    size: int = 0

    def is_full(self) -> bool:
        return len(self.entries) >= BATCH_DOCUMENTS or self.size >= BATCH_BYTES


class Updater:
    """Brings one index and its manifest up to date with what a scan found."""

    def __init__(self, writer: EngineWriter, manifest: Manifest, watch: Watch) -> None:
        self._writer = writer
        self._manifest = manifest
        self._watch = watch
        self._known = manifest.entries()
        self._batch = _Batch()
        self._today = float(date.today().strftime("%Y%m%d"))
        self._begin = time.monotonic()
        self._report = Report()
        self._failures: list[Failure] = []

    def run(self, scan: Scan) -> Report:
        """Read, write and commit; the report tells what was done, also when it was cancelled."""
        self._failures = list(scan.failures)
        self._report = Report(
            unchanged=scan.kept, skipped=scan.skipped, offline=tuple(scan.offline)
        )
        for entry in scan.removed:
            self._remove(entry)
        total = len(scan.changed)
        cancelled = False
        for done, found in enumerate(scan.changed):
            if self._watch.cancelled():
                cancelled = True
                break
            self._tell(done, total, found.path)
            self._read(found)
            if self._batch.is_full():
                self._commit()
        self._commit()
        self._tell(total, total, "")
        return replace(
            self._report,
            failed=tuple(self._failures),
            records=sum(len(entry.records) for entry in self._known.values()),
            seconds=time.monotonic() - self._begin,
            cancelled=cancelled,
        )

    def restore(self, restored: Iterable[tuple[Entry, Sequence[Record]]]) -> None:
        """Take over documents that cannot be read now, from their stored records."""
        for entry, records in restored:
            self._batch.entries.append(replace(entry, records=tuple(r.id for r in records)))
            self._batch.records += records
            if self._batch.is_full():
                self._commit()
        self._commit()

    def _tell(self, done: int, total: int, path: str) -> None:
        report = self._report
        self._watch.progress(
            Progress(
                done,
                total,
                path,
                report.added + report.updated,
                len(self._failures),
                time.monotonic() - self._begin,
            )
        )

    def _remove(self, entry: Entry) -> None:
        self._batch.stale += entry.records
        self._batch.removed.append(entry.path)
        self._report = replace(self._report, removed=self._report.removed + 1)

    def _read(self, found: Found) -> None:
        before = self._known.get(found.path)
        if found.path in self._watch.skip:
            self._failed(found, before, self._watch.skip[found.path])
            return
        try:
            entry = Entry(
                found.path, found.source.id, found.size, found.mtime_ns, digest(Path(found.path))
            )
            if before and before.status == OK and _same(before, entry):
                self._touched(replace(entry, records=before.records))
                return
            records = tuple(records_of(Path(found.path), found.source))
        except ReadError as error:
            self._failed(found, before, error.reason)
        except OSError as error:
            self._failed(found, before, told(error))
        else:
            self._written(replace(entry, records=tuple(r.id for r in records)), records, before)

    def _touched(self, entry: Entry) -> None:
        """Note a new time of a document with the same bytes."""
        self._batch.entries.append(entry)
        self._report = replace(self._report, unchanged=self._report.unchanged + 1)

    def _written(self, entry: Entry, records: Sequence[Record], before: Entry | None) -> None:
        old = set(before.records) if before else set()
        self._batch.stale += old - set(entry.records)
        self._batch.entries.append(entry)
        self._batch.records += records
        self._batch.size += entry.size
        if before and old and before.status != PENDING:
            self._report = replace(self._report, updated=self._report.updated + 1)
        else:
            self._report = replace(self._report, added=self._report.added + 1)

    def _failed(self, found: Found, before: Entry | None, reason: str) -> None:
        """Note a document that cannot be read; what was read of it before stays."""
        self._failures.append(Failure(found.path, reason))
        records = before.records if before else ()
        self._batch.entries.append(
            Entry(
                found.path, found.source.id, found.size, found.mtime_ns, "", FAILED, reason, records
            )
        )

    def _commit(self) -> None:
        batch, self._batch = self._batch, _Batch()
        if not batch.entries and not batch.removed:
            return
        self._watch.committing()
        written = {record.id for record in batch.records}
        if written or batch.stale:
            self._manifest.put(_pending(batch, self._known, written))
            self._writer.delete(batch.stale)
            for record in batch.records:
                self._writer.add(to_document(record, self._today))
            self._writer.commit()
        self._manifest.add_labels(batch.records)
        self._manifest.put(batch.entries)
        self._manifest.remove(batch.removed)
        for path in batch.removed:
            self._known.pop(path, None)
        self._known.update((entry.path, entry) for entry in batch.entries)
        self._watch.committed(replace(self._report, failed=tuple(self._failures)))


def _same(before: Entry, now: Entry) -> bool:
    return (before.digest, before.size, before.source) == (now.digest, now.size, now.source)


def _pending(batch: _Batch, known: dict[str, Entry], written: set[str]) -> list[Entry]:
    """Return the documents whose records are about to change, with all ids they may then have."""
    marked = []
    for entry in batch.entries:
        if not written.isdisjoint(entry.records):
            before = known.get(entry.path)
            ids = dict.fromkeys((*entry.records, *(before.records if before else ())))
            marked.append(replace(entry, status=PENDING, records=tuple(ids)))
    return marked
