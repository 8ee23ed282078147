"""Columns of codes and numbers: written, read, counted; values missing, single and several."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.columns import (
    CODES,
    NUMBERS,
    SEPARATOR,
    CodeColumn,
    CodeColumnWriter,
    codes_of,
    count_codes,
    write_codes,
    write_numbers,
)
from index.errors import ArchiveDamagedError
from tests.index.engine.memory import array_file

code = st.sampled_from(["a", "b", "été", "z", "10", "9", "\n", "\0"])
several = st.none() | st.lists(code, max_size=4).map(tuple)
single = st.none() | st.lists(code, max_size=1).map(tuple)
rows = st.lists(several, max_size=20) | st.lists(single, max_size=20)


def column_of(values, documents=None):
    """Write values one after the other, those None left out; read the column back."""

    def write(out):
        writer = CodeColumnWriter()
        for document, value in enumerate(values):
            if value is not None:
                writer.add(document, value)
        return writer.write(out, "c", len(values) if documents is None else documents)

    file = array_file(write)
    assert file.meta == {"kind": CODES}
    return CodeColumn(file, "c")


def unique(value):
    return [one.encode() for one in dict.fromkeys(value or ())]


@settings(max_examples=100, deadline=None)
@given(rows)
def test_every_document_has_its_codes_in_their_order(values):
    column = column_of(values)
    assert [column.of(document) for document in range(len(values))] == [*map(unique, values)]
    assert column.codes.slice(0, len(column.codes)) == sorted(set().union(*map(unique, values)))


@settings(max_examples=100, deadline=None)
@given(rows, st.sets(st.integers(0, 19)))
def test_counts_are_those_of_a_dictionary(values, chosen):
    column = column_of(values)
    documents = np.array(sorted(n for n in chosen if n < len(values)), np.intp)
    expected = [0] * (len(column.codes) + 1)
    for document in documents.tolist():
        for held in column.of(document) or [None]:
            expected[0 if held is None else 1 + column.codes.find(held)] += 1
    mask = np.zeros(len(values), np.bool_)
    mask[documents] = True
    assert count_codes(column, documents, None).tolist() == expected
    assert count_codes(column, documents, mask).tolist() == expected


@settings(max_examples=60, deadline=None)
@given(rows)
def test_pairs_can_be_written_again(values):
    column = column_of(values)
    codes = column.codes.slice(0, len(column.codes))
    again = CodeColumn(array_file(lambda out: write_codes(out, "c", codes, *column.pairs())), "c")
    for document in range(len(values)):
        assert again.of(document) == column.of(document)


def test_documents_in_a_row_are_as_those_one_by_one():
    values = [("a",), None, ["b", "a"], "c", b"d\x1fe", (), None]

    def write(out):
        writer = CodeColumnWriter()
        writer.add_all(2, values[:3])
        writer.add_all(7, values[3:])
        return writer.write(out, "c", 13)

    column = CodeColumn(array_file(write), "c")
    found = [column.of(document) for document in range(13)]
    gap = [[], []]
    assert found == [*gap, [b"a"], [], [b"b", b"a"], *gap, [b"c"], [b"d", b"e"], [], [], *gap]


def test_a_column_of_nothing_and_of_no_documents():
    for documents in (0, 3):
        column = column_of([], documents)
        assert len(column.codes) == 0
        assert count_codes(column, np.arange(documents), None).tolist() == [documents]
        assert [held.tolist() for held in column.pairs()] == [[], [0] * documents]


def test_empty_codes_are_not_stated():
    column = column_of(["", b"", ("", "a"), ("",)])
    assert [column.of(document) for document in range(4)] == [[], [], [b"a"], []]


@pytest.mark.parametrize("size", [254, 255, 256, 65_535, 65_536, 70_000])
def test_as_many_codes_as_documents(size):
    """A key to sort by: on both sides of what one byte, or two, count."""
    column = column_of([(f"{number:06}",) for number in range(size)])
    for document in (0, 1, size // 2, size - 1):
        assert column.of(document) == [b"%06d" % document]
    assert count_codes(column, np.arange(size), None)[1:].tolist() == [1] * size


def test_more_values_than_are_remembered():
    values = [(f"{number % 12_000}", f"{number % 7}") for number in range(24_000)]
    column = column_of(values)
    for document in (0, 11_999, 12_000, 23_999):
        assert column.of(document) == unique(values[document])


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        (None, []),
        (("a", b"b"), [b"a", b"b"]),
        ("a\x1fé", [b"a", "é".encode()]),
        (b"a" + SEPARATOR + SEPARATOR, [b"a", b"", b""]),
        ((), []),
        ("", [b""]),
        (("a\ud800", "\udfff"), [b"a?", b"?"]),
        ("\ud800\x1fa", [b"?", b"a"]),
    ],
)
def test_what_is_taken_for_codes(value, codes):
    assert codes_of(value) == codes


def test_documents_of_numbers_are_for_columns_of_several():
    with pytest.raises(ArchiveDamagedError):
        column_of([("a",)]).documents  # noqa: B018
    assert column_of([("a", "b"), None, ("b",)]).documents.tolist() == [0, 0, 2]


@pytest.mark.parametrize("kind", ["<i4", "<u4", "<i8", "<u8", "<f4", "<f8"])
def test_numbers_at_the_ends_of_their_range(kind):
    limits = np.iinfo(kind) if np.dtype(kind).kind in "iu" else np.finfo(kind)
    numbers = np.array([limits.min, 0, 1, limits.max], kind)
    file = array_file(lambda out: write_numbers(out, "n", numbers))
    assert file.meta == {"kind": NUMBERS}
    assert file["n:values"].dtype == np.dtype(kind)
    assert file["n:values"].tolist() == numbers.tolist()
