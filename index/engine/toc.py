"""The table of contents: Whoosh's own file, made durable and checked before it is unpickled.

Whoosh reads its file from the front and looks at nothing after it: there stands a trailer with a
mark and the CRC-32 of what comes before. A file without it is not read.
"""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from pathlib import Path
from typing import Any

from whoosh import index as wi
from whoosh.filedb.filestore import FileStorage

from index.engine.segment import FORMAT, FondsSegment
from index.errors import ArchiveDamagedError, ArchiveMissingError

INDEX_NAME = "MAIN"
_TRAILER = struct.Struct("<8sI")
_MARK = b"FONDSTOC"

#: What reading a table of contents of another version of the program can raise.
_UNREADABLE = (
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
    pickle.UnpicklingError,
    struct.error,
    wi.IndexError,
)


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no hints
    """Whoosh's folder of files, where a table of contents gets its trailer and reaches the disk."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its final name, at once for every reader."""
        if newname.endswith(".toc"):
            seal(Path(self._fpath(oldname)))
        super().rename_file(oldname, newname, safe=safe)
        if os.name == "posix":
            descriptor = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def seal(path: Path) -> None:
    """Append the trailer to a table of contents, and push it to the disk."""
    with path.open("r+b") as stream:
        crc = zlib.crc32(stream.read())
        stream.write(_TRAILER.pack(_MARK, crc))
        stream.flush()
        os.fsync(stream.fileno())


def is_sealed(path: Path) -> bool:
    """Tell whether a table of contents is as it was written."""
    data = path.read_bytes()
    mark, crc = _TRAILER.unpack(data[-_TRAILER.size :].rjust(_TRAILER.size, b"\0"))
    return bool(mark == _MARK and crc == zlib.crc32(data[: -_TRAILER.size]))


def toc_path(storage: FileStorage, generation: int) -> Path:
    """Return where the table of contents of a generation stands."""
    return Path(storage.folder, wi.TOC._filename(INDEX_NAME, generation))


def latest(storage: FileStorage) -> int:
    """Return the newest generation, -1 where there is none."""
    return int(wi.TOC._latest_generation(storage, INDEX_NAME))


def read_toc(storage: FileStorage, schema: Any) -> tuple[int, list[FondsSegment]]:
    """Return the newest generation and its segments.

    Raises:
        ArchiveMissingError: there is no index.
        ArchiveDamagedError: the table of contents is damaged, or of another version.
        FileNotFoundError: a writer took it away meanwhile.
    """
    generation = latest(storage)
    if generation < 0:
        raise ArchiveMissingError(f"there is no index in “{storage.folder}”")
    path = toc_path(storage, generation)
    if not is_sealed(path):
        raise ArchiveDamagedError(f"“{path.name}” of the index is damaged")
    try:
        toc = wi.TOC.read(storage, INDEX_NAME, gen=generation, schema=schema)
    except _UNREADABLE as error:
        raise ArchiveDamagedError("the index is of another version of Fonds") from error
    for segment in toc.segments:
        if not isinstance(segment, FondsSegment) or segment.format != FORMAT:
            raise ArchiveDamagedError("the index is of another version of Fonds")
    return generation, toc.segments


def write_toc(
    storage: FileStorage, schema: Any, segments: list[FondsSegment], generation: int
) -> None:
    """Make segments the contents of the index, at once and durably; remove what is in no use."""
    wi.TOC(schema, segments, generation).write(storage, INDEX_NAME)
    wi.clean_files(storage, INDEX_NAME, generation, segments)
