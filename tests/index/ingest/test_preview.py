"""What a document would become."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.preview import Column, preview
from index.ingest.profiles import Profile
from tests.index.ingest.readers import makers


def test_the_columns_of_a_table_and_its_first_records(tmp_path: Path) -> None:
    found = preview(makers.write(tmp_path, "a.csv", makers.csv(count=1000)), count=2)
    assert found.columns[0] == Column("Titre", "title", ("Projet 1", "Projet 2", "Projet 3"))
    assert [column.field for column in found.columns] == [
        "title", "status", "budget", "year", "countries",
    ]  # fmt: skip
    assert [record.title for record in found.records] == ["Projet 1", "Projet 2"]


def test_what_a_profile_would_change(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.csv", b"Zone;Libre\nAfrique;Un nom\n")
    assert [column.field for column in preview(path).columns] == [None, None]
    found = preview(path, Profile(fields={"zone": "region", "libre": "title"}))
    assert [column.field for column in found.columns] == ["region", "title"]
    assert (found.records[0].region, found.records[0].title) == (("africa",), "Un nom")


def test_the_labels_of_a_card(tmp_path: Path) -> None:
    found = preview(makers.write(tmp_path, "a.docx", makers.docx()))
    assert [(column.label, column.field) for column in found.columns] == [
        ("Statut du projet", "status"),
        ("Budget (EUR)", "budget"),
        ("Année", "year"),
        ("Pays", "countries"),
    ]


def test_a_meaning_is_given_once(tmp_path: Path) -> None:
    found = preview(makers.write(tmp_path, "a.csv", b"country,pays,statut\nNiger,Mali,Actif\n"))
    assert [column.field for column in found.columns] == ["countries", None, "status"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        preview(makers.write(tmp_path, "a.docx", bytes(40)))
