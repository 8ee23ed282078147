import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.blocks import split_lines
from index.ingest.paragraphs import join_paragraphs

TEXT = [
    "Dans les bourgs de la vallée, les ateliers de forge se transmettent de mère en fille, mais "
    "aucun registre ne dit combien ils sont ni ce qu'ils gagnent à la fin de l'année.",
    "Les communes s'en serviront. Elles l'ont promis.",
    "« Nous voulions une maison et non un bureau », a déclaré la directrice, qui salue le travail "
    "des artisans et des voisins.",
]


def join(text):
    return join_paragraphs(split_lines(text))


@pytest.mark.parametrize("width", [60, 72, 90])
def test_hard_wrapped_lines_are_rejoined(width):
    wrapped = "\n".join(line for text in TEXT for line in textwrap.wrap(text, width))
    assert " ".join(join(wrapped)) == " ".join(TEXT)
    assert join(wrapped)[0].startswith("Dans les bourgs")
    assert join(wrapped)[-1].startswith("« Nous")


def test_one_paragraph_per_line_stays_so():
    assert join("\n".join(TEXT)) == TEXT


def test_blank_lines_part_and_lists_stay():
    text = "Le dossier comprend :\n\n- une lettre,\n- un plan.\n\n-\n\nun titre,\n"
    assert join(text) == ["Le dossier comprend :", "- une lettre,", "- un plan.", "- un titre,"]


def test_short_lines_without_sentences_are_not_glued():
    assert join("Tribunal judiciaire\nMinistère de la justice") == [
        "Tribunal judiciaire",
        "Ministère de la justice",
    ]


def test_a_compound_wrapped_at_its_hyphen():
    text = (
        "Un homme du bourg de Noyal-sur-\nVilaine a été vu hier soir vers la gare\net il va bien."
    )
    assert "Noyal-sur-Vilaine" in join(text)[0]


@given(st.text())
def test_no_word_is_lost(text):
    lines = split_lines(text)
    words = "".join("".join(line.text.split()) for line in lines)
    bullets = sum(len(line.bullet) for line in lines)
    joined = "".join("".join(part.split()) for part in join_paragraphs(lines))
    assert len(joined) <= len(words) + bullets
    assert sorted(char for char in joined if char.isalnum()) == sorted(
        char for char in words if char.isalnum()
    )
