import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.blocks import split_lines
from index.ingest.furniture import menu_end

SENTENCE = "Les pêcheurs du lac ont ouvert leur marché ce matin, avec une semaine d'avance."
GLUED = """-
Notre maison
Notre maisonLa Maison des rives est une association qui accompagne les familles depuis 1978.
Équipes
Équipes
- Le bureau
- Les archives
-
Participer
Participer
- Bibliothèque"""


def headline(text):
    lines = split_lines(text)
    return next((line.text for line in lines[menu_end(lines) :] if line.text), None)


@pytest.mark.parametrize(
    "menu",
    [
        GLUED,
        GLUED.replace("\n- Bibliothèque", ""),
        "-\n" + GLUED,
        "Menu\n" + GLUED,
        "- Le Fonds\n- Conditions\n- Calendrier des dépôts\n- Formulaires",
        "Accueil\nQui sommes-nous\nActualités\nNous contacter",
        "Home\nAbout us\nNews\nContact us",
        "Inicio\nQuiénes somos\nNoticias\nContacto",
        "Accueil > Les dossiers > Le lac",
        "-\nWho we are\nWHO WE AREThe Lake House has stood with fishers since 1962.\n- News",
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        "Le lac ouvre son marché",
        "Un marché pour le lac, les pêcheurs et leurs familles",
        "Lac : « enfin ! »",
    ],
)
def test_what_follows_the_menu_is_the_headline(menu, title):
    assert headline(f"{menu}\n{title}\n{SENTENCE}\n{SENTENCE}") == title


def test_a_doubled_headline_is_no_menu():
    text = "- Le Fonds\n- Conditions\n- Formulaires\nLe lac\nLe lac\nAfrica\nPO.0105\n50,000"
    assert headline(text) == "Le lac"


def test_the_line_before_a_card_is_never_furniture():
    lines = split_lines(f"{GLUED}\nAgir\n-\nStatut\nActif")
    stop = next(place for place, line in enumerate(lines) if line.text == "Statut") - 1
    assert lines[menu_end(lines, stop)].text == "Agir"


@pytest.mark.parametrize(
    "text",
    [
        f"Le lac ouvre son marché\n{SENTENCE}",
        f"• Le lac ouvre son marché\n\n    {SENTENCE}",
        "Le lac\n\nLes prises\n\n-\nla carpe,\n\n-\nla perche.\n",
        f"{SENTENCE}\n- une lettre,\n- un plan,\n- une carte.",
        "La liste des pièces :\n- une lettre\n- un plan\n- une carte\nLe dossier est gratuit.",
    ],
)
def test_texts_without_a_menu_lose_nothing(text):
    assert menu_end(split_lines(text)) == 0


def test_a_lone_hyphen_before_the_headline():
    assert headline(f"-\nLe lac ouvre son marché\n\n{SENTENCE}") == "Le lac ouvre son marché"


def test_the_marker_of_a_release_ends_the_menu():
    text = f"{GLUED}\nCommuniqué\nGlobal\nLe lac\n{SENTENCE}"
    assert headline(text) == "Communiqué"


@given(st.text(alphabet="ab -•\n.A"))
def test_any_text(text):
    lines = split_lines(text)
    assert 0 <= menu_end(lines) <= len(lines)
    assert 0 <= menu_end(lines, len(lines) // 2) <= len(lines)
