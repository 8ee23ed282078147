"""Lines and paragraphs of PDF pages, by the places of their words."""

from __future__ import annotations

import pypdfium2

from index.ingest.readers.pdf_lines import Line, _paragraphs, page_text
from tests.index.ingest.readers import makers


def shown(lines: list[str]) -> str:
    document = pypdfium2.PdfDocument(makers.pdf([lines]))
    page = document[0]
    textpage = page.get_textpage()
    try:
        return page_text(textpage, page.get_width())
    finally:
        textpage.close()
        page.close()
        document.close()


FULL = "Une ligne qui va presque jusqu'au bord de la page, si bien que le mot d'après n'y entre"


def test_short_lines_stay_lines() -> None:
    assert shown(["Statut", "Actif", "Pays"]) == "Statut\nActif\nPays"


def test_a_wider_gap_parts_paragraphs() -> None:
    assert shown(["un", "deux", "", "trois", "quatre"]) == "un\ndeux\n\ntrois\nquatre"


def test_full_lines_go_on() -> None:
    text = shown([FULL, "plus et qui continue ici.", FULL, "Fin."])
    assert text.startswith(f"{FULL} plus et qui continue ici.\n")


def test_a_bullet_begins_a_line_whatever_the_one_before() -> None:
    assert shown([FULL, "- entrée de liste qui suit", "fin"]).split("\n")[1].startswith("- entrée")


def test_compounds_are_not_parted_at_a_stroke() -> None:
    text = shown([FULL[:-8] + "Parents/", "Enseignantssssssssss et la suite", "fin"])
    assert "Parents/Enseignants" in text


def test_a_page_without_text() -> None:
    assert shown([]) == ""


def test_a_bullet_of_another_size_stays_with_its_entry() -> None:
    def line(text: str, bottom: float, height: float) -> Line:
        return Line(text, 50.0, 200.0, bottom + height, bottom, 20.0)

    lines = [line("•", 709.0, 9.0), line("Douze digues", 700.0, 20.0), line("Fin.", 660.0, 20.0)]
    assert _paragraphs(lines, 595.0).startswith("• Douze digues\n")
    lines[0].text = "-"
    assert _paragraphs(lines, 595.0).startswith("-\n")
