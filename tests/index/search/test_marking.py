"""Marks: what is found is what is marked, in code points."""

import pytest
from hypothesis import given
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
