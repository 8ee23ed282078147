"""What is written of an inverted field is what is read: postings, frequencies, positions."""

import io
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import postings
from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.postings import FieldReader, Inverted

#: The frequencies of each posting, of each term.
fields = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=9), max_size=8)


def inverted(field, *, positions, lengths=None):
    flat = [tf for term in field for tf in term]
    return Inverted(
        [b"t%03d" % number for number in range(len(field))],
        np.array([len(term) for term in field], np.int64),
        np.array([place for term in field for place in range(len(term))], np.uint16),
        np.array(flat, np.uint32),
        np.arange(sum(flat), dtype=np.uint32) * 7 if positions else None,
        lengths,
    )


class Kept(io.BytesIO):
    """A file in memory that is still there when it was closed."""

    def close(self):
        self.seek(0)


def written(field):
    stream = Kept()
    out = ArrayWriter(stream)
    meta = field.write(out, "f")
    out.close(meta)
    return FieldReader(ArrayFile(stream.getvalue(), "f"), "f", meta)


@settings(max_examples=100, deadline=None)
@given(fields, st.integers(1, 7))
def test_frequencies_and_positions_in_parts_of_any_size(field, part):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_AT_ONCE", part)
        reader = written(inverted(field, positions=True))
    position = 0
    for number, tfs in enumerate(field):
        start, end = reader.span(number)
        assert reader.docs[start:end].tolist() == list(range(len(tfs)))
        assert reader.tfs(start, end).tolist() == tfs
        assert reader.starts(number).tolist() == [0, *accumulate(tfs)]
        expected = [7 * at for at in range(position, position + sum(tfs))]
        assert reader.positions_in(number, 0, sum(tfs)).tolist() == expected
        position += sum(tfs)


def test_a_frequency_above_a_byte_without_positions():
    field = [[1, 254, 255, 256, 70_000], [3]]
    reader = written(inverted(field, positions=False))
    assert reader.tfs(0, 5).tolist() == field[0]
    assert reader.tfs(5, 6).tolist() == field[1]
    with pytest.raises(ValueError, match="no positions"):
        reader.starts(0)


def test_lengths_are_summed_and_empty_documents_are_no_shortest():
    reader = written(inverted([[2], [1]], positions=True, lengths=np.array([3, 0, 9])))
    assert (reader.total, reader.meta["shortest"], reader.meta["longest"]) == (12, 3, 9)
    assert reader.last_position == 14
