"""Runs that wait for the end of their batch in a temporary file, so that memory stays for sorting.

The file has no name where the system allows that, and is gone with the process whatever happens.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.engine.arrays import Array
from index.engine.inversion import Runs

#: The parts of runs that wait on the disk; their terms are few, and asked for before the rest.
_PARTS = ("postings", "occurrences", "docs", "tfs", "positions")


class _File(Protocol):
    """What a temporary file offers here."""

    def seek(self, offset: int) -> int: ...
    def write(self, data: Any) -> int: ...
    def readinto(self, buffer: Any) -> int: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part lies in the file."""

    dtype: np.dtype[Any]
    offset: int
    size: int


class SpilledRuns:
    """Runs of which only the terms are in memory."""

    def __init__(self, terms: Array, file: _File, places: Mapping[str, _Place]) -> None:
        self.terms = terms
        self._file, self._places = file, places

    def kind(self, part: str) -> tuple[np.dtype[Any], int] | None:
        """Return type and number of a part's values, or None where there is no such part."""
        if part == "terms":
            return self.terms.dtype, len(self.terms)
        place = self._places.get(part)
        return None if place is None else (place.dtype, place.size)

    def part(self, part: str) -> Array:
        """Read a part.

        Raises:
            OSError: the disk does not give it back.
        """
        if part == "terms":
            return self.terms
        place = self._places[part]
        values: Array = np.empty(place.size, place.dtype)
        self._file.seek(place.offset)
        if place.size and self._file.readinto(values.data.cast("B")) != values.nbytes:
            raise OSError("a temporary file of the index was cut short")
        return values


class Spill:
    """A file for the runs of one field, opened when the first ones come. One thread uses it.

    Args:
        folder: where the index lies: there is room on that disk, and it is no disk in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: _File | None = None
        self._end = 0

    def keep(self, runs: Runs) -> SpilledRuns:
        """Write runs to the file; return what stands for them.

        Raises:
            OSError: the disk is full, or not to be written to.
        """
        if self._file is None:
            self._file = tempfile.TemporaryFile(  # noqa: SIM115  # ``close`` ends what this begins
                dir=self._folder, prefix="fonds-runs-"
            )
        places = {}
        self._file.seek(self._end)
        for name in _PARTS:
            if runs.kind(name) is None:
                continue
            values = np.ascontiguousarray(runs.part(name))
            self._file.write(values.data.cast("B") if values.size else b"")
            places[name] = _Place(values.dtype, self._end, len(values))
            self._end += values.nbytes
        return SpilledRuns(runs.terms, self._file, places)

    def close(self) -> None:
        """Let go of the file and all that is in it."""
        if self._file is not None:
            self._file.close()
            self._file = None
