"""Updating: from what a scan found to committed batches, in an order that survives being killed.

For each batch: the manifest marks its documents *pending*, the engine commits their records, the
manifest marks them *ok*. Killed anywhere, the next run reads the pending documents again (their
records have the same ids and replace themselves) or removes what they left.

At the end, documents whose page furniture is judged otherwise by now are read and written again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from index.engine.interface import EngineWriter
from index.errors import ReadError
from index.ingest.document import DEFAULT_LIMITS, Limits
from index.ingest.profiles import profile_files
from index.ingest.readers.content import too_large
from index.ingest.readers.ocr import PICTURES_READ
from index.ingest.records import records_of
from index.ingest.recurring import Recurring
from index.ingest.scan import Found, Scan, digest, told
from index.linking import idents_of, sketch_of
from index.manifest import FAILED, OK, PENDING, Entry, Manifest
from index.prints import Print, Prints, stamp_of
from index.progress import Failure, Progress, Report, Source
from index.record import Record
from index.schema import to_document

#: A batch is committed when it holds so many documents or bytes of files: small enough that a
#: kill costs little, large enough that commits do not rule the time.
BATCH_DOCUMENTS = 500
BATCH_BYTES = 16_000_000

#: … or is so many seconds old, so that slow documents can be found soon after they were read.
BATCH_SECONDS = 5.0

#: The first batch is no older than this: a person who adds a folder sees records at once.
FIRST_SECONDS = 1.0

#: Records of one document, such as the rows of a table, are committed this many at a time.
BATCH_RECORDS = 5000

#: Seconds after which a document that gives record after record is told of again.
_TELL_AGAIN = 1.0

#: So many things that could not be read in one document are told; the rest is counted.
_MAX_REASONS = 3


#: So many documents are read again in one run because of their furniture; the next run goes on.
MOST_SETTLED = 5000


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told what an update does, and who may stop it.

    ``progress`` is called before each document is read, ``committing`` before each commit and
    ``committed`` after it with what is safe by then. ``skip`` maps the paths of documents that
    must not be read (they hung or killed the reader) to the reason that is told. ``limits``
    bound what is read of one document.
    """

    progress: Callable[[Progress], None] = lambda progress: None
    committing: Callable[[], None] = lambda: None
    committed: Callable[[Report], None] = lambda report: None
    cancelled: Callable[[], bool] = lambda: False
    skip: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = DEFAULT_LIMITS


@dataclass(slots=True)
class _Batch:
    """What is written together. ``stale`` are record ids that no document has any more."""

    entries: list[Entry] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    size: int = 0
    begin: float = field(default_factory=time.monotonic)
    first: bool = False

    def is_full(self) -> bool:
        most = min(FIRST_SECONDS, BATCH_SECONDS) if self.first else BATCH_SECONDS
        old = time.monotonic() - self.begin > most
        return old or len(self.entries) >= BATCH_DOCUMENTS or self.size >= BATCH_BYTES


