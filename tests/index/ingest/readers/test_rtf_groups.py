"""Groups of RTF texts: notes, boxes, deleted text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.ingest.readers import read_parts
from index.ingest.readers.rtf_groups import rearranged
from tests.index.ingest.readers import makers


def read(folder: Path, body: str) -> str:
    (part,) = read_parts(makers.write(folder, "a.rtf", makers.rtf(body)))
    return part.text


def test_what_has_no_such_groups_stays() -> None:
    assert rearranged(r"{\rtf1 \b Bonjour\b0}") == r"{\rtf1 \b Bonjour\b0}"


@pytest.mark.parametrize("note", [r"{\footnote {\chftn} Une note.}", r"{\*\footnote Une note.}"])
def test_a_note_follows_the_text(tmp_path: Path, note: str) -> None:
    assert read(tmp_path, rf"Les gens{note} du pays.\par Fin.") == (
        "Les gens du pays.\n\nFin.\n\nUne note."
    )


def test_the_text_of_a_box_follows_the_text(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt \pard Un cadre.\par}}}"
    assert read(tmp_path, rf"Avant. {box}Ensuite.") == "Avant. Ensuite.\n\nUn cadre."


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (r"Neuf{\b\deleted\revauthdel1 vieux {\i trop}} et bon.", "Neuf et bon."),
        (r"Neuf\deleted  vieux\deleted0  et bon.", "Neuf et bon."),
        (r"Neuf.\deleted  vieux\par \pard\plain Et bon.", "Neuf.Et bon."),
        (r"Neuf{\footnote Une \deleted vieille \deleted0 note.}.", "Neuf.\n\nUne note."),
        (r"Un mot \{\deletedx\} qui reste.", "Un mot {} qui reste."),
    ],
)
def test_what_was_deleted_is_gone(tmp_path: Path, body: str, left: str) -> None:
    assert read(tmp_path, body) == left


@pytest.mark.parametrize(
    "piece",
    ["{\\footnote ", "{\\footnote {\\deleted a}}", "{\\deleted a}", "}\\deleted ", "{{{\\shptxt}"],
)
def test_broken_groups_without_end_are_gone_through(piece: str) -> None:
    assert rearranged("{\\rtf1 " + piece * 200_000)
