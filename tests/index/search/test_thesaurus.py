"""The trilingual thesaurus."""

import pytest

from index.search.asking import answer
from index.search.language import understand
from index.search.leaf import plural_of
from index.search.telling import told_of
from index.search.thesaurus import concepts, widen
from index.search.tree import Widened, Word, told


def test_every_concept_has_terms_in_three_languages():
    assert len(concepts()) >= 150
    assert all(len(concept) == 3 and all(map(all, concept)) for concept in concepts())


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("réfugiés", "refugee"),
        ("border", "frontera"),
        ("trata de personas", "traite des personnes"),
        ("Main-d'œuvre", "workforce"),
        ("retours", "retorno"),
    ],
)
def test_terms_are_known_however_they_are_written(text, other):
    assert other in widen(text)


def test_an_unknown_word_is_not_widened():
    assert widen("zinc") == ()
    assert understand("~zinc").tree == Word("zinc", "zinc")


@pytest.mark.parametrize("text", ["~frontière", '~"traite des personnes"', "a ~frontière"])
def test_what_is_told_means_the_same(text):
    tree = understand(text).tree
    assert told(tree) == text
    assert understand(told(tree)).tree == tree


def test_a_widened_word_finds_records_of_other_languages(searcher, ids):
    understood = understand("~frontière")
    assert isinstance(understood.tree, Widened)
    found = answer(searcher, understood, "~frontière")
    assert set(ids(found.ranking)) == {"frontera", "labour", "traite"}
    assert "Also searched in other languages: border" in told_of(understood, found)
    plain = answer(searcher, understand("frontière"), "frontière")
    assert "labour" not in ids(plain.ranking)


def test_a_widened_phrase_finds_plurals(searcher, ids):
    understood = understand('~"trabajador migrante"')
    assert ids(answer(searcher, understood, "").ranking) == ["labour"]


@pytest.mark.parametrize(
    ("one", "many"), [("migrante", "migrantes"), ("trabajador", "trabajadores"), ("pais", "pais")]
)
def test_plurals(one, many):
    assert plural_of(one) == many
