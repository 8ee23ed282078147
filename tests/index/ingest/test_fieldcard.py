import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.blocks import split_lines
from index.ingest.fieldcard import find_card, split_pairs

ROWS = [
    ("Date de fin", "2024", "end"),
    ("Statut du projet", "Achevé", "status"),
    ("Agence", "Bureau du lac", None),
    ("Budget Amount (USD)", "1 250 000,50", "budget"),
    ("Projet ID", "PO.0105", "project_id"),
]
TEXT = "Les pêcheurs du lac ont ouvert leur marché ce matin, avec une semaine d'avance."


def card_of(text):
    return find_card(split_lines(text))


@pytest.mark.parametrize(
    "shape",
    [
        "  • {label}\n    {value}",
        "• {label}\n{value}",
        "-\n{label}\n{value}",
        "{label} : {value}",
        "{label}: {value}",
        "* {label} : {value}",
        "▪ {label}\n  {value}",
        "– {label} : {value}",
        "{label}\t{value}",
        "| {label} | {value} |",
        "**{label}** : {value}",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_shapes(shape, gap):
    rows = "\n".join(shape.format(label=label, value=value) for label, value, _ in ROWS)
    card = card_of(f"Le lac\n\n{rows}{gap}{TEXT}")
    assert [(entry.label, entry.value, entry.field) for entry in card.fields] == ROWS


def test_known_labels_without_any_mark():
    rows = "\n".join(f"{label}\n{value}" for label, value, field in ROWS if field)
    card = card_of(f"Le lac\n\n{rows}\n\n{TEXT}")
    assert [entry.value for entry in card.fields] == ["2024", "Achevé", "1 250 000,50", "PO.0105"]


def test_labels_without_values():
    card = "  • Start Date\n  • Status\n  • Year\n    2011\n  • Prima ID\n  • Country"
    text = f"Le lac\n\n{card}\n{TEXT}"
    lines = split_lines(text)
    card = find_card(lines)
    assert [entry.value for entry in card.fields] == ["", "", "2011", "", ""]
    assert lines[card.end].text == TEXT


def test_the_text_right_after_the_last_value():
    text = f"Le lac\n-\nStatut\nActif\n-\nPays\nBénin\nTogo\n{TEXT}"
    lines = split_lines(text)
    card = find_card(lines)
    assert card.fields[-1].value == "Bénin\nTogo"
    assert lines[card.end].text == TEXT


def test_a_last_label_without_its_value():
    lines = split_lines(f"Le lac\n-\nStatut\nActif\n-\nProjet ID\n{TEXT}")
    card = find_card(lines)
    assert card.fields[-1].value == ""
    assert lines[card.end].text == TEXT


def test_languages_of_the_labels():
    assert set(
        card_of("A\n• Fecha de inicio\n 2011\n• Estado del proyecto\n Activo").languages
    ) == {"es"}


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Le budget\n\nLe statut est bon. Le budget : il manque.",
        "Liste\n- une lettre\n- un plan",
        "Note : attention\nExemple : ceci",
        "Pays\n\nLa ville et la région.",
    ],
)
def test_texts_without_a_card(text):
    assert card_of(text) is None


def test_two_fields_on_one_line():
    lines = split_pairs(
        split_lines("Lieu : salle des fêtes    Date : le 30 juillet 2021\nPrix :  5")
    )
    assert [line.text for line in lines] == [
        "Lieu : salle des fêtes",
        "Date : le 30 juillet 2021",
        "Prix :  5",
    ]


@given(
    st.lists(st.sampled_from(["-", "• Statut", "Statut", "Pays : x", "", "  y", "Budget", "Z."]))
)
def test_any_lines(lines):
    split = split_lines("\n".join(lines))
    card = find_card(split)
    assert card is None or 0 <= card.first <= card.end <= len(split)
