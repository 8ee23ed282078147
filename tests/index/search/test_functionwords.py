"""Function words and the languages they belong to."""

import pytest

from index.search.functionwords import (
    is_function_word,
    is_question,
    is_request,
    languages_of,
)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("le retour des migrants dans leur pays", {"fr"}),
        ("the return of migrants", {"en"}),
        ("el retorno de los migrantes", {"es"}),
        ("migration chine", set()),
    ],
)
def test_languages(text, languages):
    assert languages_of(text.split()) == languages


def test_a_word_carries_no_topic_only_in_its_language():
    assert is_function_word("son", frozenset({"fr"}))
    assert not is_function_word("son", frozenset({"en"}))
    assert not is_function_word("migration", frozenset({"fr", "en", "es"}))


@pytest.mark.parametrize("term", ["bonjour", "merci", "please", "gracias", "cest", "quil"])
def test_courtesies_and_words_without_their_apostrophe_carry_no_topic(term):
    assert is_function_word(term, frozenset({"fr", "en", "es"}))


def test_a_word_only_asks_in_its_language():
    assert is_request("nom", frozenset({"fr"}))
    assert is_request("annee", frozenset({"fr"}))
    assert is_request("voudrais", frozenset({"fr"}))
    assert not is_request("nom", frozenset({"es"}))
    assert not is_request("nom", frozenset())
    assert not is_request("migration", frozenset({"fr", "en", "es"}))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Combien de migrants", True),
        ("who pays", True),
        ("¿Dónde está la frontera", True),
        ("retour ?", True),
        ("que faire des migrants", True),
        ("como", False),
        ("retour des migrants", False),
    ],
)
def test_questions(text, asks):
    from index.analysis import terms_of

    terms = terms_of(text)[0]
    assert is_question(text, terms, languages_of(terms)) == asks
