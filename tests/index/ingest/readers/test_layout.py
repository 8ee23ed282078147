"""Blocks and the plain text that keeps their layout."""

from __future__ import annotations

import pytest

from index.ingest.readers.layout import (
    Assembler,
    Block,
    entry,
    is_label,
    join,
    list_item,
    plain_marks,
    table_row,
    tidy,
)


def test_paragraphs_stand_apart_and_lists_together() -> None:
    blocks = [
        Block("Titre", heading=True),
        list_item("un"),
        list_item("deux"),
        Block("Une phrase."),
    ]
    assert join(blocks) == "Titre\n\n  • un\n  • deux\n\nUne phrase."


def test_a_short_paragraph_stays_with_its_label() -> None:
    blocks = [list_item("Statut"), Block("Achevé"), list_item("Année"), Block("2019")]
    assert join([*blocks, Block("Le projet aide.")]) == (
        "  • Statut\nAchevé\n  • Année\n2019\n\nLe projet aide."
    )


def test_marks_on_lines_of_their_own_keep_label_and_value() -> None:
    lines = ("-", "Statut", "Achevé", "-", "Pays", "Niger", "Le projet aide.")
    assert join(map(Block, lines)) == "-\nStatut\nAchevé\n-\nPays\nNiger\n\nLe projet aide."


def test_paragraphs_that_begin_with_a_bullet_are_entries() -> None:
    lines = ("Titre", "• Statut", "Achevé", "• Pays", "Niger", "Le projet aide.")
    assert join(map(Block, lines)) == (
        "Titre\n\n• Statut\nAchevé\n• Pays\nNiger\n\nLe projet aide."
    )


def test_empty_blocks_are_nothing() -> None:
    assert join([Block(""), Block("a"), Block("")]) == "a"
    assert join([]) == ""


def test_tidy() -> None:
    assert tidy("  a \t b \n\n  c ") == "a b\nc"


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["", " "], ""),
        (["seul", ""], "seul"),
        (["Statut", "Achevé"], "  • Statut\n    Achevé"),
        (["a", "b", "c"], "a | b | c"),
        (["Une phrase bien trop longue pour être une étiquette " * 3, "b"], None),
    ],
)
def test_rows(cells: list[str], text: str | None) -> None:
    shown = join(table_row(cells))
    assert shown == (text if text is not None else " | ".join(cells))


def test_labels() -> None:
    assert is_label("Statut du projet")
    assert not is_label("")
    assert not is_label("deux\nlignes")


def test_an_entry_keeps_the_lines_of_its_value() -> None:
    assert entry("Pays", "Niger\n\nMali").text == "  • Pays\n    Niger\n    Mali"


def test_the_assembler_puts_a_table_together() -> None:
    assembler = Assembler()
    for cells in (("Statut", "Achevé"), ("Année", "2019")):
        assembler.begin_row()
        for cell in cells:
            assembler.begin_cell()
            assembler.add(cell)
            assembler.end_cell()
        assembler.end_row()
    assembler.add("Après.")
    assert join(assembler.blocks) == "  • Statut\n    Achevé\n  • Année\n    2019\n\nAprès."


def test_the_assembler_bears_what_does_not_fit() -> None:
    assembler = Assembler()
    assembler.end_cell()
    assembler.end_row()
    assembler.begin_cell()
    assembler.add("seul")
    assembler.begin_cell()
    assembler.add("autre")
    assert {block.text for block in assembler.blocks} <= {"seul", "autre"}


def test_a_page_laid_out_by_a_table_keeps_its_paragraphs() -> None:
    assembler = Assembler()
    assembler.begin_row()
    assembler.begin_cell()
    for text in ("a", "b", "c", "d"):
        assembler.add(text)
        assembler.end_block()
    assembler.end_cell()
    assembler.end_row()
    assert [block.text for block in assembler.blocks] == ["a", "b", "c", "d"]


def test_a_heading_with_its_text_in_a_cell_is_a_page_laid_out() -> None:
    assembler = Assembler()
    assembler.begin_row()
    for texts in (("Accueil",), ("Un pont", "Le pont relie les rives.")):
        assembler.begin_cell()
        for text in texts:
            assembler.add(text)
            assembler.end_block(heading=text == "Un pont")
        assembler.end_cell()
    assembler.end_row()
    assert [block.text for block in assembler.blocks] == [
        "Accueil",
        "Un pont",
        "Le pont relie les rives.",
    ]


def test_terms_and_definitions() -> None:
    assembler = Assembler()
    assembler.add("Pays")
    assembler.end_term()
    assembler.add("Niger")
    assembler.end_definition()
    assembler.add("Mali")
    assembler.end_definition()
    assert join(assembler.blocks) == "  • Pays\n    Niger\n    Mali"


def test_boring_blocks_are_marked() -> None:
    assembler = Assembler()
    assembler.boring += 1
    assembler.add("Menu")
    assembler.end_block()
    assembler.boring -= 1
    assembler.add("Texte")
    assert [(block.text, block.boring) for block in assembler.blocks] == [
        ("Menu", True),
        ("Texte", False),
    ]


def test_signs_of_one_font_are_bullets_at_the_beginning_of_a_line() -> None:
    assert plain_marks("\uf0b7 Puits\n\uf095\tDigues\na \uf0b7 b\n\uf0b7x") == (
        "• Puits\n•\tDigues\na \uf0b7 b\n\uf0b7x"
    )
