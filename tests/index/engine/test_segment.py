"""The entry of a segment: deletions are its own, counted, pickled as a bitmap."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.codec import FondsCodec
from index.engine.segment import EXTENSION, FORMAT, FondsSegment


def flags(segment):
    return [segment.is_deleted(number) for number in range(segment.doc_count_all())]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 40), st.lists(st.tuples(st.integers(0, 39), st.booleans()), max_size=12))
def test_deletions_are_those_of_a_set(size, changes):
    segment = FondsSegment("MAIN", documents=size)
    dead = set()
    for number, delete in changes:
        if number < size:
            segment.delete_document(number, delete)
            (dead.add if delete else dead.discard)(number)
    assert flags(segment) == [number in dead for number in range(size)]
    assert list(segment.deleted_docs()) == sorted(dead)
    assert segment.deleted_count() == len(dead)
    assert segment.doc_count() == size - len(dead)
    assert segment.has_deletions() == bool(dead)
    again = pickle.loads(pickle.dumps(segment))
    assert flags(again) == flags(segment)
    assert (again.segid, again.format, again.doc_count_all()) == (segment.segid, FORMAT, size)


def test_deleting_many_tells_how_many_were_alive():
    segment = FondsSegment("MAIN", documents=10)
    assert segment.delete_all(np.array([1, 3, 3])) == 2
    assert segment.delete_all(np.array([3, 4])) == 1
    assert segment.delete_all(np.zeros(0, np.int64)) == 0
    assert list(segment.deleted_docs()) == [1, 3, 4]


def test_a_copy_is_deleted_from_by_itself():
    segment = FondsSegment("MAIN", documents=3)
    segment.delete_document(0)
    twin = segment.copy()
    twin.delete_document(1)
    assert flags(segment) == [True, False, False]
    assert flags(twin) == [True, True, False]
    assert (twin.segid, twin.filename) == (segment.segid, segment.filename)


def test_a_new_segment_has_a_name_of_its_own_and_nothing_deleted():
    one, other = FondsSegment("MAIN"), FondsSegment("MAIN")
    assert one.filename != other.filename
    assert one.filename.endswith(EXTENSION)
    assert one.deleted is None
    one.set_doc_count(7)
    assert (one.doc_count(), one.doc_count_all(), one.deleted_count()) == (7, 7, 0)
    assert list(one.deleted_docs()) == []


@pytest.mark.parametrize("number", [2, 3, 1000])
def test_what_is_beyond_the_last_document_is_not_deleted(number):
    segment = FondsSegment("MAIN", documents=2)
    segment.delete_all(np.array([0, 1]))
    assert not segment.is_deleted(number)


def test_bringing_back_what_was_never_deleted():
    segment = FondsSegment("MAIN", documents=2)
    segment.delete_document(1, delete=False)
    assert segment.deleted is None


def test_what_is_being_written_is_not_pickled():
    segment = FondsSegment("MAIN", documents=1)
    segment.pending["documents"] = lambda: None
    assert pickle.loads(pickle.dumps(segment)).pending == {}


def test_whoosh_is_told_the_codec_and_to_leave_the_file_alone():
    segment = FondsSegment("MAIN")
    assert isinstance(segment.codec(), FondsCodec)
    assert not segment.should_assemble()
