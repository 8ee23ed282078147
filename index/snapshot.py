"""What is committed of an archive at one time, opened for questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

from whoosh import query as wq

from index.engine.choice import ENGINE
from index.engine.interface import EngineSearcher
from index.layout import Generation, source_names
from index.linking import Related, related
from index.lookup import record_called, record_with_id
from index.manifest import Manifest
from index.prints import Prints
from index.progress import Source
from index.record import Record
from index.results import Completion, Span
from index.schema import fonds_schema
from index.search.completion import complete
from index.search.filters import Labels
from index.search.marking import Marker
from index.search.query import Query
from index.search.ranges import LAST_IMPORT
from index.search.searching import Search


class Snapshot:
    """An immutable state of an archive's index, with the labels of its values. For one thread."""

    def __init__(self, generation: Generation, searcher: EngineSearcher, labels: Labels) -> None:
        self._generation = generation
        self._searcher = searcher
        self._labels = labels
        self._marker = ("", Marker(None))

    @classmethod
    def take(cls, generation: Generation, sources: Sequence[Source]) -> Self:
        """Open what is committed of a generation.

        Raises:
            ArchiveDamagedError: its files cannot be read.
            ArchiveMissingError: there are none.
        """
        searcher = ENGINE.open(generation.index, fonds_schema()).searcher()
        with Manifest(generation.manifest) as manifest:
            labels = dict(manifest.labels())
        with Prints(generation.prints) as prints:
            last = prints.last_import()
        if last is not None:
            labels["added"] = {LAST_IMPORT: str(last)}
        labels["source"] = source_names(sources)
        return cls(generation, searcher, labels)

    @property
    def record_count(self) -> int:
        """How many records can be found."""
        return self._searcher.doc_count

    def source_count(self, id: str) -> int:
        """Return how many records a source has given."""
        return self._searcher.search(wq.Term("source", id)).total

    def asking(self, language: str = "en") -> Search:
        """Return what searches this state, with labels and messages in a language."""
        return Search(self._searcher, self._labels, language)

    def complete(self, text: str, language: str = "en") -> tuple[Completion, ...]:
        """Return what a query text may become at its end."""
        return complete(self._searcher, text, self._labels, language)

    def record(self, key: str) -> Record:
        """Return the record with this id, identifier (however written) or path.

        Raises:
            RecordMissingError: there is none.
        """
        return record_called(self._searcher, key)

    def related(self, key: str) -> tuple[Related, ...]:
        """Return the records with the same text, and the same record in other languages.

        Raises:
            RecordMissingError: there is no record with this id, identifier or path.
        """
        record = self.record(key)
        with Prints(self._generation.prints) as prints:
            return related(record, prints, partial(record_with_id, self._searcher))

    def spans(self, query: Query, text: str) -> tuple[Span, ...]:
        """Return what a query matches in any text, as ranges in code points."""
        if self._marker[0] != query.typed:
            understood = self.asking().understand(query.typed)
            self._marker = (query.typed, Marker(understood.tree))
        return self._marker[1].spans(text)

    def is_current(self) -> bool:
        """Tell whether nothing was committed since."""
        return self._searcher.is_current()

    def close(self) -> None:
        """Let the files go; rows of answers cannot be read any more."""
        self._searcher.close()
