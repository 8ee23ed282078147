"""ZIP files: their members as documents, within bounds; nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from index.ingest.document import Part, notice
from index.ingest.readers.content import DAMAGED, FAULTS, BoundError, Bounds, Content, told
from index.ingest.readers.members import is_wanted, label_of, member_parts

_MAX_MEMBERS = 100_000
_UTF8_NAME = 0x800


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the parts of the documents in a ZIP file; a bad member is a warning."""
    with told(content, "the file is damaged or no ZIP file"):
        archive = zipfile.ZipFile(content.file)
    with archive:
        members = archive.infolist()
        for info in members[:_MAX_MEMBERS]:
            bounds.check_time()
            if not info.is_dir() and is_wanted(info.filename):
                yield from _member(content, archive, info, bounds, depth)
    if len(members) > _MAX_MEMBERS:
        raise BoundError(
            f"only the first {_MAX_MEMBERS:,} of its {len(members):,} members were read"
        )


def _member(
    content: Content, archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: Bounds, depth: int
) -> Iterator[Part]:
    name = _name(info)
    label = label_of(name)
    if info.flag_bits & 1:
        yield notice("it is protected by a password", label)
        return
    try:
        bounds.check_ratio(info.file_size, info.compress_size)
    except BoundError as error:
        yield notice(str(error), label)
        return
    bounds.spend(info.file_size)
    try:
        with archive.open(info) as file:  # no further than it says: it may hold gigabytes
            data = file.read(info.file_size)
    except MemoryError:
        yield notice("it needs more memory than there is", label)
        return
    except NotImplementedError:  # Deflate64, which Windows uses for what is very large
        yield notice("it is packed in a way that Fonds does not unpack", label)
        return
    except FAULTS:
        yield notice(DAMAGED, label)
        return
    yield from member_parts(content.member(label, data), label, bounds, depth + 1)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the member's name; archivers of Windows write it in UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
