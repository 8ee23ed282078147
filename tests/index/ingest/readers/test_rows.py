"""Rows of tables: header, labels, blank cells."""

from __future__ import annotations

import pytest

from index.ingest.readers.rows import card_part, shown_number, table_parts


def cards(*rows: list[str]) -> list[tuple[tuple[str, str], ...]]:
    return [part.card for part in table_parts(list(rows))]


def test_the_first_full_row_of_words_is_the_header() -> None:
    assert cards(["Liste"], [], ["Titre", "Année"], ["A", "2019"]) == [
        (("Titre", "A"), ("Année", "2019"))
    ]


def test_a_table_of_numbers_has_no_header() -> None:
    assert cards(["1,5", "2"], ["3", "4"]) == [
        (("column A", "1,5"), ("column B", "2")),
        (("column A", "3"), ("column B", "4")),
    ]


def test_years_may_head_columns() -> None:
    assert cards(["Pays", "2015", "2016"], ["Niger", "3", "4"]) == [
        (("Pays", "Niger"), ("2015", "3"), ("2016", "4"))
    ]


def test_labels_are_told_apart() -> None:
    assert cards(["a", "", "a"], ["1", "2", "3"]) == [(("a", "1"), ("column B", "2"), ("a 2", "3"))]


def test_blank_rows_are_no_records_and_blank_cells_are_kept() -> None:
    parts = list(table_parts([["a", "b"], ["", " "], ["1", ""]]))
    assert [(part.name, part.card) for part in parts] == [("row 3", (("a", "1"), ("b", "")))]


def test_many_columns_have_letters() -> None:
    (part,) = table_parts([["x"] * 28, ["1"] * 30])
    assert part.card[-1][0] == "column AD"


def test_nothing() -> None:
    assert cards() == []
    assert cards([], [""]) == []
    assert card_part("row 1", [("a", " ")]) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (-2.0, "-2"), (1.5, "1.5"), (1.234, "1.2340"), (1e300, "1e+300"), (0.1, "0.1")],
)
def test_numbers(value: float, text: str) -> None:
    assert shown_number(value) == text


def test_known_names_are_the_header_though_another_row_is_fuller() -> None:
    assert cards(["Titre", "Année"], ["Un", "2010", "de plus", "encore"], ["Deux"])[0] == (
        ("Titre", "Un"),
        ("Année", "2010"),
        ("column C", "de plus"),
        ("column D", "encore"),
    )


def test_of_two_rows_of_names_the_better_known_is_the_header() -> None:
    rows = [["Titre", "", "Pays", ""], ["Titre", "Statut", "Pays", "Budget"], ["A", "x", "y", "5"]]
    assert cards(*rows) == [(("Titre", "A"), ("Statut", "x"), ("Pays", "y"), ("Budget", "5"))]


def test_a_first_row_like_all_others_is_a_record() -> None:
    assert cards(["Puits", "2010", "Mali"], ["Digues", "2011", "Niger"])[0] == (
        ("column A", "Puits"),
        ("column B", "2010"),
        ("column C", "Mali"),
    )


def test_a_sentence_heads_no_column() -> None:
    said = ["Ce classeur contient les projets du bureau."]
    assert cards(said, ["Pour toute question, écrire au siège."])[0] == (("column A", said[0]),)
