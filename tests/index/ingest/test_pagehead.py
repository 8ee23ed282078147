"""The top of a page: menu, marker, dates, headline; where the text begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ingest.blocks import split_lines
from index.ingest.fieldcard import Card
from index.ingest.pagehead import read_head

TITLE = "Le lac ouvre son marché"
TEXT = "Les pêcheurs du lac ont ouvert leur marché ce matin, avec une semaine d'avance."
MENU = "-\nAccueil\nQui sommes-nous\n-\nNotre travail\n-\nEspace presse\n\n"


def head(text, card=None):
    return read_head(split_lines(text), card)


def rest(text, card=None):
    """Return the lines from which the text begins."""
    lines = split_lines(text)
    return [line.text for line in lines[read_head(lines, card).top :] if line.text]


@pytest.mark.parametrize("text", ["", "\n\n\n", "-\n-\n", "   \n\t"])
def test_a_page_of_nothing(text):
    found = head(text)
    assert (found.title, found.marker, found.furniture, found.early) == ("", None, [], [])
    assert rest(text) == []


def test_the_first_line_is_the_headline():
    assert head(f"{TITLE}\n\n{TEXT}").title == TITLE
    assert rest(f"{TITLE}\n\n{TEXT}") == [TEXT]
    assert head(TITLE).title == TITLE
    assert rest(TITLE) == []


def test_a_menu_is_furniture_part_by_part():
    found = head(f"{MENU}{TITLE}\n\n{TEXT}")
    assert found.furniture == ["Accueil\nQui sommes-nous", "Notre travail", "Espace presse"]
    assert (found.title, found.menu) == (TITLE, 7)
    assert rest(f"{MENU}{TITLE}\n\n{TEXT}") == [TEXT]


@pytest.mark.parametrize(
    ("marker", "kind"),
    [
        ("Communiqué", "press-release"),
        ("Press release", "press-release"),
        ("Comunicado de prensa", "press-release"),
    ],
)
@pytest.mark.parametrize("menu", ["", MENU])
def test_a_page_that_names_its_kind(marker, kind, menu):
    page = f"{menu}{marker}\n\nGlobal\n\n{TITLE}\n\n{TEXT}"
    found = head(page)
    assert (found.marker, found.title) == (kind, TITLE)
    assert marker in "\n".join(found.furniture)
    assert rest(page) == [TEXT]


def test_a_scope_without_a_marker_is_no_furniture():
    assert head(f"Global\n\n{TITLE}\n\n{TEXT}").title == "Global"


def test_dates_above_the_headline_are_kept_for_later():
    page = f"12 mars 2019\n\n{TITLE}\n\n{TEXT}"
    found = head(page)
    assert ([line.text for line in found.early], found.title) == (["12 mars 2019"], TITLE)
    assert rest(page) == [TEXT]


def test_a_date_and_nothing_else_is_a_headline():
    assert head("12 mars 2019").title == "12 mars 2019"


def test_a_headline_may_be_wrapped():
    page = f"{TITLE}\naux pêcheurs de la rive\n\n{TEXT}"
    assert head(page).title == f"{TITLE} aux pêcheurs de la rive"
    assert rest(page) == [TEXT]


@pytest.mark.parametrize(
    "second",
    [
        "aux pêcheurs de la rive, et s'arrête.",
        "- aux pêcheurs",
        "Aux pêcheurs de la rive",
    ],
)
def test_what_is_no_second_line_of_a_headline(second):
    assert head(f"{TITLE}\n{second}\n\n{TEXT}").title == TITLE


def test_a_headline_that_is_said_twice_is_one():
    page = f"{TITLE}\n\n{TITLE.upper()}\n\n{TEXT}"
    assert head(page).title == TITLE
    assert rest(page) == [TEXT]


def test_a_headline_with_a_bullet():
    assert head(f"• {TITLE}\n\n{TEXT}").headline_bullet
    assert not head(f"{TITLE}\n\n{TEXT}").headline_bullet


@pytest.mark.parametrize(
    "first",
    [
        "mot " * 100 + "fin",
        f"Genève, le 12 mars 2019 - {TEXT}",
    ],
)
def test_text_that_begins_at_once_has_no_headline(first):
    found = head(f"{first}\n\n{TEXT}")
    assert (found.title, found.top) == ("", 0)


def test_a_card_ends_the_search():
    page = f"Accueil\nNos projets\n{TITLE}\nStatut : Actif\nAnnée : 2019\n\n{TEXT}"
    found = head(page, Card(3, 5, ()))
    assert (found.title, found.furniture) == (TITLE, ["Accueil\nNos projets"])
    assert found.top <= 3


def test_a_card_that_opens_the_page_has_the_headline_below():
    page = f"Statut : Actif\nAnnée : 2019\n\n{TITLE}\n\n{TEXT}"
    assert head(page, Card(0, 2, ())).title == TITLE
    assert rest(page, Card(0, 2, ())) == [TEXT]


@pytest.mark.parametrize("below", [TEXT, f"{TEXT}\n\n{TEXT}", f"• {TITLE}\n\n{TEXT}", TITLE, ""])
def test_text_below_a_card_is_no_headline(below):
    page = f"Statut : Actif\nAnnée : 2019\n\n{below}"
    found = head(page, Card(0, 2, ()))
    assert (found.title, found.top) == ("", 2)


pieces = st.lists(
    st.sampled_from(
        [
            "",
            "-",
            "Accueil",
            "Communiqué",
            "Global",
            TITLE,
            TEXT,
            "12 mars 2019",
            "• puce",
            "a",
            "#",
        ]
    ),
    max_size=14,
)


@settings(max_examples=100, deadline=None)
@given(pieces, st.none() | st.tuples(st.integers(0, 14), st.integers(1, 4)))
def test_any_lines_are_split_and_none_is_lost(lines, place):
    text = "\n".join(lines)
    held = split_lines(text)
    card = None
    if place and place[0] < len(held):
        card = Card(place[0], min(sum(place), len(held)), ())
    found = read_head(held, card)
    assert 0 <= found.menu <= len(held)
    assert 0 <= found.top <= len(held)
    told = " ".join(
        [found.title, *found.furniture, *(line.text for line in found.early)]
    ).casefold()
    taken = held[: min(found.top, card.first) if card else found.top]
    assert all(line.text.casefold() in told for line in taken)