class Updater:
    """Brings one index, its manifest and its prints up to date with what a scan found.

    ``added`` maps the ids of records that are not new to when they came.
    """

    def __init__(
        self,
        writer: EngineWriter,
        manifest: Manifest,
        watch: Watch,
        prints: Prints,
        added: Mapping[str, float] | None = None,
    ) -> None:
        self._writer = writer
        self._manifest = manifest
        self._watch = watch
        self._prints = prints
        self._recurring = Recurring(self._prints)
        self._added = dict(added or {})
        self._known = manifest.entries()
        self._batch = _Batch(first=True)
        self._stamp = stamp_of(datetime.now())
        self._begin = time.monotonic()
        self._report = Report()
        self._failures: list[Failure] = []
        self._notices: list[Failure] = []
        self._place = (0, 0)
        self._told = self._begin
        self._cancelled = False

    def run(self, scan: Scan) -> Report:
        """Read, write and commit; the report tells what was done, also when it was cancelled."""
        self._failures, self._notices = list(scan.failures), list(scan.notices)
        self._report = Report(
            unchanged=scan.kept, skipped=scan.skipped, offline=tuple(scan.offline)
        )
        for entry in scan.removed:
            self._remove(entry)
        total = len(scan.changed)
        for done, found in enumerate(scan.changed):
            self._cancelled = self._cancelled or self._watch.cancelled()
            if self._cancelled:
                break
            self._tell((done, total), found.path)
            self._read(found)
            if self._batch.is_full():
                self._commit()
        self._commit()
        if self._report.added or self._report.updated:
            self._prints.keep_import(self._stamp)
        self._settle(scan.sources, (total, total))
        self._tell((total, total), "")
        return replace(
            self._report,
            failed=tuple(self._failures),
            notices=tuple(self._notices),
            records=sum(len(entry.records) for entry in self._known.values()),
            seconds=time.monotonic() - self._begin,
            cancelled=self._cancelled,
        )

    def restore(self, restored: Iterable[tuple[Entry, Sequence[Record]]]) -> None:
        """Take over documents that cannot be read now, from their stored records."""
        for entry, records in restored:
            self._batch.entries.append(replace(entry, records=tuple(r.id for r in records)))
            self._batch.records += records
            if self._batch.is_full():
                self._commit()
        self._commit()

    def _settle(self, sources: Sequence[Source], place: tuple[int, int]) -> None:
        """Read documents again whose lines are judged otherwise now that all are there."""
        if self._cancelled:
            return
        by_id = {source.id: source for source in sources}
        for settled, (source, path) in enumerate(self._recurring.unsettled()):
            entry = self._known.get(path)
            self._cancelled = self._watch.cancelled()
            if self._cancelled or settled >= MOST_SETTLED:
                break
            if source not in by_id or not entry or entry.status != OK or path in self._watch.skip:
                continue
            self._tell(place, path)
            if (records := self._records_again(entry, by_id[source])) is not None:
                self._batch.entries.append(entry)
                self._batch.records += records
                self._batch.size += entry.size
                if self._batch.is_full():
                    self._commit()
        self._commit()

    def _records_again(self, entry: Entry, source: Source) -> list[Record] | None:
        """Return the records of a document that has not changed; None when it cannot be read.

        A document of very many records is left as it is until it changes.
        """
        path = Path(entry.path)
        if len(entry.records) > BATCH_RECORDS:
            return None
        try:
            status = path.stat()
            if status.st_size != entry.size or status.st_mtime_ns > entry.mtime_ns:
                return None
            limits, judge = self._limits(entry.reason), self._recurring.judge
            alive = self._tell_again(entry.path)
            records = list(records_of(path, source, lambda reason: None, limits, judge, alive))
        except (OSError, ReadError):
            return None
        if tuple(record.id for record in records) != entry.records:
            return None
        self._added |= self._prints.added(entry.records)
        return records

    def _tell(self, place: tuple[int, int], path: str) -> None:
        """Tell how many of how many documents are done, and which one is in hand."""
        report = self._report
        self._place = place
        self._told = time.monotonic()
        self._watch.progress(
            Progress(
                *place,
                path,
                report.added + report.updated,
                len(self._failures),
                time.monotonic() - self._begin,
            )
        )

    def _remove(self, entry: Entry) -> None:
        self._batch.stale += entry.records
        self._recurring.gone(entry.source, len(entry.records))
        self._batch.removed.append(entry.path)
        self._report = replace(self._report, removed=self._report.removed + 1)

    def _read(self, found: Found) -> None:
        before = self._known.get(found.path)
        if found.path in self._watch.skip:
            self._failed(found, before, self._watch.skip[found.path])
            return
        if found.size > self._watch.limits.bytes:
            self._failed(found, before, too_large(self._watch.limits.bytes))
            return
        try:
            entry = Entry(found.path, found.source.id, found.size, found.mtime_ns, _digest(found))
            if before and before.status == OK and not before.reason and _same(before, entry):
                self._touched(replace(entry, records=before.records))
                return
            reasons: list[str] = []
            ids = self._read_records(found, entry, reasons.append, before)
        except ReadError as error:
            self._failed(found, before, error.reason)
        except OSError as error:
            self._failed(found, before, told(error))
        else:
            if ids is not None:
                self._written(replace(entry, records=ids, reason=_joined(reasons)), before)

    def _read_records(
        self, found: Found, entry: Entry, warn: Callable[[str], None], before: Entry | None
    ) -> tuple[str, ...] | None:
        """Put the records of a document into the batch and return their ids.

        Many records take several commits, the document being *pending* until the last. None when
        the update was cancelled between them.
        """
        ids: list[str] = []
        path, limits, alive = (
            Path(found.path),
            self._limits(found.noted),
            self._tell_again(found.path),
        )
        for record in records_of(path, found.source, warn, limits, self._recurring.judge, alive):
            ids.append(record.id)
            self._batch.records.append(record)
            if len(self._batch.records) >= BATCH_RECORDS:
                kept = dict.fromkeys((*ids, *(before.records if before else ())))
                self._batch.entries.append(replace(entry, status=PENDING, records=tuple(kept)))
                self._commit()
                self._cancelled = self._watch.cancelled()
                if self._cancelled:
                    return None
                self._tell(self._place, found.path)
        return tuple(ids)

    def _limits(self, noted: str) -> Limits:
        """Return the limits of a reading: pictures that were read once are read again."""
        limits = self._watch.limits
        return replace(limits, ocr=True) if PICTURES_READ in noted else limits

    def _tell_again(self, path: str) -> Callable[[], None]:
        """Return what tells of the document in hand again, when that was some time ago."""

        def tell() -> None:
            if time.monotonic() - self._told > _TELL_AGAIN:
                self._tell(self._place, path)

        return tell

    def _touched(self, entry: Entry) -> None:
        """Note a new time of a document with the same bytes."""
        self._batch.entries.append(entry)
        self._report = replace(self._report, unchanged=self._report.unchanged + 1)

    def _written(self, entry: Entry, before: Entry | None) -> None:
        """Note a document whose records are in the batch; what is missing of it is noticed."""
        old = set(before.records) if before else set()
        self._batch.stale += old - set(entry.records)
        self._batch.entries.append(entry)
        self._batch.size += entry.size
        if entry.reason:
            self._notices.append(Failure(entry.path, entry.reason))
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
            prints = [self._print(record) for record in batch.records]
            for record, made in zip(batch.records, prints, strict=True):
                self._writer.add(to_document(record, made.added))
            self._writer.commit()
            self._prints.remove(batch.stale)
            self._prints.put(prints)
            self._recurring.committed()
        self._manifest.add_labels(batch.records)
        self._manifest.put(batch.entries)
        self._manifest.remove(batch.removed)
        for path in batch.removed:
            self._known.pop(path, None)
        self._known.update((entry.path, entry) for entry in batch.entries)
        failed, notices = tuple(self._failures), tuple(self._notices)
        self._watch.committed(replace(self._report, failed=failed, notices=notices))

    def _print(self, record: Record) -> Print:
        """Return what is kept of a record to compare it with others."""
        return Print(
            record.id,
            record.path,
            record.source,
            self._added.pop(record.id, self._stamp),
            *self._recurring.noted(record.id),
            sketch_of(record),
            idents_of(record),
        )


def _digest(found: Found) -> str:
    """Return the digest of a document's bytes and of the profiles that speak for it."""
    path = Path(found.path)
    files = profile_files(path, found.source.path) if found.profiled else []
    return "-".join(map(digest, (path, *files)))


def _joined(reasons: Sequence[str]) -> str:
    """Return what could not be read in one document as one line of the report."""
    told = "; ".join(reasons[:_MAX_REASONS])
    more = len(reasons) - _MAX_REASONS
    return f"{told}; and {more} more" if more > 0 else told


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
    going = (known[path] for path in batch.removed if path in known)
    return [*marked, *(replace(entry, status=PENDING) for entry in going)]
