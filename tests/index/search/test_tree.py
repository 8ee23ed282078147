"""Trees: their leaves, and how they are told."""

import pytest

from index.search.language import understand
from index.search.query import Filter
from index.search.tree import (
    And,
    Code,
    Exact,
    Filtered,
    InField,
    Not,
    Or,
    Word,
    clauses_in,
    has_words,
    leaves,
    told,
)

A, B, C = (Word(letter, letter) for letter in "abc")


def test_leaves_leave_out_what_is_excluded():
    tree = And((A, Not(B), Or((C, InField("title", B, "title:b")))))
    assert list(leaves(tree)) == [A, C, B]
    assert list(leaves(None)) == []
    assert list(leaves(Not(A))) == []


def test_a_code_is_found_joined_too():
    assert list(leaves(Code("ab", And((A, B))))) == [A, B, Exact("ab", "a b")]


def test_told_with_the_brackets_that_are_needed():
    assert told(Or((A, And((B, C))))) == "a OR (b c)"
    assert told(And((Or((A, B)), Not(C)))) == "(a OR b) NOT c"
    assert told(Not(And((A, B)))) == "NOT (a b)"


MALI = Filtered((Filter("country", "ML"),), (), "pays:Mali")


def test_clauses_are_no_words():
    tree = Or((A, And((MALI, Not(MALI)))))
    assert list(leaves(tree)) == [A]
    assert list(clauses_in(tree)) == [MALI, MALI]
    assert list(clauses_in(None)) == []
    assert list(clauses_in(tree, excluded=False)) == [MALI]
    assert list(clauses_in(Not(MALI), excluded=False)) == []
    assert told(tree) == "a OR (pays:Mali NOT pays:Mali)"


@pytest.mark.parametrize(
    ("text", "ranked"),
    [
        ("", False),
        ("pays:Mali OR year:2018", False),
        ("NOT (pays:Mali -year:2018)", False),
        ("path:afrique", False),
        ("pays:Mali OR eau", True),
        ("NOT (pays:Mali eau)", True),
        ("titre:eau", True),
        ("id:PO.0105", True),
    ],
)
def test_there_is_something_to_rank_by_where_there_are_words(text, ranked):
    assert has_words(understand(text).tree) == ranked
