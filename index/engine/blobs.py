"""Columns of bytes of any length: for what Whoosh writes and only Whoosh reads, such as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.engine.arrays import Array, ArrayFile, ArrayWriter, offsets

BLOBS = "blobs"


class BlobColumnWriter:
    """Collects the bytes of a segment's documents, in order."""

    def __init__(self) -> None:
        self._values: list[bytes] = []

    def add(self, document: int, value: bytes) -> None:
        """Set the bytes of a document; those left out before it have none."""
        self._values.extend([b""] * (document - len(self._values)))
        self._values.append(value)

    def write(self, out: ArrayWriter, name: str, documents: int) -> dict[str, Any]:
        """Write the column; return what its reader must know."""
        self._values.extend([b""] * (documents - len(self._values)))
        return write_blobs(out, name, self._values)


def write_blobs(out: ArrayWriter, name: str, values: Sequence[bytes]) -> dict[str, Any]:
    """Write a column of bytes, one value for each document."""
    out.add(f"{name}:data", np.frombuffer(b"".join(values), np.uint8))
    sizes = np.fromiter(map(len, values), np.int64, len(values))
    out.add(f"{name}:ends", offsets(sizes).astype(np.uint64))
    return {"kind": BLOBS}


class BlobColumn:
    """Read access to a column of bytes."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._data: Array = file[f"{name}:data"]
        self._ends: Array = file[f"{name}:ends"]

    def __getitem__(self, document: int) -> bytes:
        """Return the bytes of a document."""
        return self._data[int(self._ends[document]) : int(self._ends[document + 1])].tobytes()
