import pytest

from index.ingest.blocks import Line, ends_sentence, split_lines


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("  • Statut", Line("Statut", 2, "•")),
        ("•Statut", Line("Statut", 0, "•")),
        ("- Agir", Line("Agir", 0, "-")),
        ("-", Line("", 0, "-")),
        ("-5 degrés", Line("-5 degrés", 0, "")),
        ("* Budget : 5", Line("Budget : 5", 0, "*")),
        ("▪ Pays", Line("Pays", 0, "▪")),
        ("– Pays", Line("Pays", 0, "–")),
        ("## Titre", Line("Titre", 0, "")),
        ("**Statut** : actif", Line("Statut : actif", 0, "")),
        ("\xa0 \t", Line("", 0, "")),
    ],
)
def test_lines(raw, line):
    assert split_lines(raw) == [line]


def test_blank_and_lone():
    blank, lone, text = split_lines("\n-\na")
    assert blank.blank
    assert lone.lone
    assert not lone.blank
    assert not text.lone


def test_ends_sentence():
    assert ends_sentence("Il pleut.")
    assert not ends_sentence("Notre travail")
