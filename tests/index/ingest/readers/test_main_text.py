"""Which blocks of a page are the document's own."""

from __future__ import annotations

from index.ingest.readers.layout import Block, entry
from index.ingest.readers.main_text import split

MENU = Block("Accueil du site", boring=True)
HEADING = Block("Le titre de la page", heading=True)
FIRST = Block("Le premier paragraphe du texte dit beaucoup de choses. " * 8)
SHORT = Block("Bref")
LAST = Block("Le dernier paragraphe du texte en dit encore davantage. " * 8)
AFTER = Block("À lire aussi : une autre nouvelle qui n'a rien à voir. " * 4)
BEFORE = Block("Tous les projets, toutes les régions, toutes les années. " * 4)


def test_from_the_heading_to_the_last_passage() -> None:
    main = f"{FIRST.text}\n{LAST.text}"
    kept, left = split([MENU, BEFORE, HEADING, SHORT, FIRST, SHORT, LAST, AFTER], main)
    assert kept == [HEADING, SHORT, FIRST, SHORT, LAST]
    assert left == [MENU, BEFORE, AFTER]


def test_margins_within_the_text_are_left_out() -> None:
    kept, left = split([FIRST, MENU, LAST], f"{FIRST.text}\n{LAST.text}")
    assert (kept, left) == ([FIRST, LAST], [MENU])


def test_no_verdict_keeps_all_but_the_margins() -> None:
    for main in ("", "tout autre chose"):
        assert split([MENU, FIRST, AFTER], main) == ([FIRST, AFTER], [MENU])


def test_a_page_that_is_all_margin_is_kept() -> None:
    assert split([MENU], "") == ([MENU], [])


def test_entries_of_a_card_are_kept_wherever_they_stand() -> None:
    known, unknown = entry("Statut du projet", "Actif"), entry("Autres liens", "Facebook, " * 30)
    kept, left = split([FIRST, LAST, known, unknown], f"{FIRST.text}\n{LAST.text}")
    assert kept == [FIRST, LAST, known]
    assert left == [unknown]


def test_a_small_page_is_kept_but_for_its_margins() -> None:
    one, two = Block("Bonjour à tous et à toutes"), Block("Deuxième ligne")
    assert split([MENU, one, two], one.text) == ([one, two], [MENU])


def test_a_kicker_above_and_a_name_below_are_kept() -> None:
    blocks = [Block("Communiqué"), FIRST, LAST, Block("Contact : Aïssa")]
    assert split(blocks, f"{FIRST.text}\n{LAST.text}") == (blocks, [])
