"""Batches: what is written together, and the order in which it becomes durable.

For each batch: the manifest marks its documents *pending*, the engine commits their records, the
manifest marks them *ok*. Killed anywhere, the next run reads the pending documents again (their
records have the same ids and replace themselves) or removes what they left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from index.engine.interface import EngineWriter
from index.ingest.drafts import Draft
from index.ingest.recurring import Recurring
from index.manifest import PENDING, Entry, Manifest
from index.prints import Prints, stamp_of

#: A batch is committed when it holds so many documents or bytes of files: small enough that a
#: kill costs little, large enough that commits do not rule the time.
BATCH_DOCUMENTS = 500
BATCH_BYTES = 16_000_000

#: … or is so many seconds old, so that slow documents can be found soon after they were read.
BATCH_SECONDS = 5.0

#: The first batch is no older than this: a person who adds a folder sees records at once.
FIRST_SECONDS = 1.0

#: Records of one document, such as the rows of a table, are committed this many at a time, or so
#: many bytes of them: those of a table of many columns take long to write.
BATCH_RECORDS, RECORD_BYTES = 5000, 16_000_000

#: Records between two pauses.
_PAUSE = 8


@dataclass(slots=True)
class Batch:
    """What is written together. ``stale`` are record ids that no document has any more.

    ``size`` counts the bytes of the files, ``held`` those of the records.
    """

    entries: list[Entry] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    size: int = 0
    held: int = 0
    begin: float = field(default_factory=time.monotonic)
    first: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.entries and not self.removed

    @property
    def is_full(self) -> bool:
        """Whether it is to be committed now that a document is whole."""
        most = min(FIRST_SECONDS, BATCH_SECONDS) if self.first else BATCH_SECONDS
        old = time.monotonic() - self.begin > most
        return old or len(self.entries) >= BATCH_DOCUMENTS or self.size >= BATCH_BYTES

    @property
    def is_overfull(self) -> bool:
        """Whether it is to be committed in the midst of a document of many records."""
        return len(self.drafts) >= BATCH_RECORDS or self.held >= RECORD_BYTES

    def take(self, draft: Draft) -> None:
        """Put in one more record."""
        self.drafts.append(draft)
        self.held += draft.size

    def forget(self, count: int) -> None:
        """Take out the records that came last."""
        for _ in range(count):
            self.held -= self.drafts.pop().size


class Committer:
    """Commits batches into one index, its manifest and its prints.

    ``added`` maps the ids of records that are not new to when they came, ``known`` the paths of
    documents to what the manifest says of them. ``pause`` is called now and then.
    """

    def __init__(
        self,
        writer: EngineWriter,
        manifest: Manifest,
        prints: Prints,
        recurring: Recurring,
        added: Mapping[str, float],
        pause: Callable[[], None],
    ) -> None:
        self.known = manifest.entries()
        self.added = dict(added)
        self._writer = writer
        self._manifest = manifest
        self._prints = prints
        self._recurring = recurring
        self._pause = pause
        self._stamp = stamp_of(datetime.now())

    def commit(self, batch: Batch) -> None:
        """Make a batch durable and visible."""
        written = {draft.id for draft in batch.drafts}
        marked: dict[str, Entry] = {}
        if written or batch.stale:
            marked = {entry.path: entry for entry in self._pending(batch, written)}
            self._manifest.put(marked.values())
            self._write(batch)
        # In the midst of a document of very many records, all is said of it already.
        news = [entry for entry in batch.entries if marked.get(entry.path) != entry]
        self._manifest.settle(news, batch.removed, batch.drafts)
        for path in batch.removed:
            self.known.pop(path, None)
        self.known.update((entry.path, entry) for entry in batch.entries)

    def keep_import(self) -> None:
        """Note that this update brought something."""
        self._prints.keep_import(self._stamp)

    def _write(self, batch: Batch) -> None:
        self._writer.delete(batch.stale)
        prints = []
        for number, draft in enumerate(batch.drafts):
            if number % _PAUSE == 0:
                self._pause()
            document, kept = draft.dated(self.added.pop(draft.id, self._stamp))
            self._writer.add(document)
            prints.append(kept)
        self._writer.commit()
        self._prints.replace(batch.stale, prints)
        self._recurring.committed()

    def _pending(self, batch: Batch, written: set[str]) -> list[Entry]:
        """Return the documents whose records are about to change, with all ids they may have."""
        marked = []
        for entry in batch.entries:
            if not written.isdisjoint(entry.records):
                before = self.known.get(entry.path)
                ids = dict.fromkeys((*entry.records, *(before.records if before else ())))
                marked.append(replace(entry, status=PENDING, records=tuple(ids)))
        going = (self.known[path] for path in batch.removed if path in self.known)
        return [*marked, *(replace(entry, status=PENDING) for entry in going)]
