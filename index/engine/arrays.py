"""One file of named arrays: written whole, memory-mapped, with a checksum for each.

Layout, all numbers little-endian: the magic, the arrays one after the other (each padded to 64
bytes), a JSON directory, and a trailer of 28 bytes (offset, length and CRC-32 of the directory,
the magic again). The checksum of an array covers its padding, so that no byte of the file is
without one.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.errors import ArchiveDamagedError

#: Any numpy array; the directory of the file says which type it has.
Array = npt.NDArray[Any]

MAGIC = b"FONDSEG1"
_ALIGN = 64
_TRAILER = struct.Struct("<QQI8s")
_CHUNK = 1 << 22


class ArrayWriter:
    """Writes the arrays of one file in any order; ``close`` makes the file durable."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._stream.write(MAGIC + bytes(_ALIGN - len(MAGIC)))
        self._offset = _ALIGN
        self._directory: dict[str, tuple[str, int, int, int]] = {}

    def add(self, name: str, array: Array) -> None:
        """Write a one-dimensional array under a name of its own."""
        array = np.ascontiguousarray(array)
        if array.dtype.byteorder == ">" or (array.dtype.isnative and _BIG):
            array = array.astype(array.dtype.newbyteorder("<"))
        data = memoryview(array.data).cast("B") if array.size else memoryview(b"")
        self._write(name, array.dtype.newbyteorder("<").str, array.itemsize, [data])

    def add_bytes(self, name: str, parts: Iterable[bytes]) -> None:
        """Write bytes that come in parts as one array of uint8: they are never joined in memory."""
        self._write(name, "|u1", 1, parts)

    def _write(self, name: str, dtype: str, width: int, parts: Iterable[Any]) -> None:
        size = crc = 0
        for part in parts:
            self._stream.write(part)
            size, crc = size + len(part), zlib.crc32(part, crc)
        padding = bytes(-size % _ALIGN)
        self._stream.write(padding)
        crc = zlib.crc32(padding, crc)
        self._directory[name] = (dtype, self._offset, size // width, crc)
        self._offset += size + len(padding)

    def close(self, meta: dict[str, Any]) -> None:
        """Write the directory with ``meta`` beside it, and push everything to the disk."""
        text = json.dumps({"meta": meta, "arrays": self._directory}, separators=(",", ":"))
        data = text.encode()
        self._stream.write(data)
        self._stream.write(_TRAILER.pack(self._offset, len(data), zlib.crc32(data), MAGIC))
        sync(self._stream)
        self._stream.close()


_BIG = np.dtype("=i4").newbyteorder("<") != np.dtype("=i4")


def sync(stream: Any) -> None:
    """Push a stream to the disk, as far as it stands for a file."""
    stream.flush()
    descriptor = getattr(stream, "fileno", None)
    if callable(descriptor):
        try:
            os.fsync(descriptor())
        except OSError as error:  # a stream in memory
            if error.errno is not None:
                raise


class ArrayFile:
    """The arrays of one file, mapped when they are asked for.

    Args:
        buffer: the whole file (a memory map, or bytes).
        name: the file's name, for what is told of damage.

    Raises:
        ArchiveDamagedError: the directory is not what was written.
    """

    def __init__(self, buffer: Any, name: str) -> None:
        self.name = name
        self._buffer = buffer
        directory = self._read_directory()
        self.meta: dict[str, Any] = directory["meta"]
        self._arrays: dict[str, tuple[str, int, int, int]] = directory["arrays"]
        self._open: dict[str, Array] = {}

    @classmethod
    def open(cls, path: Path) -> ArrayFile:
        """Map a file; nothing but its directory is read."""
        try:
            with path.open("rb") as stream:
                buffer = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            raise  # a writer may have taken it away: the caller reads the contents anew
        except (OSError, ValueError) as error:
            raise ArchiveDamagedError(f"“{path.name}” of the index is damaged") from error
        return cls(buffer, path.name)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __getitem__(self, name: str) -> Array:
        """Return an array, read-only, without copying.

        Raises:
            ArchiveDamagedError: the file holds no such array.
        """
        array = self._open.get(name)
        if array is None:
            try:
                dtype, offset, count, _ = self._arrays[name]
            except KeyError as error:
                raise self.damaged() from error
            array = np.frombuffer(self._buffer, np.dtype(dtype), count, offset)
            self._open[name] = array
        return array

    def get(self, name: str) -> Array | None:
        """Return an array, or None where the file holds none of the name."""
        return self[name] if name in self._arrays else None

    def damaged(self) -> ArchiveDamagedError:
        """Return the error that names this file."""
        return ArchiveDamagedError(f"“{self.name}” of the index is damaged")

    def size(self, name: str) -> int:
        """Return the bytes of one array, its padding aside."""
        dtype, _, count, _ = self._arrays[name]
        return int(np.dtype(dtype).itemsize * count)

    def is_whole(self) -> bool:
        """Tell whether every byte is as it was written; reads the whole file."""
        view = memoryview(self._buffer)
        if bytes(view[:_ALIGN]) != MAGIC + bytes(_ALIGN - len(MAGIC)):
            return False
        return all(
            _crc(view[offset : offset + _padded(dtype, count)]) == crc
            for dtype, offset, count, crc in self._arrays.values()
        )

    def _read_directory(self) -> dict[str, Any]:
        size = len(self._buffer)
        if size < _ALIGN + _TRAILER.size:
            raise self.damaged()
        offset, length, crc, magic = _TRAILER.unpack(self._buffer[size - _TRAILER.size : size])
        if magic != MAGIC or offset + length + _TRAILER.size != size:
            raise self.damaged()
        data = bytes(self._buffer[offset : offset + length])
        if zlib.crc32(data) != crc:
            raise self.damaged()
        directory: dict[str, Any] = json.loads(data)
        end = max(
            (o + _padded(d, c) for d, o, c, _ in directory["arrays"].values()), default=_ALIGN
        )
        if end != offset:
            raise self.damaged()
        return directory


def _padded(dtype: str, count: int) -> int:
    size = np.dtype(dtype).itemsize * count
    return int(size + -size % _ALIGN)


def _crc(view: memoryview) -> int:
    crc = 0
    for start in range(0, len(view), _CHUNK):
        crc = zlib.crc32(view[start : start + _CHUNK], crc)
    return crc


def smallest(array: Array) -> Array:
    """Return unsigned integers in the narrowest of u8, u16, u32 and u64 that holds them all."""
    top = int(array.max()) if array.size else 0
    for dtype in (np.uint8, np.uint16, np.uint32):
        if top <= np.iinfo(dtype).max:
            return array.astype(dtype, copy=False)
    return array.astype(np.uint64, copy=False)


def offsets(sizes: Array) -> npt.NDArray[np.int64]:
    """Return where each run starts, and where the last one ends: int64, one more than sizes."""
    found = np.zeros(len(sizes) + 1, np.int64)
    found[1:] = sizes  # a sum of narrow integers would widen all of them in memory of its own
    np.cumsum(found, out=found)
    return found


def slices(bounds: Array, at_once: int) -> Iterator[tuple[int, int]]:
    """Cut runs, from their ``offsets``, into parts of at most so many values, or of one run.

    >>> list(slices(np.array([0, 2, 3, 9, 10]), 4))
    [(0, 2), (2, 3), (3, 4)]
    """
    first, runs = 0, len(bounds) - 1
    while first < runs:
        last = int(np.searchsorted(bounds, bounds[first] + at_once, side="right")) - 1
        last = min(max(last, first + 1), runs)
        yield first, last
        first = last


def counts(starts: Array) -> npt.NDArray[np.int64]:
    """Return the lengths of runs from where each starts: int64, the reverse of ``offsets``."""
    wide: Array = starts.astype(np.int64)
    found: npt.NDArray[np.int64] = wide[1:] - wide[:-1]
    return found


def ranges(starts: Array, sizes: Array) -> npt.NDArray[np.int64]:
    """Return the indices of many slices one after the other, int64.

    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    if not len(sizes):
        return np.zeros(0, np.int64)
    if int(sizes.min()) == 0:
        held = sizes > 0
        return ranges(starts[held], sizes[held])
    long: Array = sizes.astype(np.int64)  # unsigned sizes would make floats
    wide: Array = starts.astype(np.int64)
    ends = np.cumsum(long)
    places = np.ones(int(ends[-1]), np.int64)
    places[0] = wide[0]
    places[ends[:-1]] = wide[1:] - wide[:-1] - long[:-1] + 1
    np.cumsum(places, out=places)
    return places


def spread(values: Array, sizes: Array) -> Array:
    """Return each value as often as its size says; every size is at least 1.

    As ``np.repeat``, by running sums: several times as fast for short runs of integers, whose
    differences may wrap around.
    """
    if not len(sizes):
        return values[:0]
    ends = np.cumsum(sizes, dtype=np.int64)
    steps: Array = np.zeros(int(ends[-1]), values.dtype)
    steps[0] = values[0]
    steps[ends[:-1]] = values[1:] - values[:-1]
    np.cumsum(steps, out=steps)
    return steps
