"""The columnar engine finds what stock Whoosh finds, and scores it alike.

Three ways to the same documents: stock Whoosh with its W3 codec, Whoosh's own searcher over the
columnar codec, and the columnar searcher. Numbers are compared within 1e-4.
"""

import itertools
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index as wi
from whoosh import query as wq
from whoosh.filedb.filestore import RamStorage
from whoosh.query import spans
from whoosh.scoring import BM25F
from whoosh.writing import NO_MERGE

from index.engine.codec import FondsCodec
from index.engine.store import ColumnarIndex
from index.engine.writer import ColumnarWriter
from tests.index.engine.trees import OLD, documents, names, queries, schema

COUNTER = itertools.count()
#: Set FONDS_EXAMPLES=1000 for a long look.
SLOW = settings(max_examples=int(os.environ.get("FONDS_EXAMPLES", "30")), deadline=None)


def stock_index(batches, codec=None):
    """Write documents through Whoosh, a segment for each batch; return the index."""
    made = wi.FileIndex.create(RamStorage(), schema(), "MAIN")
    for batch in batches:
        writer = made.writer(codec=codec)
        for document in batch:
            writer.update_document(**document)
        writer.commit(mergetype=NO_MERGE)
    return made


def columnar_index(folder, batches):
    """Write documents through the bulk writer, a segment for each batch."""
    made = ColumnarIndex.create(folder, schema())
    writer = made.writer()
    for batch in batches:
        for document in batch:
            writer.add(document)
        writer.commit()
    writer.close()
    return made


def last_of_each_id(batch):
    """Drop what a later document of the same batch replaces: Whoosh's writer would keep both."""
    return list({document["id"]: document for document in batch}.values())


def sound(query):
    """Return a query that Whoosh answers as it says.

    Its matcher of ``AndNot`` does not look whether the first document is left out (when the other
    side begins before it); ``Require`` with ``Not`` is the same question.
    """
    return wq.Require(query.a, wq.Not(query.b)) if isinstance(query, wq.AndNot) else query


def whoosh_hits(searcher, query):
    """Return id → score of every hit of Whoosh's own searcher, one leaf after the other."""
    found = {}
    query = query.accept(sound)
    for leaf, _ in searcher.leaf_searchers():
        matcher = query.matcher(leaf, searcher.context())
        while matcher.is_active():
            # A Not may end on a deleted document, as Whoosh's InverseMatcher does.
            if not leaf.reader().is_deleted(matcher.id()):
                found[leaf.stored_fields(matcher.id())["id"]] = matcher.score()
            matcher.next()
    return found


def columnar_hits(searcher, query):
    ranking = searcher.search(query)
    assert list(ranking.scores) == sorted(ranking.scores, reverse=True)
    names_of = [searcher.stored(doc)["id"] for doc in ranking.docs]
    assert len(set(names_of)) == len(names_of)
    return dict(zip(names_of, ranking.scores.tolist(), strict=True))


def is_misscored(query, inner=False):
    if isinstance(query, wq.DisjunctionMax) or (inner and isinstance(query, wq.AndMaybe)):
        return True
    return any(is_misscored(child, True) for child in query.children())


def assert_same(expected, found, tree=None):
    """Compare hits and scores.

    Whoosh's DisjunctionMax takes the score of a child that stands on another document for its
    own, and AndMaybe inside an And may lose the score of its second part: only the hits of such
    trees are compared here, their scores in tests of their own.
    """
    assert found.keys() == expected.keys()
    if tree is not None and is_misscored(tree):
        return
    for name, score in expected.items():
        assert found[name] == pytest.approx(score, rel=1e-4, abs=1e-4)


@pytest.fixture(scope="module", autouse=True)
def no_merges():
    """Leave segments as they are: deleted documents count in Whoosh's statistics until a merge."""
    with pytest.MonkeyPatch.context() as patch:
        kept = ColumnarWriter._merge
        patch.setattr(
            ColumnarWriter,
            "_merge",
            lambda self, *, small_only, everything=False: (
                everything and kept(self, small_only=small_only, everything=True)
            ),
        )
        yield


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base = tmp_path_factory.mktemp("engines")
    return lambda: base / str(next(COUNTER))


@SLOW
@given(st.lists(documents(), min_size=1, max_size=12), st.lists(queries, min_size=1, max_size=6))
def test_one_segment(folders, batch, trees):
    batches = [last_of_each_id(batch)]
    stock = stock_index(batches).searcher(weighting=BM25F())
    through = stock_index(batches, FondsCodec()).searcher(weighting=BM25F())
    columnar = columnar_index(folders(), batches).searcher()
    for tree in trees:
        expected = whoosh_hits(stock, tree)
        assert_same(expected, whoosh_hits(through, tree), tree)
        assert_same(expected, columnar_hits(columnar, tree), tree)


