"""Sentences about a search: each in three languages, with the same values to fill in."""

import string

import pytest

from index.search import wording
from index.search.wording import joined, say

SAID = wording._SAID
LANGUAGES = ("en", "fr", "es")
VALUES = {
    "query": "migra",
    "typed": "migratino",
    "meant": "migration",
    "count": 3,
    "words": "retour, traite",
    "word": "retour",
    "places": "dans le titre",
    "forms": "retours",
    "clause": "pays:Niger",
    "place": 2,
    "total": 7,
    "codes": "EUR, USD",
}


def blanks(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("what", sorted(SAID))
def test_every_sentence_is_said_in_three_languages_with_the_same_values(what):
    assert set(SAID[what]) == set(LANGUAGES)
    needed = {name: blanks(SAID[what][name]) for name in LANGUAGES}
    assert needed["en"] == needed["fr"] == needed["es"]
    assert needed["en"] <= set(VALUES)
    values = {name: VALUES[name] for name in needed["en"]}
    said = {say(what, language, **values) for language in LANGUAGES}
    assert len(said) == 3
    for sentence in said:
        assert "{" not in sentence
        assert all(str(value) in sentence for value in values.values())


@pytest.mark.parametrize("what", sorted(SAID))
def test_each_language_has_its_own_marks_of_quotation(what):
    said = SAID[what]
    quoted = "“" in said["en"]
    assert quoted == ("«" in said["fr"]) == ("«" in said["es"])
    assert said["fr"].count("« ") == said["fr"].count("«")


def test_a_language_without_sentences_is_told_in_english():
    assert say("everything", "de") == say("everything", "en") == "everything"


def test_what_a_person_typed_is_never_a_form_to_fill_in():
    assert "{count}" in say("searched", "fr", query="{count} {0} {query}")


def test_nothing_that_is_not_in_the_table():
    with pytest.raises(KeyError):
        say("unheard of", "en")
    with pytest.raises(KeyError):
        say("searched", "en")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ([], ""),
        ([""], ""),
        (["One"], "One"),
        (["One."], "One."),
        (["One", "Two."], "One. Two."),
        (["One.", "", "Two"], "One. Two"),
        (["", "One"], "One"),
        (["One", "Two.", "Three"], "One. Two. Three"),
    ],
)
def test_one_line_of_sentences(said, line):
    assert joined(said) == line
    assert joined(iter(said)) == line
