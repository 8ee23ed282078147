"""Leaves: what one lexeme asks for."""

import pytest

from index.search.leaf import InFieldNames, phrase_leaf, word_nodes
from index.search.tree import Compound, Exact, Given, InField, Phrase, Prefix, Word

NAMES = InFieldNames(lambda name: name == "bailleur")


@pytest.mark.parametrize(
    ("name", "field"),
    [("Titre", "title"), ("título", "title"), ("id", "ident"), ("Bailleur", "entry:bailleur")],
)
def test_names(name, field):
    assert NAMES.field(name) == field
    assert NAMES.field("foo") is None


def test_phrases():
    assert phrase_leaf("  ", 1) is None
    assert phrase_leaf("L'eau", 3) == Exact("eau", '"L\'eau"~3')
    assert phrase_leaf("main-d’œuvre qualifiée", 1) == Phrase(
        ("main", "oeuvre", "qualifiee"), 1, '"main-d’œuvre qualifiée"'
    )


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("year:abc", [Given("year", "year"), Given("abc", "abc")]),
        ("{année:abc}", [Given("annee", "année"), Given("abc", "abc")]),
        ("avis:abc", [Word("avis", "avis"), Word("abc", "abc")]),
        ("titre:abc", [InField("title", Word("abc", "abc"), "titre:abc")]),
        ("year://abc", [Word("year", "year"), Word("abc", "abc")]),
    ],
)
def test_words_of_a_clause_that_means_nothing_are_given(text, nodes):
    assert word_nodes(text, NAMES) == nodes


def test_words():
    assert word_nodes("(", NAMES) == []
    assert word_nodes("migr*", NAMES) == [Prefix("migr", "migr*")]
    assert word_nodes("migration?", NAMES) == [Word("migration", "migration")]
    assert word_nodes("N’Djamena", NAMES) == [Compound(("djamena",), "ndjamena", "N’Djamena")]
    assert word_nodes("==a", NAMES) == [Exact("a", "=a")]
