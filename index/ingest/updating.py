"""Updating: from what a scan found to committed batches, and a report of it.

At the end, documents whose page furniture is judged otherwise by now are read and written again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.engine.interface import EngineWriter
from index.ingest import batches
from index.ingest.batches import Batch, Committer
from index.ingest.crew import readings
from index.ingest.document import DEFAULT_LIMITS, Limits
from index.ingest.drafts import Draft, draft_of
from index.ingest.readers.content import too_large
from index.ingest.readers.ocr import PICTURES_READ
from index.ingest.reading import Read, Task
from index.ingest.recurring import Recurring
from index.ingest.scan import Found, Scan
from index.ingest.standby import Standby
from index.ingest.trouble import PATIENCE
from index.manifest import FAILED, OK, PENDING, Entry, Manifest
from index.prints import Prints
from index.progress import Failure, Progress, Report, Source
from index.record import Record

#: Seconds between two documents that are told of, when others read them.
_TELL = 0.05

#: Seconds after which a document that gives record after record is told of again.
_TELL_AGAIN = 1.0

#: So many documents are read again in one run because of their furniture; the next run goes on.
MOST_SETTLED = 5000


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told what an update does, and who may stop it.

    ``progress`` is called before each document is read, ``committing`` before each commit and
    ``committed`` after it with what is safe by then, of failures and notices only those that it
    was not told of before. ``skip`` maps the paths of documents that
    must not be read (they hung or killed the reader) to the reason that is told. ``limits``
    bound what is read of one document. ``workers`` is how many processes may read where there is
    much to read, ``patience`` for how many seconds they wait for a document that hangs;
    ``standby`` are processes that can read at once.
    """

    progress: Callable[[Progress], None] = lambda progress: None
    committing: Callable[[], None] = lambda: None
    committed: Callable[[Report], None] = lambda report: None
    cancelled: Callable[[], bool] = lambda: False
    skip: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = DEFAULT_LIMITS
    workers: int = 0
    patience: float = PATIENCE
    standby: Standby = field(default_factory=Standby)


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
        self._watch = watch
        self._prints = prints
        self._recurring = Recurring(prints)
        self._readings = readings(
            watch, prints, self._recurring, self._tell_again, self._tell_of_hand
        )
        self._committer = Committer(
            writer, manifest, prints, self._recurring, added or {}, self._readings.listen
        )
        self._known = self._committer.known
        self._batch = Batch(first=True)
        self._begin = time.monotonic()
        self._report = Report()
        self._added = self._updated = self._unchanged = 0
        self._failures: list[Failure] = []
        self._notices: list[Failure] = []
        self._safe = (0, 0)  # how many failures and notices were told when a batch was committed
        self._hand = self._told_of = (0, 0, "")
        self._told = self._begin
        self._cancelled = False

    def run(self, scan: Scan) -> Report:
        """Read, write and commit; the report tells what was done, also when it was cancelled."""
        self._failures, self._notices = list(scan.failures), list(scan.notices)
        self._unchanged = scan.kept
        self._report = Report(skipped=scan.skipped, offline=tuple(scan.offline))
        total = len(scan.changed)
        try:
            self._bring(scan)
            self._settle(scan.sources, total)
            self._prints.lead()
        finally:
            self._readings.close()
        self._tell(total, total, "")
        return replace(
            self._so_far(),
            records=sum(len(entry.records) for entry in self._known.values()),
            seconds=time.monotonic() - self._begin,
            cancelled=self._cancelled,
        )

    def restore(self, restored: Iterable[tuple[Entry, Sequence[Record]]]) -> None:
        """Take over documents that cannot be read now, from their stored records."""
        for entry, records in restored:
            self._batch.entries.append(replace(entry, records=tuple(r.id for r in records)))
            self._batch.drafts += map(draft_of, records)
            if self._batch.is_full:
                self._commit()
        self._commit()

    def _bring(self, scan: Scan) -> None:
        """Remove what is gone and read what is new or changed."""
        for entry in scan.removed:
            self._batch.stale += entry.records
            self._recurring.gone(entry.source, len(entry.records))
            self._batch.removed.append(entry.path)
        self._report = replace(self._report, removed=len(scan.removed))
        total = len(scan.changed)
        tasks = self._readings.of([self._task(found) for found in scan.changed])
        for done, found in enumerate(scan.changed):
            if self._stopped():
                break
            self._take_in_hand(done, total, found.path)
            _, reading = next(tasks)
            self._read(found, reading)
            if self._batch.is_full:
                self._commit()
        self._commit()
        if self._added or self._updated:
            self._committer.keep_import()

    def _task(self, found: Found) -> Task:
        limits = self._limits(found.noted)
        refused = self._watch.skip.get(found.path, "")
        if not refused and found.size > limits.bytes:
            refused = too_large(limits.bytes)
        before = self._known.get(found.path)
        same = before and _is_sound(before, found)
        known = before.digest if before and same else ""
        return Task(found.path, found.source, limits, found.profiled, known, refused)

    def _limits(self, noted: str) -> Limits:
        """Return the limits of a reading: pictures that were read once are read again."""
        limits = self._watch.limits
        return replace(limits, ocr=True) if PICTURES_READ in noted else limits

    def _read(self, found: Found, reading: Iterator[Draft | Read]) -> None:
        """Put the records of a document into the batch.

        Many records take several commits, the document being *pending* until the last.
        """
        before = self._known.get(found.path)
        ids: list[str] = []
        waiting = 0
        for item in reading:
            if isinstance(item, Read):
                self._whole(found, before, item, tuple(ids), waiting)
                return
            ids.append(item.id)
            waiting += 1
            self._take(item)
            if self._batch.is_overfull:
                kept = dict.fromkeys((*ids, *(before.records if before else ())))
                entry = _entry(found, status=PENDING, records=tuple(kept))
                self._batch.entries.append(entry)
                self._commit()
                waiting = 0
                if self._stopped():
                    return
                self._tell(*self._hand)
        self._cancelled = True
        self._forget(waiting)

    def _whole(
        self, found: Found, before: Entry | None, how: Read, ids: tuple[str, ...], waiting: int
    ) -> None:
        """Note how a reading ended; ``waiting`` of its drafts are not committed."""
        if how.failure:
            self._forget(waiting)
            self._failed(found, how.failure)
        elif before and _is_sound(before, found) and before.digest == how.digest:
            entry = _entry(found, digest=how.digest, records=before.records)
            self._batch.entries.append(entry)  # it has a new time and the same bytes
            self._unchanged += 1
        else:
            entry = _entry(found, digest=how.digest, reason=how.reason, records=ids)
            self._written(entry, before)

    def _take(self, draft: Draft) -> None:
        self._batch.take(draft)
        if draft.judged:
            self._recurring.came(draft.print.source)

    def _forget(self, waiting: int) -> None:
        """Forget the last drafts, of a document that was not read to its end."""
        self._batch.forget(waiting)

    def _written(self, entry: Entry, before: Entry | None) -> None:
        """Note a document whose records are in the batch; what is missing of it is noticed."""
        old = set(before.records) if before else set()
        self._batch.stale += old - set(entry.records)
        self._batch.entries.append(entry)
        self._batch.size += entry.size
        if entry.reason:
            self._notices.append(Failure(entry.path, entry.reason))
        if before and old and before.status != PENDING:
            self._updated += 1
        else:
            self._added += 1

    def _failed(self, found: Found, reason: str) -> None:
        """Note a document that cannot be read; what was read of it before stays."""
        self._failures.append(Failure(found.path, reason))
        before = self._known.get(found.path)
        records = before.records if before else ()
        self._batch.entries.append(_entry(found, status=FAILED, reason=reason, records=records))

    def _settle(self, sources: Sequence[Source], total: int) -> None:
        """Read documents again whose lines are judged otherwise now that all are there."""
        if self._cancelled:
            return
        by_id = {source.id: source for source in sources}
        left = MOST_SETTLED
        for source, paths in self._recurring.unsettled():
            now, left = paths[:left], left - len(paths)
            if source in by_id:
                self._settle_source(by_id[source], now, total)
            if left < 0 or self._cancelled:
                return
            self._recurring.settled(source)

    def _settle_source(self, source: Source, paths: Sequence[str], total: int) -> None:
        entries = [e for e in map(self._known.get, paths) if e and self._is_settled_again(e)]
        tasks = [Task(e.path, source, self._limits(e.reason), profiled=True) for e in entries]
        for entry, (_, reading) in zip(entries, self._readings.of(tasks), strict=False):
            if self._stopped():
                break
            self._take_in_hand(total, total, entry.path)
            self._read_again(entry, reading)
            if self._batch.is_full:
                self._commit()
        self._commit()

    def _is_settled_again(self, entry: Entry) -> bool:
        """Tell whether a document is as it was read; one of very many records waits till then."""
        if entry.status != OK or entry.path in self._watch.skip:
            return False
        try:
            status = Path(entry.path).stat()
        except OSError:
            return False
        same = status.st_size == entry.size and status.st_mtime_ns <= entry.mtime_ns
        return same and len(entry.records) <= batches.BATCH_RECORDS

    def _read_again(self, entry: Entry, reading: Iterator[Draft | Read]) -> None:
        """Put the records of a document that has not changed into the batch once more."""
        *drafts, how = [*reading] or [Read(failure="it was stopped")]
        ids = tuple(draft.id for draft in drafts if isinstance(draft, Draft))
        if isinstance(how, Read) and not how.failure and ids == entry.records:
            self._committer.added |= self._prints.added(ids)
            self._batch.entries.append(entry)
            self._batch.drafts += [draft for draft in drafts if isinstance(draft, Draft)]
            self._batch.size += entry.size

    def _commit(self) -> None:
        batch, self._batch = self._batch, Batch()
        if batch.empty:
            return
        self._watch.committing()
        self._committer.commit(batch)
        self._watch.committed(self._so_far(*self._safe))
        self._safe = (len(self._failures), len(self._notices))

    def _so_far(self, failed: int = 0, notices: int = 0) -> Report:
        """Return the report as it stands, without so many failures and notices that are known."""
        return replace(
            self._report,
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            failed=tuple(self._failures[failed:]),
            notices=tuple(self._notices[notices:]),
        )

    def _stopped(self) -> bool:
        self._cancelled = self._cancelled or self._watch.cancelled()
        return self._cancelled

    def _take_in_hand(self, done: int, total: int, path: str) -> None:
        """Note how many of how many documents are done, and which one is in hand."""
        self._hand = (done, total, path)
        if time.monotonic() - self._told > _TELL:
            self._tell_of_hand()

    def _tell_of_hand(self) -> None:
        """Tell of the document in hand: whoever listens has to know which one a process died of."""
        if self._hand != self._told_of:
            self._tell(*self._hand)

    def _tell(self, done: int, total: int, path: str) -> None:
        """Tell how many of how many documents are done, and which one is in hand."""
        self._hand = self._told_of = (done, total, path)
        self._told = time.monotonic()
        self._watch.progress(
            Progress(
                *self._hand,
                self._added + self._updated,
                len(self._failures),
                self._told - self._begin,
            )
        )

    def _tell_again(self) -> None:
        """Tell of the document in hand again, when that was some time ago."""
        if time.monotonic() - self._told > _TELL_AGAIN:
            self._tell(*self._hand)


def _entry(
    found: Found,
    *,
    digest: str = "",
    status: str = OK,
    reason: str = "",
    records: tuple[str, ...] = (),
) -> Entry:
    return Entry(
        found.path, found.source.id, found.size, found.mtime_ns, digest, status, reason, records
    )


def _is_sound(before: Entry, found: Found) -> bool:
    """Tell whether a document was read without a word, and has the size and source that it had."""
    read = before.status == OK and not before.reason
    return read and (before.size, before.source) == (found.size, found.source.id)
