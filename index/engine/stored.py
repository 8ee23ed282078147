"""Stored values, some records to a compressed block: small on disk, little read for a hit.

A block holds records one after the other, compressed as one Zstandard frame
(https://www.rfc-editor.org/rfc/rfc8878). Records of one archive resemble each other more than the
parts of one record: the first block of a group, its *lead*, is the dictionary of those that follow,
so that these may be small, quick to read, and yet take less room than large ones would.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import zstandard

from index.engine.arrays import Array, ArrayFile, ArrayWriter, offsets
from index.engine.packing import pack, unpack

#: Raw bytes of a block. Reading one costs some 0.02 ms; a page of scattered hits reads fifty.
BLOCK = 16 << 10
#: Raw bytes of a lead. Beyond 128 KiB Zstandard takes other measures and compresses worse.
LEAD = 112 << 10
#: Raw bytes after which a lead is chosen anew: records from elsewhere resemble others.
GROUP = 8 << 20
#: 0.44 of random words, less of prose; level 5 saves a fiftieth and takes twice as long.
LEVEL = 3
#: A block of more raw bytes is none of ours.
_LARGEST = 1 << 30
#: Leads that are kept ready, some 0.2 MB each, and blocks that were read last.
_LEADS, _RECENT = 32, 4


class StoredWriter:
    """Collects the stored records of a segment, in the order of their document numbers."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._leads: list[int] = []
        self._block_of: list[int] = []
        self._ends: list[int] = []
        self._open: list[bytes] = []
        self._size = 0
        self._raw = 0
        self._plain = zstandard.ZstdCompressor(LEVEL, write_checksum=True)
        self._led: zstandard.ZstdCompressor | None = None
        self._lead = self._grouped = 0

    def add(self, values: Any) -> None:
        """Store the values of the next document: any mapping that ``packing`` knows."""
        self.add_packed(pack(values))

    def add_packed(self, data: bytes) -> None:
        """Store the next document, packed already."""
        least, most = (0, BLOCK) if self._led else (LEAD // 2, LEAD)
        if self._size >= least and self._size + len(data) > most:
            self._close_block()
        self._open.append(data)
        self._size += len(data)
        self._block_of.append(len(self._blocks))
        self._ends.append(self._size)

    def add_from(self, other: StoredReader, documents: Array) -> None:
        """Store documents of another segment, by number; blocks that are whole are only copied."""
        block_of, ends = other.places()
        if len(documents) == len(block_of):
            self._close_block()
            shift = len(self._blocks)
            self._blocks.extend(other.blocks())
            self._leads.extend((other.leads().astype(np.int64) + shift).tolist())
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
        self._close_block()
        sizes = np.array([len(block) for block in self._blocks], np.int64)
        out.add("stored", np.frombuffer(b"".join(self._blocks), np.uint8))
        out.add("stored.blocks", offsets(sizes).astype("<u8"))
        out.add("stored.lead", np.array(self._leads, "<u4"))
        out.add("stored.block", np.array(self._block_of, "<u4"))
        out.add("stored.end", np.array(self._ends, "<u4"))

    def _close_block(self) -> None:
        """Compress what is open, by the lead of its group, or as one where there is none."""
        if not self._open:
            return
        raw, led = b"".join(self._open), self._led
        if led is None:
            self._lead = len(self._blocks)
            self._led = _compressor(raw) if self._size >= LEAD // 2 else None
        self._blocks.append((led or self._plain).compress(raw))
        self._leads.append(self._lead)
        self._raw += self._size
        self._grouped += self._size
        if self._grouped > GROUP:
            self._led, self._grouped = None, 0
        self._open = []
        self._size = 0


class StoredReader:
    """The stored records of a segment; keeps the blocks that were read last."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._plain = zstandard.ZstdDecompressor()
        self._raw = lru_cache(_RECENT)(self._read)
        self._led = lru_cache(_LEADS)(self._read_lead)

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
        block_of, ends = self.places()
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

    def leads(self) -> Array:
        """Return the lead of each block, its own number where it is one."""
        return self._file["stored.lead"]

    def blocks(self) -> Iterator[bytes]:
        """Yield the compressed blocks."""
        data, begins = self._file["stored"], self._file["stored.blocks"].tolist()
        for start, end in pairwise(begins):
            yield data[start:end].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        """Yield every document's packed values."""
        return (self.packed(local) for local in range(len(self._file["stored.end"])))

    def _read(self, block: int) -> bytes:
        """Return what a block holds."""
        leads = self.leads()
        if block >= len(leads):
            raise self._file.damaged()
        lead = int(leads[block])
        if lead == block:
            return self._led(lead)[0]
        return self._decompressed(block, self._led(lead)[1])

    def _read_lead(self, block: int) -> tuple[bytes, zstandard.ZstdDecompressor]:
        """Return what a lead holds, and what reads the blocks that it leads."""
        leads = self.leads()
        if block >= len(leads) or int(leads[block]) != block:
            raise self._file.damaged()
        raw = self._decompressed(block, self._plain)
        return raw, zstandard.ZstdDecompressor(dict_data=_dictionary(raw))

    def _decompressed(self, block: int, how: zstandard.ZstdDecompressor) -> bytes:
        data: Array = self._file["stored"]
        blocks = self._file["stored.blocks"]
        if block + 1 >= len(blocks):
            raise self._file.damaged()
        start, end = int(blocks[block]), int(blocks[block + 1])
        packed = data[start:end].tobytes()
        try:  # the frame says how much it holds: no more than that is ever written
            if not 0 <= zstandard.frame_content_size(packed) <= _LARGEST:
                raise self._file.damaged()
            return how.decompress(packed)
        except zstandard.ZstdError as error:
            raise self._file.damaged() from error


def _dictionary(raw: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(raw[:LEAD], dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _compressor(lead: bytes) -> zstandard.ZstdCompressor:
    dictionary = _dictionary(lead)
    dictionary.precompute_compress(level=LEVEL)
    return zstandard.ZstdCompressor(LEVEL, write_checksum=True, dict_data=dictionary)


def stored_sizes(file: ArrayFile) -> int:
    """Return the bytes that stored values take in a segment's file."""
    return sum(file.size(name) for name in file if name.partition(".")[0] == "stored")
