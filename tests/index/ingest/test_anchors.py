import pytest

from index.ingest.anchors import anchor_at, known_anchors, like_label
from index.ingest.blocks import split_lines


@pytest.mark.parametrize(
    ("text", "label", "value", "shape"),
    [
        ("• Date de début", "Date de début", "", "bullet"),
        ("Date de début :", "Date de début", "", "plain"),
        ("Date de début : 3 mai 2017", "Date de début", "3 mai 2017", "inline"),
        ("| Pays | Niger |", "Pays", "Niger", "inline"),
        ("Pays\tNiger\tMali", "Pays", "Niger\tMali", "inline"),
        ("Budget : " + "un montant " * 60, "Budget", ("un montant " * 60).strip(), "inline"),
    ],
)
def test_a_known_label_is_found_however_it_is_marked(text, label, value, shape):
    (anchor,) = known_anchors(split_lines(f"Un titre\n{text}\nUne phrase."))
    assert (anchor.place, anchor.start) == (1, 1)
    assert (anchor.label, anchor.value, anchor.shape) == (label, value, shape)


def test_a_bullet_right_above_belongs_to_its_label():
    (anchor,) = known_anchors(split_lines("-\nStatut du projet\nAchevé"))
    assert (anchor.place, anchor.start, anchor.shape) == (1, 0, "lone")


@pytest.mark.parametrize("text", ["", "Le Niger", "Il dit : Niger", "Budget : " + "x" * 2000])
def test_other_lines_hold_none(text):
    assert known_anchors(split_lines(text)) == []


def test_an_unknown_label_needs_a_mark():
    lines = split_lines(
        "Agent payeur\n• Agent payeur\nAgent payeur : Awa\nune suite : Awa\n-\nAgent"
    )
    found = [anchor_at(lines, place) for place in (0, 1, 2, 3, 5)]
    assert [anchor and anchor.shape for anchor in found] == [None, "bullet", "inline", None, "lone"]
    assert all(anchor is None or anchor.known is None for anchor in found)


@pytest.mark.parametrize(
    ("text", "like"),
    [("Agent payeur", True), ("agent payeur", False), ("Une phrase.", True), ("Oui ?", False)],
)
def test_the_shape_of_a_label(text, like):
    assert like_label(text) is like
