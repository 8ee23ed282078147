"""Terms, forms and many terms at once score as BM25 does, reckoned by hand over plain texts."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields

from index.analysis import FondsAnalyzer
from index.engine import termnodes
from index.engine.nodes import restrict
from index.engine.statistics import K1, B, Statistics, View
from index.engine.termnodes import Forms, ManyTerms, OneTerm, held_bytes, look_up
from tests.index.engine.memory import segment

WORDS = ("alfa", "bravo", "brave", "charlie")
SCHEMA = fields.Schema(
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    heavy=fields.TEXT(analyzer=FondsAnalyzer(), field_boost=2.0),
    tag=fields.KEYWORD(),
)
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=6)
#: Some of them empty, but not all: a term stands somewhere.
segments = st.lists(texts, min_size=1, max_size=3).filter(any)


def stats_of(held):
    """Return the statistics of segments of these texts, as a snapshot has them."""
    views, base = [], 0
    for one in held:
        file = segment(
            SCHEMA, [{"body": " ".join(t), "heavy": " ".join(t), "tag": tuple(t)} for t in one]
        )
        views.append(View(file, base, None))
        base += len(one)
    return Statistics(views, SCHEMA)


def numbers_of(stats, name, word):
    found = [stats.field(name, n) for n in range(len(stats.views))]
    return [-1 if field is None else field.lexicon.find(word.encode()) for field in found]


def frequency(held, word):
    return sum(word in text for one in held for text in one)


def bm25(held, text, tf, idf):
    """Robertson and Zaragoza 2009: idf · tf (K1 + 1) / (tf + K1 (1 - B + B · length / average))."""
    lengths = [len(text) for one in held for text in one]
    average = sum(lengths) / len(lengths) or 1.0
    return idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(text) / average))


def whoosh_idf(held, count):
    return log(sum(map(len, held)) / (count + 1)) + 1


def lucene_idf(held, count):
    return log(1 + (sum(map(len, held)) - count + 0.5) / (count + 0.5))


def scores(node, held):
    """Return (segment, document) → score of all matches."""
    found = {}
    for number in range(len(held)):
        documents, given_scores = node.match(number)
        assert documents.tolist() == sorted(set(documents.tolist()))
        assert node.size(number) >= len(documents)
        pairs = zip(documents.tolist(), given_scores.tolist(), strict=True)
        found |= {(number, document): score for document, score in pairs}
    return found


def each(held):
    return (((s, d), text) for s, one in enumerate(held) for d, text in enumerate(one))


@settings(max_examples=40, deadline=None)
@given(segments, st.sampled_from(WORDS), st.sampled_from([1.0, 2.5]))
def test_a_term_scores_by_bm25(held, word, boost):
    stats = stats_of(held)
    node = OneTerm(stats, "body", numbers_of(stats, "body", word), boost, True)
    expected = {}
    if frequency(held, word):
        idf = boost * whoosh_idf(held, frequency(held, word))
        expected = {
            at: bm25(held, text, text.count(word), idf) for at, text in each(held) if word in text
        }
    assert scores(node, held) == pytest.approx(expected, rel=1e-5)


@settings(max_examples=30, deadline=None)
@given(segments, st.sampled_from(WORDS))
def test_a_boost_of_the_field_is_one_of_the_frequency(held, word):
    stats = stats_of(held)
    node = OneTerm(stats, "heavy", numbers_of(stats, "heavy", word), 1.0, True)
    expected = {}
    if frequency(held, word):
        idf = whoosh_idf(held, frequency(held, word))
        expected = {
            at: bm25(held, text, 2.0 * text.count(word), idf)
            for at, text in each(held)
            if word in text
        }
    assert scores(node, held) == pytest.approx(expected, rel=1e-5)


@settings(max_examples=30, deadline=None)
@given(segments, st.sampled_from(WORDS))
def test_where_nothing_ranks_a_term_counts_as_often_as_it_occurs(held, word):
    stats = stats_of(held)
    node = OneTerm(stats, "tag", numbers_of(stats, "tag", word), 3.0, True)
    expected = {at: 3.0 * text.count(word) for at, text in each(held) if word in text}
    assert scores(node, held) == expected


factors = st.dictionaries(st.sampled_from(WORDS), st.sampled_from([1.0, 0.5]), min_size=1)


def forms_of(stats, name, wanted, scored=True):
    numbers, factors = [], []
    for segment_number in range(len(stats.views)):
        found = [
            (numbers_of(stats, name, word)[segment_number], factor)
            for word, factor in wanted.items()
        ]
        numbers.append([number for number, _ in found if number >= 0])
        factors.append([factor for number, factor in found if number >= 0])
    return Forms(stats, name, numbers, factors, 1.0, scored)


@settings(max_examples=40, deadline=None)
@given(segments, factors)
def test_forms_score_as_one_term(held, wanted):
    stats = stats_of(held)
    node = forms_of(stats, "body", wanted)
    tfs = {
        at: sum(factor * text.count(word) for word, factor in wanted.items())
        for at, text in each(held)
    }
    idf = lucene_idf(held, sum(tf > 0 for tf in tfs.values()))
    expected = {at: bm25(held, text, tfs[at], idf) for at, text in each(held) if tfs[at]}
    assert scores(node, held) == pytest.approx(expected, rel=1e-5)
    assert [node.size(number) for number in range(len(held))] == [
        sum(at[0] == number for at in expected) for number in range(len(held))
    ]
    assert node.nbytes >= 4 * len(expected)


@settings(max_examples=40, deadline=None)
@given(segments, factors, st.sets(st.integers(0, 5)), st.booleans())
def test_looking_up_is_as_matching(held, wanted, chosen, scored):
    stats = stats_of(held)
    word = min(wanted)
    leaves = (
        OneTerm(stats, "body", numbers_of(stats, "body", word), 1.0, scored),
        forms_of(stats, "body", wanted, scored),
    )
    for node in leaves:
        for number, one in enumerate(held):
            documents = np.array(sorted(n for n in chosen if n < len(one)), np.intp)
            kept, found = restrict(node, number, documents, len(one))
            matched, given_scores = node.match(number)
            assert documents[kept].tolist() == sorted(set(documents.tolist()) & {*matched.tolist()})
            if scored:
                known = dict(zip(matched.tolist(), given_scores.tolist(), strict=True))
                assert found.tolist() == [known[n] for n in documents[kept].tolist()]
            else:
                assert found is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_documents_are_looked_up_densely_or_one_by_one(data):
    total = 80
    held = data.draw(st.dictionaries(st.integers(0, total - 1), st.integers(1, 9), min_size=1))
    wanted = sorted(data.draw(st.sets(st.integers(0, total - 1))))
    docs = np.array(sorted(held), data.draw(st.sampled_from([np.uint16, np.uint32])))
    tfs = np.array([held[n] for n in sorted(held)], np.float32)
    kept, found = look_up(docs, tfs, np.array(wanted, np.intp), total)
    assert kept.tolist() == [n in held for n in wanted]
    assert found.tolist() == [held[n] for n in wanted if n in held]


def test_a_rare_candidate_among_many_postings():
    docs, tfs = np.arange(0, 1000, 2, dtype=np.uint16), np.ones(500, np.uint8)
    kept, found = look_up(docs, tfs, np.array([3, 4, 999]), 1000)
    assert (kept.tolist(), found.tolist()) == ([False, True, False], [1])


@settings(max_examples=40, deadline=None)
@given(segments, st.sets(st.sampled_from(WORDS)), st.booleans())
def test_many_terms_include_or_score_each(held, wanted, each_scored):
    stats = stats_of(held)
    numbers = [
        sorted(n for word in wanted if (n := numbers_of(stats, "body", word)[at]) >= 0)
        for at in range(len(held))
    ]
    counted = None
    if each_scored:
        lexicons = [stats.field("body", at).lexicon for at in range(len(held))]
        counted = [
            np.array([frequency(held, lexicons[at][n].decode()) for n in numbers[at]], np.int64)
            for at in range(len(held))
        ]
    node = ManyTerms(stats, "body", numbers, 2.0, True, counted)
    expected = {}
    for at, text in each(held):
        known = [word for word in wanted if word in text]
        if known and each_scored:
            expected[at] = 2.0 * sum(
                bm25(held, text, text.count(word), whoosh_idf(held, frequency(held, word)))
                for word in known
            )
        elif known:
            expected[at] = 2.0
    assert scores(node, held) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("common", [64, 3])
@pytest.mark.parametrize("together", [8192, 5])
@pytest.mark.parametrize("stride", [1, 2, 7])
def test_hundreds_of_terms_are_united_however_they_are_gathered(
    monkeypatch, common, together, stride
):
    monkeypatch.setattr(termnodes, "_COMMON", common)
    monkeypatch.setattr(termnodes, "_TOGETHER", together)
    texts = [[f"t{number % 300:03}", f"t{number * 7 % 300:03}"] for number in range(200)]
    stats = stats_of([texts])
    size = len(stats.field("body", 0).lexicon)
    chosen = range(0, size, stride)
    words = {stats.field("body", 0).lexicon[n].decode() for n in chosen}
    expected = [n for n, text in enumerate(texts) if words & set(text)]
    node = ManyTerms(stats, "body", [list(chosen)], 1.0, False)
    assert node.match(0)[0].tolist() == expected
    assert node.match(0)[1] is None
    if stride == 1:
        side_by_side = ManyTerms(stats, "body", [chosen], 1.0, False)
        assert side_by_side.match(0)[0].tolist() == expected
        assert side_by_side.size(0) == 200


def test_a_field_that_no_segment_has_holds_nothing():
    stats = stats_of([[["alfa"]], []])
    schema_only = Statistics(stats.views, fields.Schema(other=fields.TEXT()))
    for node in (
        ManyTerms(schema_only, "other", [[0], range(0, 1)], 1.0, True),
        ManyTerms(schema_only, "other", [[0], [0]], 1.0, True, [np.ones(1), np.ones(1)]),
        OneTerm(schema_only, "other", [0, 0], 1.0, True),
        Forms(schema_only, "other", [[0], [0]], [[1.0], [1.0]], 1.0, True),
    ):
        for number in (0, 1):
            documents, found = node.match(number)
            assert (len(documents), len(found), node.size(number)) == (0, 0, 0)


def test_bytes_of_what_is_held():
    assert held_bytes([(np.zeros(3, np.intp), np.zeros(3, np.float32))] * 2) == 2 * (24 + 12)
    assert held_bytes([]) == 0
