"""Clauses are found where they can hold for the whole query; all else is words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.clauses import LONGEST, Clause, binds, find_clauses, inner_clauses, joins

ALONE = frozenset(("order",))


def judge(clause):
    """Know the names a, b and order; nothing fits that is called "wrong"."""
    known = clause.name in ("a", "b", "order") and clause.values and "wrong" not in clause.values
    return clause.name if known else None


def found(text):
    clauses, words = find_clauses(text, judge, ALONE)
    written = [f"{'-' * c.exclude}{c.name}:{'/'.join(c.values)}" for c in clauses]
    return written, words


@pytest.mark.parametrize(
    ("text", "clauses", "words"),
    [
        ("", [], ""),
        ("x a:1 y -b:2", ["a:1", "-b:2"], "x y"),
        ('a:"1 2"/3', ["a:1 2/3"], ""),
        ("a:« 1 2 »", ["a:1 2"], ""),
        ("a:(1 OR 2 3 OU “4”)", ["a:1/2 3/4"], ""),
        ("a:x(y)", ["a:x(y)"], ""),
        ("a: 1", [], "a: 1"),
        ('a:"1"x', [], 'a:"1"x'),
        ("c:1 a:wrong", [], "c:1 a:wrong"),
        ('"x a:1" a:2', ["a:2"], '"x a:1"'),
        ('"x a:1', ["a:1"], '"x'),
        ("a:1 OR a:2 OR a:3 x", ["a:1", "a:2", "a:3"], "x"),
        ("a:1 OR -a:2", [], "a:1 OR -a:2"),
        ("((a:1 OR a:2))", ["a:1", "a:2"], ""),
        ("x -(a:1)", ["-a:1"], "x"),
        ("x - (a:1)", ["a:1"], "x -"),
        ("NOT NOT a:1", ["a:1"], ""),
        ("x(a:1)", [], "x(a:1)"),
        ("f:(a:1)", [], "f:(a:1)"),
        ("(x a:1)", [], "(x a:1)"),
        (") a:1 (", ["a:1"], ") ("),
        ("(a:1 OR a:2) x OR y", ["a:1", "a:2"], "x OR y"),
        ("x OR (a:1)", [], "x OR (a:1)"),
        ("x AND a:1 AND y", ["a:1"], "x y"),
        ("x NOT order:z y", ["order:z"], "x NOT y"),
        ("order:z OR order:y", ["order:z", "order:y"], "OR"),
        ("order:z OR a:1", ["order:z", "a:1"], ""),
        ("x a:1 OR y b:2", [], "x a:1 OR y b:2"),
        ("x OR (y a:1) b:2", [], "x OR (y a:1) b:2"),
        ("x OR a:1 order:z b:2", ["order:z", "b:2"], "x OR a:1"),
        ("b:2 order:z x OR a:1", ["b:2", "order:z"], "x OR a:1"),
        ("(x OR a:1) b:2", ["b:2"], "(x OR a:1)"),
        ("x OR y b:2", ["b:2"], "x OR y"),
        ("a:1 OR a:2 x OR b:1", [], "a:1 OR a:2 x OR b:1"),
    ],
)
def test_what_is_found_and_what_is_left(text, clauses, words):
    assert found(text) == (clauses, words)


def test_behind_a_long_text_nothing_is_looked_for():
    assert found(f"a:1 {'x' * LONGEST} a:2") == (["a:1"], f"{'x' * LONGEST} a:2")


def test_clauses_among_words_are_told_with_their_places():
    text = 'x OR -a:"1  2" (b:3 order:z) "a:4" c:5'
    assert [
        (text[start:end], clause) for start, end, clause in inner_clauses(text, judge, ALONE)
    ] == [
        ('-a:"1  2"', Clause("a", ("1 2",), exclude=True)),
        ("b:3", Clause("b", ("3",))),
    ]


@pytest.mark.parametrize(
    ("words", "taken"),
    [("x OR a:1", True), ("x OR (y a:1)", True), ("(x OR a:1)", False), ("x OR y", False)],
)
def test_or_with_a_clause_binds_the_next(words, taken):
    assert binds(words, judge) == taken


def test_clauses_that_come_into_sight_again_and_again_end_at_once():
    clauses, words = find_clauses("order:z OR a:1 " * 9000, judge, ALONE)
    assert 0 < len(clauses) < 9000
    assert "order:z" in words


def test_operators():
    assert joins("OU")
    assert joins("SAUF")
    assert not joins("ou")


@given(st.lists(st.sampled_from([*'()"“”- ', "a:1", "b:", "OR", "NOT", "AND", "x"])).map(" ".join))
def test_nothing_is_lost_but_operators_and_brackets_about_clauses(text):
    clauses, words = find_clauses(text, judge, ALONE)
    assert all(clause == Clause("a", ("1",), clause.exclude) for clause in clauses)
    assert len(clauses) + words.split().count("a:1") == text.split().count("a:1")
    assert words.split().count("x") == text.split().count("x")
