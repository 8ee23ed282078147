"""The bytes that a reader reads, and what one reading may still spend on them.

The content is a file of the disk or a member of an archive; readers see no difference.
"""

from __future__ import annotations

import csv
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.patience import Stint

MEGABYTE = 1024 * 1024
#: A text, page or message that is read whole is refused beyond this size.
WHOLE_BYTES = 64 * MEGABYTE
#: One record holds no more characters than this, a library in one file; what lies beyond is told.
MAX_TEXT = 10_000_000
#: So many first bytes tell what a document is.
HEAD = 1024
DAMAGED = "the file is damaged"
EMPTY = "the file is empty"
NO_FILE = "it is not a file"
#: What the standard library and the format libraries raise on malformed input.
FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
    OSError, RecursionError, SyntaxError, TypeError, ValueError, RuntimeError, csv.Error,
    lzma.LZMAError, struct.error, tarfile.TarError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class BoundError(Exception):
    """A limit was met; ``str(error)`` says which, in plain words."""


@dataclass(frozen=True, slots=True)
class Content:
    """An open document: ``path`` is the file on the disk that faults are told of."""

    path: Path
    name: str
    file: BinaryIO
    size: int

    @property
    def stem(self) -> str:
        """The name without folders and ending, for documents that state no title."""
        return Path(self.name).stem.strip()

    def fault(self, reason: str) -> ReadError:
        """Return the error that says why this document could not be read."""
        return ReadError(self.path, reason)

    def whole(self, limit: int = WHOLE_BYTES) -> bytes:
        """Return all bytes; raises ``ReadError`` when there are more than *limit*."""
        if self.size > limit:
            raise self.fault(too_large(limit))
        self.file.seek(0)
        data = self.file.read(limit + 1)
        if len(data) > limit:
            raise self.fault(too_large(limit))
        if not data:
            raise self.fault(EMPTY)
        return data

    def head(self, length: int = HEAD) -> bytes:
        """Return the first bytes and leave the file at its start."""
        self.file.seek(0)
        data = self.file.read(length)
        self.file.seek(0)
        return data

    def member(self, name: str, data: bytes) -> Content:
        """Return the content of a member of this document."""
        return replace(self, name=name, file=BytesIO(data), size=len(data))


def too_large(limit: int) -> str:
    """Return the reason for not reading more than *limit* bytes."""
    return f"it is larger than {limit // MEGABYTE} MB"


@contextmanager
def opened(path: Path, limits: Limits, data: bytes | None = None) -> Iterator[Content]:
    """Open the file at *path*, or its bytes where they are known.

    Raises:
        ReadError: it is missing, barred, empty or too large.
    """
    try:
        size = _size_of(path) if data is None else len(data)
        if size > limits.bytes:
            raise ReadError(path, too_large(limits.bytes))
        if not size:
            raise ReadError(path, EMPTY)
        file: BinaryIO = path.open("rb") if data is None else BytesIO(data)
    except FileNotFoundError as error:
        raise ReadError(path, "the file is not there any more") from error
    except PermissionError as error:
        raise ReadError(path, "you are not allowed to read it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the disk gave an error"
        raise ReadError(path, reason[0].lower() + reason[1:]) from error
    with file:
        yield Content(path, path.name, file, size)


def _size_of(path: Path) -> int:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(path, NO_FILE)
    return status.st_size


@contextmanager
def told(content: Content, reason: str = DAMAGED) -> Iterator[None]:
    """Turn what a format library raises on malformed input into a ``ReadError``."""
    try:
        yield
    except MemoryError as error:
        raise content.fault("it needs more memory than there is") from error
    except FAULTS as error:
        raise content.fault(reason) from error


class Bounds:
    """What one reading may still spend: bytes unpacked, and time without a new part.

    *alive* is called whenever the time begins again or is looked at, for those who watch over a
    long reading.
    """

    def __init__(self, limits: Limits, alive: Callable[[], None] = lambda: None) -> None:
        self.limits = limits
        self._alive = alive
        self.unpacked = 0
        self._time = Stint(limits.seconds)
        alive()

    def restart(self) -> None:
        """Begin the time of the next part."""
        self._alive()
        self._time.restart()

    @property
    def expired(self) -> bool:
        """Whether the time for the next part is over."""
        return self._time.over

    def check_time(self) -> None:
        """Raise ``BoundError`` when the time for the next part is over."""
        if self.expired:
            raise BoundError(f"reading it took longer than {self.limits.seconds:g} seconds")
        self._alive()  # from a slow disk, it goes on

    def check_depth(self, depth: int) -> None:
        """Raise ``BoundError`` when archives or messages are nested deeper than allowed."""
        if depth > self.limits.depth:
            raise BoundError(f"it is nested more than {self.limits.depth} levels deep")

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Raise ``BoundError`` when something was packed more tightly than documents are."""
        if unpacked > MEGABYTE and unpacked > self.limits.ratio * max(packed, 1):
            raise BoundError(f"it unpacks to more than {self.limits.ratio} times its size")

    def spend(self, unpacked: int) -> None:
        """Count bytes as unpacked; raises ``BoundError`` when that is more than allowed."""
        self.unpacked += unpacked
        if self.unpacked > self.limits.bytes:
            limit = self.limits.bytes // MEGABYTE
            raise BoundError(f"it unpacks to more than {limit} MB")
        self.check_time()