@SLOW
@given(
    st.lists(st.lists(documents(), min_size=1, max_size=6), min_size=2, max_size=4),
    st.lists(queries, min_size=1, max_size=6),
)
def test_several_segments_with_updates(folders, batches, trees):
    batches = [last_of_each_id(batch) for batch in batches]
    stock = stock_index(batches).searcher(weighting=BM25F())
    columnar = columnar_index(folders(), batches).searcher()
    for tree in trees:
        assert_same(whoosh_hits(stock, tree), columnar_hits(columnar, tree), tree)


@SLOW
@given(
    st.lists(st.lists(documents(), min_size=1, max_size=6), min_size=1, max_size=4),
    st.sets(st.integers(0, 9)),
    st.lists(queries, min_size=1, max_size=6),
)
def test_after_deletes_and_a_merge(folders, batches, deleted, trees):
    batches = [last_of_each_id(batch) for batch in batches]
    ids = [f"d{number}" for number in deleted]
    stock = stock_index(batches)
    writer = stock.writer()
    for name in ids:
        writer.delete_by_term("id", name)
    writer.commit(optimize=True)
    columnar = columnar_index(folders(), batches)
    with_deletes = columnar.writer()
    with_deletes.delete(ids)
    with_deletes.optimize()
    with_deletes.close()
    assert columnar.check() == []
    expected, found = stock.searcher(weighting=BM25F()), columnar.searcher()
    assert found.doc_count == expected.doc_count()
    for tree in trees:
        assert_same(whoosh_hits(expected, tree), columnar_hits(found, tree), tree)


@pytest.mark.skipif(OLD, reason="Whoosh 2.7.4 stumbles over these queries itself")
@SLOW
@given(
    st.lists(documents(), min_size=1, max_size=12),
    names,
    st.lists(st.sampled_from(["alfa", "bravo", "delta", "deja"]), min_size=2, max_size=2),
)
def test_foreign_queries_go_to_whoosh(folders, batch, name, words):
    batches = [last_of_each_id(batch)]
    stock = stock_index(batches).searcher(weighting=BM25F())
    columnar = columnar_index(folders(), batches).searcher()
    first, second = (wq.Term(name, word) for word in words)
    near = spans.SpanNear2([first, second], slop=2, ordered=False)
    coordinated = wq.Or([first, second], scale=0.5)
    for tree in (near, coordinated, wq.And([near, wq.Every()]), wq.Variations(name, words[0])):
        assert_same(whoosh_hits(stock, tree), columnar_hits(columnar, tree))


def test_what_may_be_there_adds_its_score_inside_other_queries(folders):
    batch = [{"id": f"d{n}", "tag": tag} for n, tag in enumerate(["green", "red", "red green"])]
    searcher = columnar_index(folders(), [batch]).searcher()
    inner = wq.AndMaybe(wq.Term("tag", "green"), wq.Every(None))
    assert columnar_hits(searcher, wq.And([wq.Term("tag", "red"), inner])) == {"d2": 3.0}


def test_terms_of_one_field_scored_each(folders):
    batch = [
        {"id": "a", "title": "", "body": "alfa alfa bravo", "tag": "", "size": 1},
        {"id": "b", "title": "", "body": "bravo brave", "tag": "", "size": 2},
        {"id": "c", "title": "", "body": "delta", "tag": "", "size": 3},
    ]
    columnar = columnar_index(folders(), [batch]).searcher()
    prefix = wq.Prefix("body", "br", constantscore=False)
    both = wq.Or([wq.Term("body", "bravo"), wq.Term("body", "brave")])
    assert_same(columnar_hits(columnar, both), columnar_hits(columnar, prefix))
    assert np.all(columnar.search(wq.Prefix("body", "br")).scores == 1.0)


@SLOW
@given(st.lists(documents(), min_size=1, max_size=12), st.lists(queries, min_size=2, max_size=3))
def test_the_best_child_counts(folders, batch, children):
    columnar = columnar_index(folders(), [last_of_each_id(batch)]).searcher()
    parts = [columnar_hits(columnar, child) for child in children]
    expected = {name: 0.0 for part in parts for name in part}
    tied = dict(expected)
    for name in expected:
        scores = [part[name] for part in parts if name in part]
        expected[name] = max(scores)
        tied[name] = max(scores) + 0.25 * (sum(scores) - max(scores))
    assert_same(expected, columnar_hits(columnar, wq.DisjunctionMax(children)))
    assert_same(tied, columnar_hits(columnar, wq.DisjunctionMax(children, tiebreak=0.25)))
