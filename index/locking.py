"""The one writer of an archive: a lock that the system itself releases when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import ArchiveBusyError, FondsError


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the write lock of an archive; readers do not ask for it.

    Raises:
        ArchiveBusyError: another process, or another part of this one, holds it.
        FondsError: the system refused to write, then or while the lock was held.
    """
    lock = FileLock(folder / "archive.lock", thread_local=False)
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise ArchiveBusyError from error
    except BrokenPipeError:  # whoever was told of it is gone: no fault of the archive
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FondsError(f"the archive cannot be written: {reason}") from error
