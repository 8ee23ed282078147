"""Names weigh more than other words of a sentence, words that only ask weigh less."""

import pytest

from index.search.language import understand
from index.search.ranking import _plain_parts
from index.search.weighing import NAME_WEIGHT, NUMBER_WEIGHT, REQUEST_WEIGHT, weights_of


def weighed(text, *languages):
    found = weights_of(_plain_parts(understand(text).tree), frozenset(languages))
    return {part.surface: weight for part, weight in found.items()}


@pytest.mark.parametrize(
    ("text", "language", "word", "weight"),
    [
        ("pays du Niger", "fr", "Niger", NAME_WEIGHT),
        ("décision de l’OIM", "fr", "l’OIM", NAME_WEIGHT),
        ("Retour du pays", "fr", "Retour", 1.0),
        ("Niger et pays", "fr", "Niger", 1.0),
        ("retour en 2016", "fr", "2016", NUMBER_WEIGHT),
        ("le nom du pays", "fr", "nom", REQUEST_WEIGHT),
        ("the name of the country", "en", "name", REQUEST_WEIGHT),
        ("el nombre del país", "es", "nombre", REQUEST_WEIGHT),
        ("le nom du pays", "en", "nom", 1.0),
        ("pays et retour", "fr", "retour", 1.0),
    ],
)
def test_weights(text, language, word, weight):
    assert weighed(text, language)[word] == weight


def test_what_is_no_plain_word_counts_as_one():
    assert weighed('migrants "Pacte mondial" Sah*') == {
        "migrants": 1.0,
        '"Pacte mondial"': 1.0,
        "Sah*": 1.0,
    }
