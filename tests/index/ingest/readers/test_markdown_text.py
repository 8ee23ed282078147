"""Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.ingest.document import Part
from index.ingest.readers import read_parts
from index.ingest.readers.markdown_text import plain
from tests.index.ingest.readers import makers


def read(folder: Path, text: str) -> Part:
    (part,) = read_parts(makers.write(folder, "a.md", text.encode()))
    return part


def test_a_document(tmp_path: Path) -> None:
    part = read(tmp_path, makers.markdown().decode())
    assert part.text.startswith(f"{makers.TITLE}\n\n  • Statut du projet : Actif\n")
    assert part.text.endswith("\n\n".join(makers.PROSE))
    assert part.title == makers.TITLE


def test_front_matter_is_a_card(tmp_path: Path) -> None:
    part = read(tmp_path, '---\ntitle: "Un titre"\nStatut: Actif\n---\n\nLe texte.\n')
    assert part.text == "Un titre\n\n  • Statut\n    Actif\n\nLe texte."


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "---\n\nLe texte.\n").text == "Le texte."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "# Titre\n\nUn *mot* et **deux** [lien](http://x.example).",
            "Titre\n\nUn mot et deux lien.",
        ),
        ("- un\n- deux\n\n1. trois", "  • un\n  • deux\n  • trois"),
        ("| a | b |\n|---|---|\n| Statut | Actif |", "  • a\n    b\n  • Statut\n    Actif"),
        ("un\ndeux  \ntrois", "un\ndeux\ntrois"),
        ("```\ncode  ici\n```", "code ici"),
        ("<div>page</div>\n\n`x` &amp; y", "page\n\nx & y"),
        ("![une image](a.png)", "une image"),
    ],
)
def test_marks_go_and_layout_stays(source: str, text: str) -> None:
    assert plain(source) == text


@pytest.mark.parametrize("source", ["*a " * 20_000, "[" * 20_000, "> " * 5000 + "a", "`" * 9999])
def test_marks_without_end(source: str) -> None:
    assert isinstance(plain(source), str)
