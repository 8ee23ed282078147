"""The façade: one archive in one folder, with everything that a window or a script asks of it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.errors import ArchiveDamagedError, ArchiveMissingError
from index.layout import Card, Generation, remove_other_generations
from index.linking import Related
from index.locking import writing
from index.manifest import Manifest
from index.progress import Failure, Progress, Report, Source
from index.record import Record
from index.results import Completion, Hit, Results, Span
from index.search.query import Query
from index.search.searching import hits
from index.snapshot import Snapshot
from index.upkeep import faults_of, is_online, write

if TYPE_CHECKING:
    from index.ingest.scan import Scan
    from index.ingest.updating import Watch

__all__ = ["Archive", "Failure", "Progress", "Related", "Report", "Source"]


class Archive:
    """A named set of sources with its index. Made by ``create``, ``open`` or ``open_or_create``.

    An instance is for one thread at a time. ``trouble`` says in a sentence why the index cannot
    be searched (damage, another version), None when it can; ``update`` and ``rebuild`` cure it.
    """

    def __init__(self, folder: Path, card: Card) -> None:
        self._folder = folder
        self._card = card
        self._snapshot: Snapshot | None = None
        self.trouble: str | None = None
        self._load()

    @classmethod
    def create(cls, folder: Path, name: str) -> Self:
        """Make an archive without sources. The folder must not hold one yet."""
        from index.rebuilding import new_generation

        folder.mkdir(parents=True, exist_ok=True)
        with writing(folder):
            if (folder / "archive.json").exists():
                raise ArchiveMissingError(f"there is an archive in “{folder}” already")
            card = Card(uuid.uuid4().hex, name, 1)
            new_generation(folder, card)
            card.write(folder)
        return cls(folder, card)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an archive; one whose index is damaged opens too, see ``trouble``.

        Raises:
            ArchiveMissingError: there is none in the folder.
            ArchiveDamagedError: its ``archive.json`` cannot be read.
        """
        return cls(folder, Card.read(folder))

    @classmethod
    def open_or_create(cls, folder: Path, name: str) -> Self:
        """Open the archive of a folder, or make it."""
        if not (folder / "archive.json").exists():
            return cls.create(folder, name)
        return cls.open(folder)

    @property
    def name(self) -> str:
        """The name of the archive."""
        return self._card.name

    @property
    def folder(self) -> Path:
        """The folder that holds the archive's own files."""
        return self._folder

    @property
    def record_count(self) -> int:
        """How many records can be found; 0 while there is trouble."""
        return self._snapshot.record_count if self._snapshot else 0

    def sources(self) -> tuple[Source, ...]:
        """Return what the archive covers, in the order in which it was added."""
        return tuple(
            replace(source, online=is_online(source, self.source_count))
            for source in self._card.sources
        )

    def source_count(self, id: str) -> int:
        """Return how many records a source has given; 0 while there is trouble."""
        return self._snapshot.source_count(id) if self._snapshot else 0

    def add_source(self, path: Path) -> Source:
        """Cover a folder or file; one that lies in a source is covered already."""
        with writing(self._folder):
            self._card = Card.read(self._folder)
            return self._add_sources([Path(os.path.realpath(path))])[0]

    def remove_source(self, id: str) -> Report:
        """Cover a source no more; its records leave the index, its files stay where they are."""
        from index.ingest.scan import Scan

        with writing(self._folder):
            self._keep(Card.read(self._folder).without_source(id))
            return self._write(
                lambda manifest: Scan(
                    removed=[e for e in manifest.entries().values() if e.source == id]
                ),
                _watch(),
            )

    def watch_source(self, id: str, watched: bool = True) -> None:
        """Note whether changes of a source are to show up by themselves."""
        with writing(self._folder):
            self._keep(Card.read(self._folder).with_watch(id, watched))

    def update(
        self,
        paths: Sequence[Path] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        retry: bool = False,
        watch: Watch | None = None,
    ) -> Report:
        """Bring the index up to date with its sources.

        Args:
            paths: only these; those that no source covers become sources. None for all sources.
            progress: called before each document.
            cancelled: asked between documents; what was read until then is kept.
            retry: read documents again that failed before and have not changed.
            watch: more to be told than ``progress``; used instead of it and ``cancelled``.

        Raises:
            ArchiveBusyError: another process is updating the archive.
        """
        from index.ingest.scan import scan

        watching = watch or _watch(progress, cancelled)
        with writing(self._folder):
            self._card = Card.read(self._folder)
            within = None if paths is None else [self._place(path) for path in paths]
            self._add_sources([path for path in within or () if path.exists()])
            self._load()
            if self.trouble:
                return self._rebuild(watching)
            return self._write(
                lambda manifest: scan(
                    self._card.sources,
                    manifest.entries(),
                    within=within,
                    retry=retry,
                    ocr=watching.limits.ocr,
                    cancelled=watching.cancelled,
                ),
                watching,
            )

    def rebuild(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        watch: Watch | None = None,
    ) -> Report:
        """Build the index anew from the sources, and put it in place when it is whole.

        Raises:
            ArchiveBusyError: another process is updating the archive.
        """
        with writing(self._folder):
            self._card = Card.read(self._folder)
            return self._rebuild(watch or _watch(progress, cancelled))

    def search(
        self,
        query: Query,
        *,
        cancelled: Callable[[], bool] | None = None,
        language: str = "en",
    ) -> Results:
        """Answer a query; any text is one. Labels come in a language: "en", "fr" or "es".

        Raises:
            CancelledError: ``cancelled`` answered True.
            ArchiveDamagedError: the index cannot be read, see ``trouble``.
        """
        return self._current().asking(language).run(query, cancelled)

    def hits(self, results: Results, start: int, stop: int) -> tuple[Hit, ...]:
        """Return rows of an answer, with snippets and spans; also of an older snapshot."""
        return hits(results.handle, start, stop)

    def like(self, keys: Sequence[str], query: Query, *, language: str = "en") -> Results:
        """Find records like some others, which ``record`` finds by these keys."""
        return self._current().asking(language).like([self.record(key) for key in keys], query)

    def explain(self, hit: Hit, query: Query, place: int, total: int, language: str) -> list[str]:
        """Return why a hit, number *place* of *total*, was found, in plain sentences."""
        return [*self._current().asking(language).explain(self.record(hit.id), query, place, total)]

    def complete(self, text: str, language: str = "en") -> tuple[Completion, ...]:
        """Return what a query text may become at its end."""
        return self._current().complete(text, language)

    def record(self, key: str) -> Record:
        """Return the record with this id, identifier (however written) or path.

        Raises:
            RecordMissingError: there is none.
        """
        return self._current().record(key)

    def related(self, id: str) -> tuple[Related, ...]:
        """Return the records with the same text, and the same record in other languages.

        Raises:
            RecordMissingError: there is no record with this id, identifier or path.
        """
        return self._current().related(id)

    def spans(self, query: Query, text: str) -> tuple[Span, ...]:
        """Return what a query matches in any text, as ranges in code points."""
        return self._current().spans(query, text)

    def check(self) -> list[str]:
        """Return one plain sentence for each damage found; none when the archive is sound."""
        if self.trouble:
            return [self.trouble]
        return faults_of(self._generation(), self._count_anew)

    def refresh(self) -> bool:
        """See what other processes committed; tell whether anything changed."""
        card = Card.read(self._folder)
        before = self._snapshot
        if card == self._card and before is not None and before.is_current():
            return False
        self._card = card
        self._load()
        return self._snapshot is not before

    def close(self) -> None:
        """Let the files go; rows of answers cannot be read any more."""
        if self._snapshot:
            self._snapshot.close()
        self._snapshot = None

    def _generation(self) -> Generation:
        return Generation.of(self._folder, self._card.generation)

    def _current(self) -> Snapshot:
        if self._snapshot is None:
            self._load()
        if self._snapshot is None:
            raise ArchiveDamagedError(self.trouble or "the index cannot be read")
        return self._snapshot

    def _count_anew(self) -> int:
        self.refresh()
        return self.record_count

    def _load(self) -> None:
        """Take a new snapshot of what is committed; note the trouble when that cannot be."""
        generation = self._generation()
        self.trouble = generation.trouble(self._card.id)
        if self.trouble is None:
            try:
                self._snapshot = Snapshot.take(generation, self._card.sources)
            except (ArchiveDamagedError, ArchiveMissingError) as error:
                self.trouble = str(error)
        if self.trouble is not None:
            self._snapshot = None

    def _place(self, path: Path) -> Path:
        """Return the path as a scan names it: a link within a source is looked at as one."""
        from index.ingest.scan import covers

        named = Path(os.path.abspath(path))  # noqa: PTH100 - links must not be followed
        within = any(covers(source.path, named) for source in self._card.sources)
        return named if within else Path(os.path.realpath(path))

    def _add_sources(self, paths: Sequence[Path]) -> list[Source]:
        """Cover places; return the source that covers each."""
        from index.ingest.records import source_id
        from index.ingest.scan import covers

        sources, found = list(self._card.sources), list[Source]()
        for path in paths:
            source = next((one for one in sources if covers(one.path, path)), None)
            if source is None:
                source = Source(source_id(path), path)
                sources.append(source)
            found.append(source)
        if len(sources) > len(self._card.sources):
            self._keep(replace(self._card, sources=tuple(sources)))
        return found

    def _keep(self, card: Card) -> None:
        self._card = card
        card.write(self._folder)

    def _write(self, find: Callable[[Manifest], Scan], watch: Watch) -> Report:
        """Write what a scan finds; a damaged manifest leads to a rebuild."""
        remove_other_generations(self._folder, self._card.generation)
        try:
            report = write(self._generation(), find, watch)
        except ArchiveDamagedError:
            return self._rebuild(watch)
        self._load()
        return report

    def _rebuild(self, watch: Watch) -> Report:
        from index.rebuilding import rebuild

        silent = replace(watch, committed=_watch().committed)  # nothing counts until it is in place
        report, self._card = rebuild(self._folder, self._card, silent)
        self._card.write(self._folder)
        self._load()
        remove_other_generations(self._folder, self._card.generation)
        return report


def _watch(
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Watch:
    from index.ingest.updating import Watch

    watch = Watch()
    return replace(
        watch, progress=progress or watch.progress, cancelled=cancelled or watch.cancelled
    )
