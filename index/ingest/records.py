"""From one file to its records, with ids that stay the same whenever it is read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

from index.ingest.document import DEFAULT_LIMITS, Limits
from index.ingest.outline import Judge
from index.ingest.parts import record_of
from index.ingest.profiles import NO_PROFILE, profile_for
from index.ingest.readers import read_parts
from index.progress import Source
from index.record import Record


def records_of(
    path: Path | str,
    source: Source,
    warn: Callable[[str], None] = lambda reason: None,
    limits: Limits = DEFAULT_LIMITS,
    judge: Judge | None = None,
    alive: Callable[[], None] = lambda: None,
    profiled: bool = True,
    data: bytes | None = None,
) -> Iterator[Record]:
    """Yield the records of a document; *warn* is told what of it could not be read, and why.

    *judge* tells which lines recur over the source and are left out. *alive* is called now and
    then, also where one record takes long. Where nothing is *profiled*, no profile is looked for.
    *data* are the bytes of the file where they have been read.

    Raises:
        ReadError: nothing of it can be read, with the reason in plain words. Never after the
            first record.
    """
    place = str(path)
    profile = profile_for(Path(path), source.path) if profiled else NO_PROFILE
    for part in read_parts(path, limits, alive, data):
        if part.warning:
            warn(f"{part.name}: {part.warning}" if part.name else part.warning)
        if not part.empty:
            yield record_of(
                part,
                path=place,
                source=source.id,
                record_id=record_id(place, source, part.name),
                profile=profile,
                judge=judge,
            )


def record_id(path: Path | str, source: Source, part: str = "") -> str:
    """Return the id of a record: the same for the same place in the same source."""
    place = f"{source.id}\n{_inside(path, source.path)}\n{part}"
    return blake2b(place.encode(), digest_size=8).hexdigest()


def _inside(path: Path | str, folder: Path) -> str:
    """Return the path from a folder on, with slashes; the name of a file that is a source."""
    whole, top = str(path), f"{folder}{os.sep}"
    if whole.startswith(top):  # nearly always; paths take twenty times as long
        return whole[len(top) :].replace(os.sep, "/")
    path = Path(path)
    if path == folder:
        return path.name
    return path.relative_to(folder).as_posix()


def source_id(path: Path) -> str:
    """Return the id of a source, made from its resolved path."""
    return blake2b(str(path).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
