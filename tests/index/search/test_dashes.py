"""A minus in a sentence is a dash; elsewhere it leaves a word out."""

import pytest

from index.search.language import understand
from index.search.tree import And, Not


def left_out(text: str) -> list[str]:
    """Return the words that a query leaves out."""
    tree = understand(text).tree
    assert isinstance(tree, And)
    return [str(getattr(item.item, "surface", "")) for item in tree.items if isinstance(item, Not)]


@pytest.mark.parametrize(
    "text",
    [
        "Qu'est-ce que les Allemands n'autorisent -ils pas ?",
        "Que font -ils ?",
        "what methods -exact or approximate- are available for predicting pressures",
        "interference of jets with supersonic flow -experimental papers",
    ],
)
def test_a_sentence_leaves_nothing_out_and_that_is_told(text):
    assert left_out(text) == []
    assert understand(text).odd


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("migrants -retour", ["retour"]),
        ("migrants -retour Niger", ["retour"]),
        ("les migrants -retour du Niger", ["retour"]),
        ("migrants -retour ?", ["retour"]),
        ("projets de formation et de retour volontaire au Niger -femmes", ["femmes"]),
        ("les projets de formation et de retour volontaire -femmes =Niger pays:Mali", ["femmes"]),
        ("projets de formation et de retour volontaire NOT femmes au Niger", ["femmes"]),
    ],
)
def test_who_leaves_a_word_out_is_obeyed(text, without):
    assert left_out(text) == without
    assert not understand(text).odd
