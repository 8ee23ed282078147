"""tar files, plain or packed by gzip, bzip2 or xz: their members as documents, within bounds.

The file is read as one stream, counted as it unpacks; links, devices and folders are passed over.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Iterator
from typing import IO, cast

from index.ingest.document import Part, notice
from index.ingest.readers.content import MEGABYTE, BoundError, Bounds, Content, told
from index.ingest.readers.members import is_wanted, label_of, member_parts

_MAX_MEMBERS = 100_000
#: A member larger than this is passed over, not unpacked into memory.
_MAX_MEMBER = 128 * MEGABYTE
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"


class _Counted:
    """A stream that counts what is read from it against the bounds, and remembers its end."""

    def __init__(self, file: IO[bytes], content: Content, bounds: Bounds) -> None:
        self._file = file
        self._packed = content.size
        self._bounds = bounds
        self._read = 0
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, MEGABYTE) if size >= 0 else MEGABYTE)
        self._read += len(data)
        self._bounds.spend(len(data))
        self._bounds.check_ratio(self._read, self._packed)
        self._tail = (self._tail + data)[-tarfile.BLOCKSIZE :]
        return data

    @property
    def ended(self) -> bool:
        """Whether what was read last is an empty block: the end of a tar file (POSIX pax)."""
        return not self._tail.strip(b"\0")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the parts of the documents in a tar file; a bad member is a warning."""
    source = _Counted(_unpacked(content), content, bounds)
    reason = "the file is damaged or no tar file"
    with (
        told(content, reason),
        tarfile.open(fileobj=cast(IO[bytes], source), mode="r|") as archive,
    ):
        yield from _members(content, archive, bounds, depth)
    if not source.ended:  # Python takes a file that was cut between two members for whole
        yield notice("it has no end: members may be missing")


def _unpacked(content: Content) -> IO[bytes]:
    head = content.head(6)
    if head.startswith(_GZIP):
        return cast(IO[bytes], gzip.GzipFile(fileobj=content.file))
    if head.startswith(_BZIP2):
        return cast(IO[bytes], bz2.BZ2File(content.file))
    if head.startswith(_XZ):
        return cast(IO[bytes], lzma.LZMAFile(content.file))
    return content.file


def _members(
    content: Content, archive: tarfile.TarFile, bounds: Bounds, depth: int
) -> Iterator[Part]:
    for number, info in enumerate(archive):
        if number >= _MAX_MEMBERS:
            raise BoundError(f"only its first {_MAX_MEMBERS:,} members were read")
        if not info.isreg() or not is_wanted(info.name):
            continue
        label = label_of(info.name)
        file = archive.extractfile(info) if info.size <= _MAX_MEMBER else None
        if file is None:
            yield notice(f"it is larger than {_MAX_MEMBER // MEGABYTE} MB", label)
            continue
        data = file.read(_MAX_MEMBER)
        if len(data) < info.size:
            yield notice("the file is damaged", label)
            continue
        yield from member_parts(content.member(label, data), label, bounds, depth + 1)
        archive.members = []  # type: ignore[attr-defined]  # a stream keeps every header
