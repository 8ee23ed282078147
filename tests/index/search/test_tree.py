"""Trees: their leaves, and how they are told."""

from index.search.tree import And, Code, Exact, InField, Not, Or, Word, leaves, told

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
