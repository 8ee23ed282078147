"""What an archive covers, with how many records each folder or file has given."""

from __future__ import annotations

from dataclasses import dataclass

from index.progress import Source
from viewer.tasks import Readable


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and the number of its records."""

    source: Source
    records: int


def list_sources(archive: Readable) -> tuple[SourceRow, ...]:
    """Return the sources in the order in which they were added; runs beside the window.

    Others may have changed them: another window, an import, the worker that takes one out.
    """
    archive.refresh()
    return tuple(SourceRow(source, archive.source_count(source.id)) for source in archive.sources())
