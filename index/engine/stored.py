"""Stored values, many records to a compressed block: small on disk, one block read for a hit.

A block holds records one after the other, compressed together as one Zstandard frame
(https://www.rfc-editor.org/rfc/rfc8878), because records of one archive resemble each other more
than the parts of one record.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import zstandard

from index.engine.arrays import Array, ArrayFile, ArrayWriter, offsets
from index.engine.packing import pack, unpack

#: Raw bytes of a block. Reading one costs some 0.1 ms, and a page of scattered hits reads fifty.
BLOCK = 96 << 10
#: 0.44 of random words, less of prose; level 6 saves a thirtieth and takes three times as long.
LEVEL = 3
#: A block of more raw bytes is none of ours.
_LARGEST = 1 << 30


class StoredWriter:
    """Collects the stored records of a segment, in the order of their document numbers."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._block_of: list[int] = []
        self._ends: list[int] = []
        self._open: list[bytes] = []
        self._size = 0
        self._raw = 0
        self._compressor = zstandard.ZstdCompressor(LEVEL, write_checksum=True)

    def add(self, values: Any) -> None:
        """Store the values of the next document: any mapping that ``packing`` knows."""
        self.add_packed(pack(values))

    def add_packed(self, data: bytes) -> None:
        """Store the next document, packed already."""
        if self._size and self._size + len(data) > BLOCK:
            self._close_block()
        self._open.append(data)
        self._size += len(data)
        self._block_of.append(len(self._blocks))
        self._ends.append(self._size)

    def add_from(self, other: StoredReader, documents: Array) -> None:
        """Store documents of another segment, by number; blocks that are whole are only copied."""
        block_of, ends = other.places()
        if len(documents) == len(block_of):
            if self._open:
                self._close_block()
            shift = len(self._blocks)
            self._blocks.extend(other.blocks())
            self._block_of.extend((block_of.astype(np.int64) + shift).tolist())
            self._ends.extend(ends.tolist())
            return
        for local in documents.tolist():
            self.add_packed(other.packed(local))

    def memory(self) -> int:
        """Return about how many bytes are held."""
        return self._raw // 2 + self._size + 64 * len(self._ends)

    def write(self, out: ArrayWriter) -> None:
        """Write the records into a segment's file."""
        if self._open:
            self._close_block()
        sizes = np.array([len(block) for block in self._blocks], np.int64)
        out.add("stored", np.frombuffer(b"".join(self._blocks), np.uint8))
        out.add("stored.blocks", offsets(sizes).astype("<u8"))
        out.add("stored.block", np.array(self._block_of, "<u4"))
        out.add("stored.end", np.array(self._ends, "<u4"))

    def _close_block(self) -> None:
        self._raw += self._size
        self._blocks.append(self._compressor.compress(b"".join(self._open)))
        self._open = []
        self._size = 0


class StoredReader:
    """The stored records of a segment; keeps the block that was read last."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._last: tuple[int, bytes] = (-1, b"")
        self._decompressor = zstandard.ZstdDecompressor()

    def values(self, local: int) -> dict[str, Any]:
        """Return the stored values of a document.

        Raises:
            ArchiveDamagedError: they cannot be read.
        """
        values = unpack(self.packed(local))
        if not isinstance(values, dict):
            raise self._file.damaged()
        return values

    def packed(self, local: int) -> bytes:
        """Return the stored values of a document as they were packed."""
        block_of, ends = self._file["stored.block"], self._file["stored.end"]
        if not 0 <= local < len(ends):
            raise self._file.damaged()
        block = int(block_of[local])
        first = local == 0 or int(block_of[local - 1]) != block
        start = 0 if first else int(ends[local - 1])
        raw, end = self._raw(block), int(ends[local])
        if not start <= end <= len(raw):
            raise self._file.damaged()
        return raw[start:end]

    def places(self) -> tuple[Array, Array]:
        """Return the block of each document, and where it ends in there."""
        return self._file["stored.block"], self._file["stored.end"]

    def blocks(self) -> Iterator[bytes]:
        """Yield the compressed blocks."""
        data, begins = self._file["stored"], self._file["stored.blocks"].tolist()
        for start, end in pairwise(begins):
            yield data[start:end].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        """Yield every document's packed values."""
        return (self.packed(local) for local in range(len(self._file["stored.end"])))

    def _raw(self, block: int) -> bytes:
        if self._last[0] == block:
            return self._last[1]
        data: Array = self._file["stored"]
        blocks = self._file["stored.blocks"]
        if block + 1 >= len(blocks):
            raise self._file.damaged()
        start, end = int(blocks[block]), int(blocks[block + 1])
        packed = data[start:end].tobytes()
        try:  # the frame says how much it holds: no more than that is ever written
            if not 0 <= zstandard.frame_content_size(packed) <= _LARGEST:
                raise self._file.damaged()
            raw = self._decompressor.decompress(packed)
        except zstandard.ZstdError as error:
            raise self._file.damaged() from error
        self._last = (block, raw)
        return raw


def stored_sizes(file: ArrayFile) -> int:
    """Return the bytes that stored values take in a segment's file."""
    return sum(file.size(name) for name in file if name.partition(".")[0] == "stored")
