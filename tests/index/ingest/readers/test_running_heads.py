"""Running heads and feet."""

from __future__ import annotations

from index.ingest.readers.running_heads import without_running_heads

BODY = "Un paragraphe {} qui dit quelque chose d'assez long pour compter.\nEt la ligne {}."
WORDS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit")


def test_heads_and_feet_that_return_are_taken_out() -> None:
    pages = [f"Rapport annuel\n{BODY.format(w, w)}\nPage {n} sur 8" for n, w in enumerate(WORDS)]
    kept, furniture = without_running_heads(pages)
    assert "Rapport annuel" not in "\n".join(kept)
    assert "sur 8" not in "\n".join(kept)
    assert "Un paragraphe trois qui dit" in kept[2]
    assert "Rapport annuel" in furniture


def test_lone_page_numbers_go_from_short_documents_too() -> None:
    assert without_running_heads(["texte\n1", "texte\n2"]) == (["texte", "texte"], ())
    assert without_running_heads(["texte\n\n- 1 -"]) == (["texte"], ())


def test_numbers_that_do_not_count_stay() -> None:
    pages = ["texte\n2019", "texte\n1998"]
    assert without_running_heads(pages) == (pages, ())


def test_slides_that_are_alike_are_not_emptied() -> None:
    pages = ["Nom\nPrénom\nDate"] * 6
    assert without_running_heads(pages) == (pages, ())


def test_few_pages_have_no_running_heads() -> None:
    pages = ["Titre\na", "Titre\nb", "Titre\nc"]
    assert without_running_heads(pages) == (pages, ())


def test_nothing() -> None:
    assert without_running_heads([]) == ([], ())
    assert without_running_heads(["", ""]) == (["", ""], ())
