"""Feminines and plurals of nationalities: the forms that the three languages have."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ingest.inflection import forms


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "malien malienne maliens maliennes"),
        ("fr", "guinéen guinéenne guinéens guinéennes"),
        ("fr", "letton lettonne lettons lettonnes"),
        ("fr", "français française françaises"),
        ("fr", "suisse suisses"),
        ("fr", "turc turque turcs turques"),
        ("fr", "grec grecque grecs grecques"),
        ("fr", "afghan afghane afghans afghanes"),
        ("fr", "zaïrois zaïroise zaïroises"),
        ("en", "Malian Malians"),
        ("en", "Iraqi Iraqis"),
        ("en", "Chinese"),
        ("en", "French"),
        ("en", "Swiss"),
        ("es", "chino china chinos chinas"),
        ("es", "francés francesa franceses francesas"),
        ("es", "alemán alemana alemanes alemanas"),
        ("es", "español española españoles españolas"),
        ("es", "marroquí marroquíes"),
        ("es", "zulú zulúes"),
        ("es", "belga belgas"),
        ("es", "nicaragüense nicaragüenses"),
    ],
)
def test_the_forms_of_an_adjective(language, written):
    assert forms(written.split()[0], language) == frozenset(written.split())


@settings(max_examples=100, deadline=None)
@given(st.text("abcdeinorsté", min_size=2, max_size=10), st.sampled_from(["fr", "en", "es"]))
def test_the_word_itself_is_among_them_and_they_are_few(word, language):
    found = forms(word, language)
    assert word in found
    assert len(found) <= 4
    assert all(form[: len(word) - 2] == word[:-2] for form in found)


def test_a_language_without_rules():
    with pytest.raises(KeyError):
        forms("deutsch", "de")
