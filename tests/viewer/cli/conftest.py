"""An archive of a few documents, and a way to run the program on it in this process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from viewer.__main__ import main

PROJECT = """{title}

  • Date de fin
    {end}
  • Statut du projet
    {status}
  • Budget Amount (USD)
    {budget}
  • Couverture
    National
  • IDF Region
    {region}
  • Projet ID
    {identifier}
  • Etat(s) membre(s) beneficiaires remplissant les conditions requises
    {country}

{text}
"""

DOCUMENTS = {
    "puits.txt": PROJECT.format(
        title="Puits et retour au Niger",
        end="2016",
        status="Achevé",
        budget="100000.00",
        region="Afrique",
        identifier="PO.0101",
        country="Niger",
        text="Les familles de retour creusent des puits avec la main-d'œuvre du village.",
    ),
    "rizieres.txt": PROJECT.format(
        title="Rizières et migration au Viet Nam",
        end="2018",
        status="Actif",
        budget="250000.00",
        region="Asie et Océanie",
        identifier="PO.0202",
        country="Viet Nam",
        text="La migration saisonnière suit la récolte du riz dans le delta.",
    ),
    "note.txt": "Une note sans carte\n\nElle parle de migration et de rien d'autre qui compte.\n",
    "escape.txt": "Titre \x1b[31mrouge\x1b[0m\n\nUn texte \x1b]0;a\x07 qui commande un terminal.\n",
}


@dataclass(frozen=True)
class Ran:
    """What a run of the program gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive with the documents in it; not to be changed."""
    documents = tmp_path_factory.mktemp("documents") / "papiers"
    documents.mkdir()
    for name, text in DOCUMENTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("archives") / "mission"
    archive = Archive.create(folder, "mission")
    archive.update([documents])
    archive.close()
    return folder


@pytest.fixture
def fonds(
    stocked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Run the program with arguments, on the archive unless another is named."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Ran:
        words = list(arguments)
        if "--archive" not in words:
            words += ["--archive", str(stocked)]
        try:
            status = main(words)
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run
