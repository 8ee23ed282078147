"""The one place that turns what numbers of a damaged file lead to into a plain error."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import ArchiveDamagedError

#: What numpy, zlib and struct raise when numbers of a damaged file lead nowhere.
_DAMAGE = (
    IndexError,
    KeyError,
    MemoryError,
    OverflowError,
    UnicodeDecodeError,
    ValueError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
)


@contextmanager
def guarded() -> Iterator[None]:
    """Raise ``ArchiveDamagedError`` where reading the index fails in any other way."""
    try:
        yield
    except _DAMAGE as error:
        raise ArchiveDamagedError("the index is damaged and has to be rebuilt") from error
