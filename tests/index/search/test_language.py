"""The query language, construct by construct, and any text at all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.compile import compile_tree
from index.search.filters import column_filters
from index.search.language import MAX_LEAVES, understand
from index.search.query import Filter
from index.search.tree import (
    And,
    Code,
    Compound,
    Exact,
    Filtered,
    Fuzzy,
    InField,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Word,
    clauses_in,
    leaves,
    told,
)

A, B, C = (Word(letter, letter) for letter in "abc")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a b", And((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a OU b", Or((A, B))),
        ("a O b", Or((A, B))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a NOT b", And((A, Not(B)))),
        ("a SAUF b", And((A, Not(B)))),
        ("a NO b", And((A, Not(B)))),
        ("a -b", And((A, Not(B)))),
        ("-b", Not(B)),
        ("a -(b c)", And((A, Not(And((B, C)))))),
        ("a OR NOT b", Or((A, Not(B)))),
        ('"a b"', Phrase(("a", "b"), 1, '"a b"')),
        ("“a b”", Phrase(("a", "b"), 1, '"a b"')),
        ("« a b »", Phrase(("a", "b"), 1, '"a b"')),
        ('"a b"~5', Phrase(("a", "b"), 5, '"a b"~5')),
        ('"a"', Exact("a", '"a"')),
        ("=Projet", Exact("projet", "=Projet")),
        ("Réf*", Prefix("ref", "Réf*")),
        ("m?t", Pattern("m?t", "m?t")),
        ("*TION", Pattern("*tion", "*TION")),
        ("migratoin~", Fuzzy("migratoin", "migratoin~")),
        ("titre:a", InField("title", A, "titre:a")),
        ("main-d’œuvre", Compound(("main", "oeuvre"), "maindoeuvre", "main-d’œuvre")),
        ("PO.0105", Compound(("po", "0105"), "po0105", "PO.0105")),
        ("PO 0105", Code("po0105", And((Word("po", "PO"), Word("0105", "0105"))))),
        ("l'a", Word("a", "l'a")),
        ("a/b", And((A, B))),
        ("中国", Phrase(("中", "国"), 1, "中国")),
        ('"a b"~300', Phrase(("a", "b"), 99, '"a b"~99')),
        ('titre:"a b"~3', InField("title", Phrase(("a", "b"), 3, '"a b"~3'), 'titre:"a b"~3')),
        ("prima:a", InField("ident", A, "prima:a")),
        ("titre:(a OR b)", Or((InField("title", A, "titre:a"), InField("title", B, "titre:b")))),
        ("titre:(a b)", And((InField("title", A, "titre:a"), InField("title", B, "titre:b")))),
        ("-titre:(a)", Not(InField("title", A, "titre:a"))),
        ("titre:(id:a)", InField("ident", A, "id:a")),
        ("titre:(-b)", Not(InField("title", B, "titre:b"))),
        (
            "titre:(PO 0105)",
            And(
                (
                    InField("title", Word("po", "PO"), "titre:PO"),
                    InField("title", Word("0105", "0105"), "titre:0105"),
                )
            ),
        ),
        ("http://a.b/c", understand("http a.b c").tree),
        ("a ?", A),
        ("", None),
        ("*", None),
        ("!!! -", None),
    ],
)
def test_constructs(text, tree):
    found = understand(text)
    assert found.tree == tree
    assert not found.odd


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ('"a b', "a b"),
        ('a" b', "a b"),
        ("(a b", "a b"),
        ("a) b", "a b"),
        ("OR", "or"),
        ("a OR", "a or"),
        ("NOT", "not"),
        ("a () b", "a b"),
        ("(-())", ""),
        ("a OR (-())", "a or"),
        ("(((((((((((((((a)))))))))))))))", "a"),
        ("nom:a", "nom a"),
        ('nom:"a b"', 'nom "a b"'),
        ("-nom:a b", "NOT (nom a) b"),
        ("nom:(a OR b)", "nom (a OR b)"),
        ("titre:(a", "titre a"),
        ("titre:() b", "titre b"),
    ],
)
def test_what_has_no_meaning_is_searched_as_words_and_told(text, told_as):
    found = understand(text)
    assert str(found) == told_as
    assert found.odd


def test_labels_of_the_archive_are_fields():
    found = understand("Bailleur:AFD autre:AFD", lambda name: name == "bailleur")
    assert found.tree == And(
        (
            InField("entry:bailleur", Word("afd", "AFD"), "Bailleur:AFD"),
            Word("autre", "autre"),
            Word("afd", "AFD"),
        )
    )
    assert understand("bailleur:(AFD OU BM)", lambda name: name == "bailleur").tree == Or(
        (
            InField("entry:bailleur", Word("afd", "AFD"), "bailleur:AFD"),
            InField("entry:bailleur", Word("bm", "BM"), "bailleur:BM"),
        )
    )


def clause(surface, *filters, columns=True):
    """Return what a clause becomes that asks for its own columns, or for none."""
    held = tuple(column_filters(filters, {})) if columns else ()
    return Filtered(filters, held, surface)


MALI, NIGER = Filter("country", "ML"), Filter("country", "NE")
YEAR = Filter("year", "2018")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a OR pays:Mali", Or((A, clause("pays:Mali", MALI)))),
        ("a OU year:2018 OR B", Or((A, clause("year:2018", YEAR), Word("b", "B")))),
        ("a pays:Mali OR b", Or((And((A, clause("pays:Mali", MALI))), B))),
        ("a (pays:Mali OR b)", And((A, Or((clause("pays:Mali", MALI), B))))),
        ("NOT (a pays:Mali)", Not(And((A, clause("pays:Mali", MALI))))),
        ("SAUF pays:Mali", Not(clause("pays:Mali", MALI))),
        ("-pays:Mali OR a", Or((clause("-pays:Mali", replace(MALI, exclude=True)), A))),
        (
            "titre:(a (b pays:Mali))",
            And(
                (
                    InField("title", A, "titre:a"),
                    And((InField("title", B, "titre:b"), clause("pays:Mali", MALI))),
                )
            ),
        ),
        ("pays:«  Mali »/NE OR a", Or((clause("pays:« Mali »/NE", MALI, NIGER), A))),
        ("no:year OR a", Or((clause("no:year", Filter("year", None)), A))),
        ("tag:x OR a", Or((clause("tag:x", Filter("tag", "x")), A))),
        ('"a pays:Mali" OR b', Or((understand('"a pays:Mali"').tree, B))),
    ],
)
def test_clauses_are_leaves_of_their_own(text, tree):
    found = understand(text)
    assert found.tree == tree
    assert not found.odd


def test_clauses_side_by_side_are_asked_together():
    found = understand("a OR pays:Mali NIGER pays:NE")
    assert isinstance(found.tree, Or)
    asked = column_filters([MALI, NIGER], {})
    assert [item.columns for item in clauses_in(found.tree)] == [tuple(asked), ()]
    assert asked[0].include == ("ML", "NE")


def test_what_holds_for_a_whole_query_only_is_words_elsewhere():
    found = understand("a OR (b inferred:no)")
    assert str(found) == "a OR (b inferred no)"
    assert found.odd


def test_clauses_beyond_what_a_query_holds_are_cut():
    found = understand(" OR ".join(["pays:Mali"] * 200))
    assert len(list(clauses_in(found.tree))) == MAX_LEAVES
    assert found.odd


def test_a_pasted_document_is_cut():
    found = understand("mot " * 5000)
    assert len(list(leaves(found.tree))) <= MAX_LEAVES
    assert found.odd


@pytest.mark.parametrize(
    ("leaf", "most"),
    [("mot", 64), ("*mot*", 6), ('"deux mots"', 21), ("mot~", 21), ("titre:*mot*", 6)],
)
def test_what_takes_long_to_find_counts_more(leaf, most):
    found = understand(" ".join([leaf] * 100))
    assert len(list(leaves(found.tree))) == most
    assert found.odd


def test_words_without_a_space_between_are_cut_too():
    many = ",".join("mot" + one + other for one in "abcdefghij" for other in "abcdefghij")
    found = understand(many)
    assert len(list(leaves(found.tree))) == MAX_LEAVES
    assert found.odd
    assert isinstance(understand(f"-{many}").tree, Not | And)


SYNTAX = st.lists(
    st.sampled_from(
        [
            *'()"“”«»*?~=-:',
            *("OR", "NOT", "AND", "a", "b-c", " ", "PO", "01", "titre:", "nom:"),
            *("pays:Mali", "year:", '-pays:"Viet Nam"', "no:"),
        ]
    )
)


@given(st.text(max_size=200) | SYNTAX.map("".join) | SYNTAX.map(" ".join))
def test_any_text_is_a_query(text):
    found = understand(text)
    assert compile_tree(found.tree) is not None
    if found.tree is not None:
        again = understand(told(found.tree))
        assert {leaf.surface for leaf in leaves(found.tree)} or isinstance(
            found.tree, Not | Or | And | Filtered
        )
        assert again.tree is not None


@given(SYNTAX.map(" ".join))
def test_what_is_told_means_the_same(text):
    found = understand(text)
    if found.tree is not None and not found.odd:
        assert told(understand(told(found.tree)).tree) == told(found.tree)


def test_hostile_nesting_ends_at_once():
    for text in ("(" * 4000, "NOT " * 900, "-(" * 1900, "a OR " * 700, '"' * 3999):
        understand(text)
