from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest import mentions
from index.ingest.letterruns import LetterRuns
from index.ingest.mentions import Mention, find_mentions

#: Names and what stands around them: of several words, wary, spelt with two letters for one.
WORDS = (
    "Pérou", "perou", "péruviens", "Guinée", "Bissau", "équatoriale", "golfe", "de", "la", "La",
    "Réunion", "Jordan", "in", "New", "Mexico", "Océan", "ocean", "Niger", "Fœroe", "Suiße",
    "Costa", "Rica", "Costa\u0301", "EE.", "UU.", "Laos", "Lao", "PDR", "m²", "Việt", "Nam", "中",
    "Москва", "the", "Opens", "Help", "Desk", ",", ".", "2016", "l'", "île", "Maurice", "Dupont",
)  # fmt: skip
TEXTS = st.lists(st.lists(st.sampled_from(WORDS)).map(" ".join), min_size=1)


class Unknown(LetterRuns):
    """Runs none of which is known."""

    def __init__(self, texts):
        super().__init__(texts)
        self.known = False


@given(TEXTS)
def test_the_quick_road_and_the_slow_one_agree(texts):
    quick = [*find_mentions(texts)]
    with patch.object(mentions, "LetterRuns", Unknown):
        assert [*find_mentions(texts)] == quick


def test_mentions_in_reading_order():
    texts = ("Le Pérou", "", "Un marché péruvien, en Guinée Équatoriale")
    assert [*find_mentions(texts)] == [
        Mention(0, "PE", "Pérou", 1.0),
        Mention(2, "PE", "péruvien", 0.65),
        Mention(2, "GQ", "Guinée Équatoriale", 1.0),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("le pérou", []),
        ("New Mexico", []),
        ("le golfe de Guinée", []),
        ("Guinée-Bissau", ["Guinée Bissau"]),
        ("EE. UU.", ["EE UU"]),
        ("la SUIßE", ["SUIßE"]),
        ("Việt Nam", ["Việt Nam"]),
        ("La Réunion des comités", []),
        ("À la Réunion, hier", ["la Réunion"]),
        ("First Workers Leave for Mauritius", ["Mauritius"]),
        ("Michael Jordan Visits Three Schools", []),
        ("Jordan Visits Three Schools", ["Jordan"]),
    ],
)
def test_what_is_said(text, said):
    assert [mention.words for mention in find_mentions([text])] == said


def test_nothing_reaches_over_the_end_of_a_text():
    assert not [*find_mentions(["Costa", "Rica"])]
    assert len([*find_mentions(["New", "Mexico"])]) == 1


def test_a_hostile_text_is_read_once():
    assert sum(1 for _ in find_mentions(["Pérou " * 20_000])) == 20_000
    assert len([*find_mentions([f"Pérou{' ' * 1_000_000}Niger", "a" * 1_000_000])]) == 2
