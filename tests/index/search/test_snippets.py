"""Snippets: the best passages, whole words, spans that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.record import CardField
from index.search.language import understand
from index.search.marking import Marker
from index.search.snippets import MAX_SNIPPET, card_snippet, snippet

FILLER = "Une phrase sans rapport avec la demande, écrite pour remplir la page. "


def shown(query, text):
    line, spans = snippet(text, Marker(understand(query).tree))
    return line, [line[start:end] for start, end in spans]


def test_the_best_passage_is_not_the_first():
    text = (
        FILLER * 3 + "Voici le pacte. " + FILLER * 5 + "Le pacte mondial des migrations. " + FILLER
    )
    line, marks = shown("pacte mondial migration", text)
    assert "pacte mondial des migrations" in line
    assert {"pacte", "mondial", "migrations"} <= set(marks)


def test_two_passages_are_joined():
    text = "L'eau est rare ici. " + FILLER * 6 + "Le vin abonde là-bas. " + FILLER
    line, marks = shown("eau vin", text)
    assert " … " in line
    assert marks == ["eau", "vin"]


@pytest.mark.parametrize("bullet", ["- ", "• ", "– ", "  * "])
def test_an_item_of_a_list_is_shown_without_its_bullet(bullet):
    text = f"{FILLER}\n{bullet}Copie du titre de séjour\n{bullet}Autre pièce\n{FILLER}"
    line, marks = shown("séjour", text)
    assert line.startswith("Copie du titre")
    assert marks == ["séjour"]


def test_nothing_marked_gives_the_beginning():
    line, marks = shown("", FILLER * 10)
    assert line.startswith("Une phrase sans rapport")
    assert line.endswith(("…", "."))
    assert marks == []
    assert snippet("", Marker(None)) == ("", ())


def test_lines_and_paragraphs_become_one_line():
    line, marks = shown("eau", "Le titre\n\n\n\nde l'eau\nqui  coule.\n\nFin")
    assert "\n" not in line
    assert "  " not in line
    assert marks == ["eau"]


@pytest.mark.parametrize(
    "text", ["eau" + "x" * 5000, "x" * 5000 + " eau", "é" * 300 + "eau " * 300]
)
def test_words_without_end_are_cut(text):
    line, _ = shown("eau", text)
    assert len(line) <= MAX_SNIPPET


WORDS = st.lists(
    st.sampled_from(
        [
            "eau",
            "vin.",
            "l’eau",
            "e\u0301te\u0301",
            "🙂",
            "phrase",
            "Fin !",
            "\n\n",
            "שלום",
            "a" * 90,
        ]
    ),
    max_size=120,
).map(" ".join)


@given(WORDS, st.sampled_from(["eau", "eau vin", '"eau vin"', "été", "eau OR phrase"]))
def test_snippets_are_short_lines_whose_spans_match(text, query):
    marker = Marker(understand(query).tree)
    line, spans = snippet(text, marker)
    assert len(line) <= MAX_SNIPPET
    assert "\n" not in line
    cursor = 0
    for start, end in spans:
        assert cursor <= start < end <= len(line)
        cursor = end
    if marker.spans(text):
        assert spans
    for start, end in spans:
        assert line[start:end].strip() == line[start:end]


def test_a_phrase_over_two_paragraphs_is_marked():
    text = "a" * 89 + " eau \n\n vin. Autre chose."
    assert snippet(text, Marker(understand('"eau vin"').tree))[1] == ((90, 97),)


def test_the_same_sentence_is_not_shown_twice():
    text = (
        "Le retour du projet. Autre chose.\n\nLe retour du projet. Un retour vers le sud.\n\nFin."
    )
    line, _ = snippet(text, Marker(understand("retour").tree))
    assert line.count("Le retour du projet") == 1
    assert "vers le sud" in line


@pytest.mark.parametrize("space", ["\u00a0", "  ", "\t", " . ", " – "])
def test_a_passage_begins_with_a_word(space):
    text = f"Autre chose.{space}Retour vers le sud. {'Rien de tel. ' * 30}"
    line, spans = snippet(text, Marker(understand("retour").tree))
    assert line.startswith(("Retour", "Autre"))
    assert [line[start:end] for start, end in spans] == ["Retour"]
    assert "  " not in line


def test_a_text_that_is_looked_through_in_parts_is_marked_where_it_stands():
    text = "Rien de tel ici. " * 2000 + "Le retour. " + "Rien. " * 9
    line, spans = snippet(text, Marker(understand("retour").tree))
    assert [line[start:end] for start, end in spans] == ["retour"]


CARD = (
    CardField("Statut", "Achevé", "status"),
    CardField("Type de projet", "Migration\net développement", "type"),
    CardField("Bailleur de migration", "AFD", None),
    CardField("Vide", " ", None),
)


@pytest.mark.parametrize(
    ("query", "expected", "marked"),
    [
        ("acheve", "Statut: Achevé", ["Achevé"]),
        ("migration", "Type de projet: Migration et développement · Bailleur de migration: AFD", 2),
        ("projet", "Statut: Achevé · Type de projet: Migration et développement · Bail", []),
        ("afd achevé", "Statut: Achevé · Bailleur de migration: AFD", ["Achevé", "AFD"]),
    ],
)
def test_of_a_card_the_entries_that_match_are_shown_with_their_labels(query, expected, marked):
    line, spans = card_snippet(CARD, Marker(understand(query).tree))
    words = [line[start:end] for start, end in spans]
    assert line.startswith(expected)
    assert words == marked or len(words) == marked


def test_a_long_card_is_cut_between_its_entries():
    card = [CardField(f"Label {number}", "eau " * 60) for number in range(9)]
    line, spans = card_snippet(card, Marker(understand("eau").tree))
    assert len(line) <= MAX_SNIPPET
    assert {line[start:end] for start, end in spans} == {"eau"}
    assert card_snippet((), Marker(None)) == ("", ())
