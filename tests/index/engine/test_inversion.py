"""Chunks of occurrences become the postings that a dictionary of lists would give."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import inversion
from index.engine.inversion import invert, name_terms, to_runs

#: Term numbers on both sides of what one radix sort takes.
NUMBERS = [0, 1, 2, 65_535, 65_536, 65_537, 131_072, 140_000]
documents = st.lists(st.lists(st.sampled_from(NUMBERS), max_size=12), max_size=12)


def name(number):
    return f"t{number % 7}{number}"


def chunk(first, texts, start=0):
    keys = [
        number << 40 | first + place << 24 | start + position
        for place, text in enumerate(texts)
        for position, number in enumerate(text)
    ]
    return to_runs(np.array(keys, np.uint64), positions=True)


def expected(texts, start=0):
    """Return term → (document, positions) of all texts."""
    found = defaultdict(dict)
    for document, text in enumerate(texts):
        for position, number in enumerate(text):
            found[name(number)].setdefault(document, []).append(start + position)
    return {term: sorted(found[term].items()) for term in sorted(found)}


def read(inverted):
    found, posting, occurrence = {}, 0, 0
    for term, count in zip(inverted.terms, inverted.counts.tolist(), strict=True):
        held = []
        for _ in range(count):
            size = int(inverted.tfs[posting])
            places = inverted.positions[occurrence : occurrence + size].tolist()
            held.append((int(inverted.docs[posting]), places))
            posting, occurrence = posting + 1, occurrence + size
        found[term.decode()] = held
    assert (posting, occurrence) == (len(inverted.docs), len(inverted.positions))
    return found


@settings(max_examples=100, deadline=None)
@given(documents, st.integers(1, 12), st.sampled_from([0, 300, 70_000]))
def test_any_chunks(texts, size, start):
    chunks = [chunk(at, texts[at : at + size], start) for at in range(0, len(texts), size)]
    terms, rank = name_terms(chunks, [name(number) for number in range(NUMBERS[-1] + 1)])
    inverted = invert(chunks, terms, rank, None)
    if texts:
        assert read(inverted) == expected(texts, start)


def test_nothing_at_all():
    terms, rank = name_terms([], [])
    inverted = invert([], terms, rank, np.zeros(3, np.int64))
    assert (inverted.terms, len(inverted.docs), len(inverted.counts)) == ([], 0, 0)


@pytest.mark.parametrize("at_once", [1, 5, 1000])
def test_runs_are_put_in_order_a_part_at_a_time(monkeypatch, at_once):
    monkeypatch.setattr(inversion, "_AT_ONCE", at_once)
    texts = [[number % 5 for number in range(length)] for length in (40, 3, 17, 60)]
    chunks = [chunk(0, texts[:2]), chunk(2, texts[2:])]
    terms, rank = name_terms(chunks, [name(number) for number in range(5)])
    assert read(invert(chunks, terms, rank, None)) == expected(texts)
