"""Marks: what is found is what is marked, in code points."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.language import understand
from index.search.marking import Marker, pattern_matches


def marked(query, text):
    return [text[start:end] for start, end in Marker(understand(query).tree).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("migration", "Les migrations, la Migration.", ["migrations", "Migration"]),
        ("réfugié", "des REFUGIEES", ["REFUGIEES"]),
        ("=migration", "migrations migration", ["migration"]),
        ('"pacte mondial"', "le pacte mondial, pacte du mondial", ["pacte mondial"]),
        ('"pacte mondial"~3', "pacte pour le mondial", ["pacte", "mondial"]),
        ("migr*", "émigré migrer", ["migrer"]),
        ("m?t", "mot mots met", ["mot", "met"]),
        ("migratoin~", "la migration", ["migration"]),
        ("eau", "l'eau, L’EAU", ["eau", "EAU"]),
        ("main-d'œuvre", "main-d’œuvre et main d'oeuvre", ["main-d’œuvre", "main d'oeuvre"]),
        ("PO.0105", "po0105, PO-0105 et PO 0105", ["po0105", "PO-0105", "PO 0105"]),
        ("po 0105", "le po0105", ["po0105"]),
        ("-eau vin", "eau vin", ["vin"]),
        ("a OR b", "a b c", ["a", "b"]),
        ("title:eau", "eau", ["eau"]),
        ("été", "🙂 l’e\u0301te\u0301 𐐷", ["e\u0301te\u0301"]),
        ("שלום", "abc שלום abc", ["שלום"]),
        ("中国", "在中国政府", ["中国"]),
        ("", "rien", []),
    ],
)
def test_marks(query, text, expected):
    assert marked(query, text) == expected


@given(
    st.text(alphabet='ab -"*()é🙂', max_size=12),
    st.text(alphabet="ab -'é🙂\u0301", max_size=60),
)
def test_spans_are_in_order_within_the_text(query, text):
    spans = Marker(understand(query).tree).spans(text)
    cursor = 0
    for start, end in spans:
        assert cursor <= start < end <= len(text)
        cursor = end


def test_patterns():
    assert pattern_matches("*tion", "migration")
    assert not pattern_matches("m?t", "moot")
    assert pattern_matches("a.b", "a.b")
    assert not pattern_matches("a.b", "axb")


def test_many_leaves_mark_as_each_of_them_does():
    """A term is looked up, not held against every leaf: the marks are those of all leaves."""
    leaves = ["migrations", "=retour", "front*", "m?t", "pacte~", '"le retour"', "main-d'œuvre"]
    text = "Le retour des migrants, la migration, des frontières, un mot, un pact, main-d’œuvre."
    together = Marker(understand(" OR ".join(leaves)).tree).matches(text)
    apart = [Marker(understand(leaf).tree).matches(text) for leaf in leaves]
    assert all(apart)
    expected = {(match.start, match.end) for found in apart for match in found}
    assert {(match.start, match.end) for match in together} == expected


WORDS = ["eau", "l’eau", "l'œuvre", "main-d’œuvre", "PO.0105", "po0105", "e\u0301te\u0301", "été"]
WORDS += ["retour", "retours", "le", "N'Djamena", "中国", "在中国", "שלום", "🙂", "a", "x" * 90]
ASKED = ["eau", "=retours", "main-d'œuvre", "po.0105", "été", "mot*", "m?t", "retuor~", "中国"]
ASKED += ["שלום", "a", "N'Djamena", "œuvre", '"le retour"', '"le retour"~3', '"中国"', '"eau a"~2']
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda words: st.sampled_from([" ", "\n\n", ", ", "\u00a0", " - "]).map(
        lambda by: by.join(words)
    )
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(ASKED), min_size=1, max_size=3), TEXTS)
def test_what_is_passed_over_changes_no_mark(asked, text):
    """Words that cannot match are not cut out; the marks are those of all words looked at."""
    tree = understand(" OR ".join(asked)).tree
    everywhere = Marker(tree)
    everywhere.__dict__["_spots"] = SimpleNamespace(ranges=lambda _, start, end: [(start, end)])
    remembering = Marker(tree)
    remembering.__dict__["_spots"] = None
    marks = everywhere.matches(text)
    assert Marker(tree).matches(text) == marks
    assert [remembering.matches(text) for _ in range(2)] == [marks, marks]


@settings(deadline=None)
@given(st.lists(st.sampled_from(ASKED), min_size=1, max_size=3), TEXTS, st.data())
def test_a_range_is_marked_as_if_it_stood_alone(asked, text, data):
    spaces = [place for place, letter in enumerate(text) if letter.isspace()]
    start, end = (data.draw(st.sampled_from([edge, *spaces])) for edge in (0, len(text)))
    marker = Marker(understand(" OR ".join(asked)).tree)
    alone = [(start + m.start, start + m.end, m.leaf) for m in marker.matches(text[start:end])]
    assert [tuple(match) for match in marker.matches(text, start, end)] == alone


def test_a_word_that_no_space_parts_from_a_long_one_is_marked():
    text = "x" * 50_000 + "/eau, " + "y " * 50_000 + "l’eau"
    assert marked("eau", text) == ["eau", "eau"]


def test_known_forms_mark_as_stems_do():
    tree = understand("migrations retour PO.0105 front*").tree
    forms = {"migrations": ["migration", "migrant"], "retour": ["retours"]}
    text = "La migration des migrants, un migrant, les retours, PO.0105, la frontière"
    found = Marker(tree, lambda term: forms.get(term, [])).spans(text)
    assert [text[start:end] for start, end in found] == [
        *("migration", "migrant", "retours", "PO.0105", "frontière")
    ]
