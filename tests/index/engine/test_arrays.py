"""Runs, slices and the file of arrays."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine.arrays import ArrayFile, ArrayWriter, counts, offsets, ranges, smallest, spread
from index.errors import ArchiveDamagedError

runs = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 6)), max_size=12)


@given(runs, st.sampled_from([np.uint16, np.uint32, np.int64]))
def test_slices_one_after_the_other(held, dtype):
    starts = np.array([start for start, _ in held], dtype)
    sizes = np.array([size for _, size in held], dtype)
    expected = [place for start, size in held for place in range(start, start + size)]
    assert ranges(starts, sizes).tolist() == expected
    assert counts(offsets(sizes)).tolist() == sizes.tolist()


@given(runs, st.sampled_from([np.uint32, np.int64]))
def test_values_spread(held, dtype):
    values = np.array([start for start, _ in held], dtype)
    sizes = np.array([size + 1 for _, size in held], np.uint32)
    assert spread(values, sizes).tolist() == np.repeat(values, sizes).tolist()


@given(st.lists(st.integers(0, 1 << 40), max_size=5))
def test_narrow_arrays_hold_the_same(numbers):
    wide = np.array(numbers, np.uint64)
    narrow = smallest(wide)
    assert narrow.tolist() == numbers
    assert narrow.dtype.itemsize == 1 or int(wide.max()) >= 1 << 4 * narrow.dtype.itemsize


class Kept(io.BytesIO):
    data = b""

    def close(self):
        self.data = self.getvalue()
        super().close()


def written(**arrays):
    stream = Kept()
    out = ArrayWriter(stream)
    for name, array in arrays.items():
        out.add(name, array)
    out.close({"n": 1})
    return stream.data


def test_a_file_of_arrays():
    data = written(one=np.arange(100, dtype=">i4"), none=np.zeros(0, np.uint8), f=np.ones(3))
    file = ArrayFile(data, "x")
    assert file["one"].tolist() == list(range(100))
    assert file["one"].dtype == np.dtype("<i4")
    assert len(file["none"]) == 0
    assert file.get("missing") is None
    assert file.meta == {"n": 1}
    assert file.is_whole()
    with pytest.raises(ArchiveDamagedError):
        file["missing"]
    with pytest.raises(ValueError, match="read-only"):
        file["one"][0] = 5


def test_no_byte_goes_unnoticed():
    data = written(one=np.arange(9, dtype=np.uint16), two=np.arange(5, dtype=np.uint8))
    for place in range(len(data)):
        altered = bytearray(data)
        altered[place] ^= 0x10
        try:
            whole = ArrayFile(bytes(altered), "x").is_whole()
        except ArchiveDamagedError:
            whole = False
        assert not whole, f"byte {place}"
    for cut in range(len(data)):
        with pytest.raises(ArchiveDamagedError):
            ArrayFile(data[:cut], "x")
