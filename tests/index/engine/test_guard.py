"""What damaged numbers lead to is told as damage; everything else is left as it is."""

import pickle
import struct
import zlib

import numpy as np
import pytest
from whoosh.query import QueryError

from index.engine.guard import guarded
from index.errors import ArchiveDamagedError, CancelledError

EMPTY = np.zeros(0, np.int64)


@pytest.mark.parametrize(
    "fail",
    [
        lambda: EMPTY[3],
        lambda: {}["missing"],
        lambda: b"\xff".decode(),
        lambda: int("x"),
        lambda: struct.unpack("<Q", b"1"),
        lambda: zlib.decompress(b"no"),
        lambda: pickle.loads(b"no"),
        lambda: np.frombuffer(b"123", "<u4"),
        lambda: (1 << 80).to_bytes(4, "big"),
        lambda: np.empty(1 << 62, np.uint8),
    ],
)
def test_numbers_that_lead_nowhere_are_damage(fail):
    with pytest.raises(ArchiveDamagedError, match="has to be rebuilt") as told, guarded():
        fail()
    assert told.value.__cause__ is not None


@pytest.mark.parametrize(
    "error",
    [
        CancelledError("the search was cancelled"),
        QueryError("the pattern is too long"),
        ArchiveDamagedError("“a.fonds” of the index is damaged"),
        FileNotFoundError("gone"),
        TypeError("ours"),
        KeyboardInterrupt(),
    ],
)
def test_what_is_no_damage_is_raised_as_it_is(error):
    with pytest.raises(type(error)) as told, guarded():
        raise error
    assert told.value is error


def test_nothing_happens_where_nothing_fails():
    with guarded():
        found = EMPTY.tolist()
    assert found == []
