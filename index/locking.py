"""The one writer of an archive: a lock that the system itself releases when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import ArchiveBusyError


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the write lock of an archive; readers do not ask for it.

    Raises:
        ArchiveBusyError: another process, or another part of this one, holds it.
    """
    lock = FileLock(folder / "archive.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ArchiveBusyError from error
    try:
        yield
    finally:
        lock.release()
