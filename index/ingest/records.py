"""From one file to its records, with ids that stay the same whenever it is read again."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from index.ingest.readers import read_document
from index.ingest.understand import understand
from index.progress import Source
from index.record import Record


def records_of(path: Path, source: Source) -> Iterator[Record]:
    """Yield the records of a document.

    Raises:
        ReadError: it cannot be read, with the reason in plain words.
    """
    yield understand(
        read_document(path),
        path=str(path),
        source=source.id,
        record_id=record_id(path, source),
    )


def record_id(path: Path, source: Source, part: str = "") -> str:
    """Return the id of a record: the same for the same place in the same source."""
    inside = path.relative_to(source.path) if path != source.path else Path(path.name)
    return blake2b(f"{source.id}\n{inside.as_posix()}\n{part}".encode(), digest_size=8).hexdigest()


def source_id(path: Path) -> str:
    """Return the id of a source, made from its resolved path."""
    return blake2b(str(path).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
