"""All columns of a segment: each Whoosh column as the kind it is, gaps as its default."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns as wc

from index.engine.blobs import BLOBS, BlobColumn
from index.engine.columns import CODES, FOREIGN, NUMBERS, CodeColumn
from index.engine.columnset import (
    ColumnSet,
    foreign_reader,
    number_type,
    takes_codes,
    takes_numbers,
)
from tests.index.engine.memory import array_file


def written(fill, documents):
    columns = ColumnSet()
    fill(columns)
    return array_file(lambda out: columns.write(out, documents))


@pytest.mark.parametrize(
    ("column", "codes", "numbers"),
    [
        (wc.VarBytesColumn(), True, False),
        (wc.RefBytesColumn(), True, False),
        (wc.NumericColumn("i"), False, True),
        (wc.BitColumn(), False, False),
        (wc.PickleColumn(wc.VarBytesColumn()), False, False),
        (wc.FixedBytesColumn(3), False, False),
        (None, False, False),
    ],
)
def test_which_kind_a_column_takes(column, codes, numbers):
    assert (takes_codes(column), takes_numbers(column)) == (codes, numbers)


@pytest.mark.parametrize(
    ("typecode", "low", "high"),
    [
        ("b", -(2**7), 2**7 - 1),
        ("B", 0, 2**8 - 1),
        ("h", -(2**15), 2**15 - 1),
        ("H", 0, 2**16 - 1),
        ("i", -(2**31), 2**31 - 1),
        ("I", 0, 2**32 - 1),
        ("q", -(2**63), 2**63 - 1),
        ("Q", 0, 2**64 - 1),
        ("f", -1.5, 2.0**127),
        ("d", -1.7e308, 1.7e308),
    ],
)
def test_numbers_at_the_ends_of_their_range(typecode, low, high):
    column = wc.NumericColumn(typecode)
    file = written(lambda made: made.add_all("n", column, 0, [low, high]), 2)
    assert file.meta == {"n": {"kind": NUMBERS}}
    assert file["n:values"].dtype == number_type(column)
    assert file["n:values"].tolist() == [low, high]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.integers(-9, 9), max_size=12), st.integers(0, 3))
def test_a_number_that_is_missing_is_the_columns_default(values, more):
    column = wc.NumericColumn("i", default=-7)

    def fill(made):
        for document, value in enumerate(values):
            if value is not None:
                made.add("n", column, document, value)

    file = written(fill, len(values) + more)
    if any(value is not None for value in values):
        expected = [-7 if value is None else value for value in values] + [-7] * more
        assert file["n:values"].tolist() == expected
    else:
        assert file.meta == {}


def test_not_a_number_stays_none():
    column = wc.NumericColumn("d", default=math.nan)
    file = written(lambda made: made.add_all("n", column, 1, [None, math.nan, 0.0, -0.0]), 6)
    missing = [math.isnan(number) for number in file["n:values"].tolist()]
    assert missing == [True, True, True, False, False, True]


def test_codes_single_and_several():
    def fill(made):
        made.add("one", wc.VarBytesColumn(), 1, b"a")
        made.add_all("many", wc.RefBytesColumn(), 0, [("b", "a"), None, ["c"]])

    file = written(fill, 4)
    assert file.meta == {"one": {"kind": CODES}, "many": {"kind": CODES}}
    one, many = CodeColumn(file, "one"), CodeColumn(file, "many")
    assert [one.of(document) for document in range(4)] == [[], [b"a"], [], []]
    assert [many.of(document) for document in range(4)] == [[b"b", b"a"], [], [b"c"], []]


def test_a_column_that_only_whoosh_knows_is_kept_as_it_wrote_it():
    bits, things = wc.BitColumn(), wc.PickleColumn(wc.VarBytesColumn())

    def fill(made):
        made.add_all("bits", bits, 0, [False, None, True])
        made.add("things", things, 2, {"a": [1, None]})

    file = written(fill, 5)
    assert {held["kind"] for held in file.meta.values()} == {FOREIGN}
    assert list(foreign_reader(file, "bits", bits, 5)) == [False, False, True, False, False]
    reader = foreign_reader(file, "things", things, 5)
    assert [reader[document] for document in range(5)] == [None, None, {"a": [1, None]}, None, None]


def test_bytes_that_only_the_codec_knows():
    file = written(lambda made: made.add_blob("b", 1, b"\0\n"), 3)
    assert file.meta == {"b": {"kind": BLOBS}}
    assert [BlobColumn(file, "b")[document] for document in range(3)] == [b"", b"\0\n", b""]


def test_no_columns():
    assert written(lambda made: None, 0).meta == {}
