"""The upkeep of an archive: what scans find is written, sources are looked for, damage is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.engine.choice import ENGINE
from index.errors import ArchiveDamagedError
from index.layout import Generation
from index.manifest import Manifest
from index.prints import Prints
from index.progress import Report, Source
from index.schema import fonds_schema

if TYPE_CHECKING:
    from index.ingest.scan import Scan
    from index.ingest.updating import Watch


def write(generation: Generation, find: Callable[[Manifest], Scan], watch: Watch) -> Report:
    """Bring a generation of an index up to date with what a scan finds.

    Raises:
        ArchiveDamagedError: its files cannot be read.
        ArchiveBusyError: another process is writing.
    """
    from index.ingest.updating import Updater  # what only reads an archive starts without it

    with Manifest(generation.manifest) as manifest, Prints(generation.prints) as prints:
        found = find(manifest)
        writer = ENGINE.open(generation.index, fonds_schema()).writer()
        try:
            return Updater(writer, manifest, watch, prints).run(found)
        finally:
            writer.close()


def faults_of(generation: Generation, record_count: Callable[[], int]) -> list[str]:
    """Return one plain sentence for each damage found in a generation; none when it is sound.

    ``record_count`` is asked once the files were read: how many records the index holds by then.
    """
    try:
        faults = ENGINE.open(generation.index, fonds_schema()).check()
        with Manifest(generation.manifest) as manifest:
            faults += manifest.check()
            least, most = manifest.least_count(), manifest.count()
    except ArchiveDamagedError as error:
        return [str(error)]
    held = record_count()
    if not faults and not least <= held <= most:
        faults.append(f"the index holds {held} records, the list of documents {most}")
    return faults


def is_online(source: Source, count: Callable[[str], int]) -> bool:
    """Tell whether a source is there; a drive that is not leaves an empty folder.

    ``count`` returns how many records a source, by its id, has given.
    """
    try:
        if not source.path.is_dir():
            return source.path.exists()
        if next(source.path.iterdir(), None) is not None:
            return True
    except OSError:
        return False
    return not count(source.id)
