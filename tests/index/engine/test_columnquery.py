"""What columns hold, within a tree of queries: the same documents by every way, and no score."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.matching import NullMatcher

from index.engine.columnquery import Both, ColumnQuery, Either, Neither, Unranked, holding
from index.engine.interface import ColumnFilter
from index.engine.stock import StockIndex
from index.engine.store import ColumnarIndex
from index.record import Record
from index.schema import fonds_schema, to_document

RECORDS = tuple(
    Record(
        id=f"r{number}",
        title="Le retour" if number % 2 else "La traite",
        body="retour " * (number % 4) + "eau",
        year=2015 + number % 4 if number % 5 else None,
        status=("active", "completed", None)[number % 3],
        countries=(("ML", "NE"), ("CN",), ())[number % 3],
        budget=1000.0 * number if number % 4 else None,
    )
    for number in range(12)
)
YEAR = ColumnFilter("year", include=("2016",))
MALI = ColumnFilter("country", include=("ML",))


@pytest.fixture(scope="module", params=[StockIndex, ColumnarIndex])
def searcher(request, tmp_path_factory):
    """Open an index of several segments from which some documents are gone."""
    index = request.param.create(tmp_path_factory.mktemp("index"), fonds_schema())
    for batch in (RECORDS[:5], RECORDS[5:], RECORDS[3:5]):
        writer = index.writer()
        for record in batch:
            writer.add(to_document(record, added=20240101.0))
        writer.commit()
        writer.close()
    writer = index.writer()
    writer.delete(["r0"])
    writer.commit()
    writer.close()
    opened = index.searcher()
    yield opened
    opened.close()


def found(searcher, query, filters=()):
    ranking = searcher.search(query, filters=filters)
    pairs = zip(ranking.docs, ranking.scores.tolist(), strict=True)
    return {searcher.stored(doc)["id"]: round(score, 6) for doc, score in pairs}


FILTERS = st.sampled_from(
    [
        YEAR,
        MALI,
        ColumnFilter("year", ranges=((2016.0, None),)),
        ColumnFilter("year", include=(None,)),
        ColumnFilter("country", exclude=("NE", "CN")),
        ColumnFilter("budget", ranges=((2000.0, 7000.0),)),
        ColumnFilter("budget", exclude=(None,)),
        ColumnFilter("budget", include=("nan",)),
        ColumnFilter("status_stated", include=("active", "unheard of")),
        ColumnFilter("added"),
    ]
)


def _branches(children):
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.builds(Both, several) | st.builds(Either, several) | st.builds(Neither, children)


TESTS = st.recursive(FILTERS, _branches, max_leaves=6)


def expected(searcher, test):
    """Return the ids that pass, by filters of a search alone."""
    match test:
        case Both(tests):
            return set.intersection(*(expected(searcher, one) for one in tests))
        case Either(tests):
            return set.union(*(expected(searcher, one) for one in tests))
        case Neither(inner):
            return set(found(searcher, wq.Every())) - expected(searcher, inner)
    return set(found(searcher, wq.Every(), [test]))


@settings(deadline=None, max_examples=60)
@given(test=TESTS)
def test_it_finds_what_filters_find_and_scores_nothing(searcher, test):
    hits = found(searcher, ColumnQuery(test))
    assert set(hits) == expected(searcher, test)
    assert hits == dict.fromkeys(hits, 0.0)


@settings(deadline=None, max_examples=40)
@given(test=TESTS)
def test_beside_words_it_chooses_and_words_rank(searcher, test):
    word, held = wq.Term("body", "retour"), ColumnQuery(test)
    words, passing = found(searcher, word), set(found(searcher, held))
    both = found(searcher, wq.And([word, held]))
    assert both == {name: score for name, score in words.items() if name in passing}
    either = found(searcher, wq.Or([word, held]))
    assert either == dict.fromkeys(passing, 0.0) | words
    without = found(searcher, wq.AndMaybe(held, word))
    assert without == {name: words.get(name, 0.0) for name in passing}


@settings(deadline=None, max_examples=40)
@given(test=TESTS)
def test_whoosh_finds_the_same_by_its_own_way(searcher, test):
    opened = getattr(searcher, "_whoosh", None)  # the columnar index, read by Whoosh
    whoosh = opened().searcher() if opened else searcher._searcher
    listed = []
    for leaf, base in whoosh.leaf_searchers():
        matcher = ColumnQuery(test).matcher(leaf)
        while matcher.is_active():
            assert matcher.score() == pytest.approx(0.0, abs=1e-6)
            listed.append(base + matcher.id())
            matcher.next()
    names = {searcher.stored(doc)["id"] for doc in listed}
    assert names == set(found(searcher, ColumnQuery(test)))


def test_what_is_not_ranked_is_found_without_a_score(searcher):
    word = wq.Term("body", "retour")
    assert found(searcher, Unranked(word)) == dict.fromkeys(found(searcher, word), 0.0)
    assert found(searcher, wq.Or([word, Unranked(wq.Term("body", "eau"))])) == (
        dict.fromkeys(found(searcher, wq.Every()), 0.0) | found(searcher, word)
    )
    assert found(searcher, Unranked(wq.Term("body", "unheard"))) == {}
    assert Unranked(word).accept(lambda query: query) == Unranked(word) != Unranked(wq.Every())


def test_nothing_passes():
    passed = holding(Both((YEAR, Neither(YEAR))), lambda wanted: np.array([True, False]))
    assert passed.tolist() == [False, False]


def test_a_query_is_equal_to_one_that_asks_the_same():
    query = ColumnQuery(Either((YEAR, MALI)))
    assert query == ColumnQuery(Either((YEAR, MALI))) != ColumnQuery(YEAR)
    assert hash(query) == hash(ColumnQuery(Either((YEAR, MALI))))
    assert "country" in str(query)
    assert query.normalize() is query


def test_nothing_found_is_whooshs_own_nothing(tmp_path):
    index = StockIndex.create(tmp_path, fonds_schema())
    searcher = index.searcher()
    assert found(searcher, ColumnQuery(YEAR)) == {}
    whoosh = searcher._searcher
    assert isinstance(ColumnQuery(YEAR).matcher(whoosh), type(NullMatcher()))
    query = ColumnQuery(YEAR)
    reader = whoosh.reader()
    assert (query.estimate_size(reader), query.estimate_min_size(reader)) == (0, 0)
