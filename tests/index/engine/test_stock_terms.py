"""The forms of a word merged on plain Whoosh: BM25 by hand, segments and deletes."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields
from whoosh import index as wi
from whoosh import query as wq
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import NullMatcher
from whoosh.writing import NO_MERGE

from index.analysis import FondsAnalyzer
from index.engine.stemterm import OTHER_FORM_WEIGHT
from index.engine.stock_terms import K1, B, MergedTerm

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True), body=fields.TEXT(analyzer=FondsAnalyzer())
)
WORDS = ("migration", "migrations", "retour")
#: Whoosh rounds the lengths of texts of more than eight words.
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
segments = st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=3)


def index_of(segments, gone=()):
    index = wi.FileIndex.create(RamStorage(), SCHEMA, "MAIN")
    number = 0
    for held in segments:
        writer = index.writer()
        for text in held:
            writer.add_document(id=str(number), body=" ".join(text))
            number += 1
        writer.commit(mergetype=NO_MERGE)
    if gone:
        writer = index.writer()
        for name in gone:
            writer.delete_by_term("id", name)
        writer.commit(mergetype=NO_MERGE)
    return index


def scores(searcher, query):
    found = {}
    for leaf, offset in searcher.leaf_searchers():
        matcher = query.matcher(leaf, searcher.context())
        while matcher.is_active():
            found[offset + matcher.id()] = matcher.score()
            matcher.next()
    return found


@settings(max_examples=40, deadline=None)
@given(segments, st.sampled_from([1.0, 2.0]))
def test_forms_score_as_one_term(held, boost):
    texts = [text for segment in held for text in segment]
    with index_of(held).searcher() as searcher:
        query = MergedTerm(searcher, "body", "migration", ["migration", "migrations"], boost)
        found = scores(searcher, query)
    tfs = [t.count("migration") + OTHER_FORM_WEIGHT * t.count("migrations") for t in texts]
    frequency = sum(tf > 0 for tf in tfs)
    idf = log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5))
    average = sum(map(len, texts)) / len(texts)
    expected = {
        at: boost * idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(texts[at]) / average))
        for at, tf in enumerate(tfs)
        if tf
    }
    assert found == pytest.approx(expected)


def test_deleted_documents_are_not_among_them():
    held = [[["migration"], ["migrations"]], [["migration", "retour"]]]
    with index_of(held, gone=["1"]).searcher() as searcher:
        query = MergedTerm(searcher, "body", "migration", ["migration", "migrations"], 1.0)
        assert sorted(scores(searcher, query)) == [0, 2]
        assert query.estimate_size(searcher.reader()) == 2
        assert query.estimate_min_size(searcher.reader()) == 2


def test_forms_that_a_segment_does_not_have():
    with index_of([[["retour"]], [["migration"]]]).searcher() as searcher:
        query = MergedTerm(searcher, "body", "migration", ["migration", "unheard"], 1.0)
        first, _ = searcher.leaf_searchers()[0]
        assert isinstance(query.matcher(first), type(NullMatcher()))
        assert sorted(scores(searcher, query)) == [1]


def test_no_form_at_all():
    with index_of([[["retour"]]]).searcher() as searcher:
        query = MergedTerm(searcher, "body", "unheard", [], 1.0)
        assert scores(searcher, query) == {}
        assert query.estimate_size(searcher.reader()) == 0


def test_it_is_part_of_a_tree_as_any_query():
    with index_of([[["migration", "retour"], ["migrations"], ["retour"]]]).searcher() as searcher:
        word = MergedTerm(searcher, "body", "migration", ["migration", "migrations"], 1.0)
        assert (word.field(), word.normalize()) == ("body", word)
        both = scores(searcher, wq.And([word, wq.Term("body", "retour")]))
        assert sorted(both) == [0]
        assert sorted(scores(searcher, wq.AndNot(word, wq.Term("body", "retour")))) == [1]
