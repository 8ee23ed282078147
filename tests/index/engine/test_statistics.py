"""What all segments say together: averages, norms, rarity, and keys of places in a text."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields

from index.analysis import FondsAnalyzer
from index.engine.arrays import spread
from index.engine.statistics import K1, B, Statistics, View, bm25
from tests.index.engine.memory import segment

SCHEMA = fields.Schema(body=fields.TEXT(analyzer=FondsAnalyzer()), tag=fields.KEYWORD())
WORDS = ("alfa", "bravo", "charlie")
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=5)
segments = st.lists(texts, min_size=1, max_size=3)


def stats_of(held, schema=SCHEMA):
    views, base = [], 0
    for one in held:
        file = segment(SCHEMA, [{"body": " ".join(t), "tag": tuple(t)} for t in one])
        views.append(View(file, base, None))
        base += len(one)
    return Statistics(views, schema)


@settings(max_examples=40, deadline=None)
@given(segments)
def test_lengths_are_held_against_the_average_of_all_segments(held):
    stats = stats_of(held)
    lengths = [len(text) for one in held for text in one]
    average = sum(lengths) / max(len(lengths), 1) or 1.0
    assert stats.documents == len(lengths)
    assert stats.average_length("body") == pytest.approx(average)
    for number, one in enumerate(held):
        # An empty field counts as one of one word: Whoosh divides by nothing else.
        ratios = [(len(text) or 1) / average for text in one]
        expected = [K1 * (1 - B + B * ratio) for ratio in ratios]
        assert stats.norms("body", number).tolist() == pytest.approx(expected, rel=1e-5)
        for weight in (0.0, 0.3, 1.0):
            expected = [1 / (1 - weight + weight * ratio) for ratio in ratios]
            assert stats.shares("body", number, weight).tolist() == pytest.approx(
                expected, rel=1e-4
            )


def test_what_was_reckoned_is_kept():
    stats = stats_of([[["alfa"]]])
    assert stats.norms("body", 0) is stats.norms("body", 0)
    assert stats.shares("body", 0, 0.5) is stats.shares("body", 0, 0.5)
    assert stats.starts("body", 0, 0) is stats.starts("body", 0, 0)


def test_no_documents():
    for held in ([], [[]], [[], []]):
        stats = stats_of(held)
        assert stats.documents == 0
        assert stats.average_length("body") == 1.0
        assert [len(stats.norms("body", number)) for number in range(len(held))] == [0] * len(held)


def test_what_the_schema_lost_is_not_there():
    stats = stats_of([[["alfa"]]], fields.Schema(tag=fields.KEYWORD()))
    assert stats.field("body", 0) is None
    assert stats.field("tag", 0) is not None
    with pytest.raises(ValueError, match="body"):
        stats.tfs("body", 0, 0)


def test_text_ranks_and_keywords_do_not():
    stats = stats_of([])
    assert stats.is_scored("body")
    assert not stats.is_scored("tag")


@settings(max_examples=40, deadline=None)
@given(segments)
def test_frequencies_with_and_without_places(held):
    stats = stats_of(held)
    for number, one in enumerate(held):
        for name in ("body", "tag"):
            field = stats.field(name, number)
            for term in range(len(field.lexicon)):
                word = field.lexicon[term].decode()
                expected = [text.count(word) for text in one if word in text]
                assert stats.tfs(name, number, term).tolist() == expected


@settings(max_examples=40, deadline=None)
@given(segments, st.sampled_from([0, 1, 5]))
def test_keys_tell_the_document_and_the_place(held, room):
    stats = stats_of(held)
    for number, one in enumerate(held):
        field = stats.field("body", number)
        for term in range(len(field.lexicon)):
            word = field.lexicon[term].decode()
            stride = stats.stride("body", number, room)
            keys = stats.keys("body", number, term, room).astype(np.int64)
            places = [
                (document, place)
                for document, text in enumerate(one)
                for place, known in enumerate(text)
                if known == word
            ]
            assert [(key // stride, key % stride - room) for key in keys.tolist()] == places
            for moved in (-room, room):
                documents = ((keys + moved) // stride).tolist()
                assert documents == [document for document, _ in places]


@pytest.mark.parametrize(("far", "kind"), [(10, np.uint32), (3_000_000_000, np.int64)])
def test_keys_are_as_wide_as_they_must_be(monkeypatch, far, kind):
    stats = stats_of([[["alfa"], ["alfa", "bravo"]]])
    monkeypatch.setattr(Statistics, "stride", lambda self, name, segment, room: far)
    counts, places = np.array([1, 2]), np.array([4, 0, 9], np.uint32)
    keys = stats.make_keys("body", 0, 1, np.array([0, 1], np.uint16), counts, places)
    assert keys.dtype == kind
    expected = spread(np.array([0, 1]), counts) * far + 1 + places
    assert keys.tolist() == expected.tolist()


def test_rarity():
    stats = stats_of([[["alfa"]] * 3, [["bravo"]]])
    assert stats.whoosh_idf(1) == pytest.approx(log(4 / 2) + 1)
    assert stats.whoosh_idf(4) > 0
    assert stats.lucene_idf(1) == pytest.approx(log(1 + 3.5 / 1.5))
    rarity = [stats.lucene_idf(frequency) for frequency in range(5)]
    assert rarity == sorted(rarity, reverse=True)
    assert rarity[-1] > 0


def test_bm25_uses_its_arrays_up():
    tfs, norms = np.array([1, 3], np.float32), np.array([0.5, 1.5], np.float32)
    found = bm25(tfs, norms, 2.0)
    assert found is tfs
    assert found.tolist() == pytest.approx([2 * 1 * 2.2 / 1.5, 2 * 3 * 2.2 / 4.5], rel=1e-6)
