"""The line that says what was searched."""

import pytest

from index.search.asking import answer
from index.search.language import understand
from index.search.telling import told_of


@pytest.mark.parametrize(
    ("text", "language", "line"),
    [
        ("retour", "en", ""),
        ("retour volontaire", "en", ""),
        ("retour OR pays:CN", "en", "Searched for: retour OR country:China"),
        ("retour OU pays:CN", "fr", "Recherche effectuée : retour OR pays:Chine"),
        ("(retour año:2018) O no:year", "es", "Se buscó: (retour año:2018) OR sin:año"),
        ("(retour", "en", "Searched for: retour"),
        ("retuor", "fr", "« retuor » n’est pas dans ces archives : recherche de « retour »."),
        (
            "retour volontai",
            "fr",
            "« volontai » n’est pas un mot de ces archives : recherche des mots qui commencent "
            "ainsi.",
        ),
        (
            "retour Asia",
            "es",
            "Ninguna ficha tiene todas estas palabras: se muestran las que tienen algunas.",
        ),
        (
            "retour volontaire migrants Niger",
            "en",
            "Records with the most telling of these 4 words come first.",
        ),
    ],
)
def test_lines(searcher, text, language, line):
    understood = understand(text)
    assert told_of(understood, answer(searcher, understood, text), language) == line


def test_a_long_text_is_told_to_be_cut(searcher):
    text = "retour " * 2000
    understood = understand(text)
    assert "Only the beginning" in told_of(understood, answer(searcher, understood, text))
