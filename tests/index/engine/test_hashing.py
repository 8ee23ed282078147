"""Pieces are cut at blanks and known by their bytes; a table gives each one number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.hashing import HashTable, padded, pieces

#: Lengths around the words of eight bytes that a hash is made of, and around the longest of these.
LENGTHS = [*range(1, 19), 63, 64, 65, 127, 128, 129, 136, 500]


def cut(texts):
    data = padded(texts)
    starts, ends, hashes = pieces(data)
    return [data[start:end] for start, end in zip(starts, ends, strict=True)], hashes.tolist()


def bare(piece):
    for _ in range(2):
        if len(piece) > 1 and piece[-1:] in b'.,;:!?)"':
            piece = piece[:-1]
    return piece


def test_punctuation_at_the_end_is_left_out():
    found, hashes = cut([b'a, a." .. . a.b? "a'])
    assert found == [b"a", b"a", b".", b".", b"a.b", b'"a']
    assert hashes[0] == hashes[1]


def test_pieces_are_cut_at_ascii_blanks():
    found, hashes = cut([b"  ab c\xc2\xa0d\x0be \n"])
    assert found == [b"ab", b"c\xc2\xa0d", b"e"]
    assert len(set(hashes)) == 3


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=8))
def test_pieces_are_what_split_gives(texts):
    blanks = bytes(range(33))
    parts = [text.translate(bytes(32 if c in blanks else c for c in range(256))) for text in texts]
    found, hashes = cut(texts)
    assert found == [bare(piece) for text in parts for piece in text.split()]
    assert len(set(hashes)) == len(set(found))
    assert 0 not in hashes


@pytest.mark.parametrize("length", LENGTHS)
def test_a_hash_depends_on_every_byte_and_on_nothing_else(length):
    piece = bytes(97 + number % 26 for number in range(length))
    for before in range(9):  # wherever it stands, whatever surrounds it
        found, hashes = cut([b"x" * before, piece, b"yz"])
        assert hashes[found.index(piece)] == cut([piece])[1][0]
    others = [piece[:at] + b"#" + piece[at + 1 :] for at in range(length)]
    others += [piece[:-1], piece + b"a", piece[::-1] + b"_"]
    hashes = cut([piece, *others])[1]
    assert len(set(hashes)) == len({piece, *others} - {b""})


def test_a_table_of_hashes_grows_and_keeps_its_numbers():
    table, generator = HashTable(), np.random.default_rng(4)
    hashes = np.unique(generator.integers(1, 1 << 63, 40_000, dtype=np.uint64))
    named = []

    def name(places):
        first = len(named)
        named.extend(places.tolist())
        return range(first, len(named))

    # Many hashes of one slot must find their way, too.
    crowded = np.concatenate([hashes, (np.arange(1, 500, dtype=np.uint64) << np.uint64(40))])
    first = table.numbers(crowded, name)
    assert len(table) == len(np.unique(crowded)) == len(named)
    assert len(set(first.tolist())) == len(table)
    again = table.numbers(crowded[::-1], lambda places: pytest.fail("it is known"))
    assert np.array_equal(again[::-1], first)
