"""Stored values survive; what is no stored value is damage, never anything else."""

import datetime
import decimal
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine.packing import pack, pack_row, unpack
from index.errors import ArchiveDamagedError

plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters())
    | st.binary()
    | st.dates()
    | st.datetimes(timezones=st.just(datetime.UTC) | st.none())
    | st.timedeltas()
    | st.decimals(allow_nan=False)
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(values)
def test_values_survive(value):
    back = unpack(pack(value))
    assert back == value
    assert type(back) is type(value)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    with suppress(ArchiveDamagedError):
        unpack(data)


@given(values, st.integers(0, 30))
def test_cut_values_are_refused(value, cut):
    data = pack(value)
    with pytest.raises(ArchiveDamagedError):
        unpack(data[: max(0, len(data) - 1 - cut)])


def test_sets_and_what_cannot_be_stored():
    assert unpack(pack({1, 2})) == {1, 2}
    assert unpack(pack(frozenset("ab"))) == frozenset("ab")
    assert unpack(pack(decimal.Decimal("1.50"))) == decimal.Decimal("1.50")
    with pytest.raises(TypeError):
        pack(object())


@given(st.dictionaries(st.text(max_size=9), values, max_size=5))
def test_a_row_is_packed_like_a_mapping(row):
    assert pack_row([(pack(key), value) for key, value in row.items()], len(row)) == pack(row)
