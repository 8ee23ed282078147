"""Queries for words are Whoosh queries: equal when they ask the same, an Or to Whoosh alone."""

from whoosh import query as wq

from index.engine.stemterm import StemTerm
from index.engine.wordquery import EnoughOf, FamilyTerm, Feedback, Nearby, WordTerm

FIELDS = {"title": 3.0, "body": 1.0}
A, B = WordTerm(FIELDS, "a"), WordTerm(FIELDS, "b")


def unchanged(query):
    return query


def test_words_are_equal_when_they_ask_the_same():
    assert WordTerm(FIELDS, "a") == A
    assert hash(A) == hash(WordTerm(FIELDS, "a"))
    assert WordTerm(FIELDS, "a", frozenset(["fr"])) != A
    assert B != A
    assert FamilyTerm(FIELDS, "a") != A


def test_whoosh_alone_sees_an_or_of_forms():
    assert A.apply(unchanged) == wq.Or([StemTerm("title", "a", 3.0), StemTerm("body", "a", 1.0)])
    assert EnoughOf([A, B], 0.5).apply(unchanged) == wq.Or([A, B])
    assert Nearby(A, [A, B], "body").apply(unchanged) == A
    assert Feedback(A, B, 0.3).apply(unchanged) == wq.AndMaybe(A, B)


def test_nothing_of_them_is_simplified_away():
    for query in (A, EnoughOf([A], 0.1), Nearby(A, [A], "body"), Feedback(A, B, 0.3)):
        assert query.normalize() is query
