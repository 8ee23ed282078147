"""Hashed pieces yield exactly what the analysis yields, terms and positions."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis import terms_of
from index.engine.hashing import Hasher, HashTable
from index.engine.vocabulary import Vocabulary

LETTERS = (
    "abéœßñçÀʼ'’-–—.,:;!?()/&_09²ªΑά漢字かタ𝔸\ud800"
    " \u00a0\t\n\r\x0b\x1c\x85\u2003\u3000\u0301\u00ad"
)
texts = st.text(st.sampled_from(LETTERS), max_size=40) | st.text(max_size=30)


def spread(vocabulary, held):
    terms, places, positions = vocabulary.occurrences(
        [text.encode("utf-8", "replace") for text in held]
    )
    found = [([], []) for _ in held]
    for term, place, position in zip(terms, places, positions, strict=True):
        found[place][0].append(vocabulary.terms[term])
        found[place][1].append(int(position))
    return found


@settings(max_examples=400, deadline=None)
@given(st.lists(texts, max_size=6))
@example(["L'été, main-d’œuvre. «\u00a0Po.0105\u00a0» …", "", " \n "])
@example(["漢字かな交じり文", "e\u0301te\u0301 e\u0301te\u0301."])
def test_units_yield_what_the_analysis_yields(held):
    vocabulary = Vocabulary()
    for _ in range(2):  # once learning, once knowing
        for text, found in zip(held, spread(vocabulary, held), strict=True):
            assert found == terms_of(text)


def test_a_table_of_hashes_grows_and_keeps_its_numbers():
    table, generator = HashTable(), np.random.default_rng(4)
    hashes = np.unique(generator.integers(1, 1 << 63, 40_000, dtype=np.uint64))
    numbers = {}

    def name(place):
        numbers[place] = len(numbers)
        return numbers[place]

    # Many hashes of one slot must find their way, too.
    crowded = np.concatenate([hashes, (np.arange(1, 500, dtype=np.uint64) << np.uint64(40))])
    first = table.numbers(crowded, name)
    assert len(table) == len(np.unique(crowded))
    assert len(set(first.tolist())) == len(table)
    again = table.numbers(crowded[::-1], lambda place: pytest.fail("it is known"))
    assert np.array_equal(again[::-1], first)


def test_pieces_are_cut_at_ascii_blanks():
    data = b"\n  ab c\xc2\xa0d\x0be \n"
    starts, ends, hashes = Hasher().pieces(np.frombuffer(data, np.uint8))
    assert [data[s:e] for s, e in zip(starts, ends, strict=True)] == [b"ab", b"c\xc2\xa0d", b"e"]
    assert len(set(hashes.tolist())) == 3
    same = Hasher().pieces(np.frombuffer(b"\nxyz ab\n", np.uint8))[2]
    assert same[1] == hashes[0]
