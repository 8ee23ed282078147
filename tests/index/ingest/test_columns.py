"""Names of columns: what they mean, and how a person reads them."""

from __future__ import annotations

import pytest

from index.gazetteer import load_table
from index.ingest.columns import field_of, shown
from index.ingest.profiles import FIELDS


@pytest.mark.parametrize(
    ("column", "label"),
    [
        ("budget_eur", "Budget (EUR)"),
        ("Budget (USD)", "Budget (USD)"),
        ("date_fin", "Date fin"),
        ("dateFin", "Date fin"),
        ("id", "ID"),
        ("ISO", "ISO"),
        ("Statut du projet", "Statut du projet"),
        ("location.country", "Location country"),
        ("", ""),
    ],
)
def test_shown(column: str, label: str) -> None:
    assert shown(column) == label


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("budget_eur", "budget"),
        ("Budget (USD)", "budget"),
        ("Montant total (€)", "budget"),
        ("date_fin", "end"),
        ("End date", "end"),
        ("startDate", "start"),
        ("Pays de réalisation", "countries"),
        ("country_code", "countries"),
        ("location.country", "countries"),
        ("Projet ID", "project_id"),
        ("id", "project_id"),
        ("Título", "title"),
        ("intitule", "title"),
        ("texte", "body"),
        ("Résumé", "body"),
        ("lang", "language"),
        ("Année", "year"),
        ("statut", "status"),
        ("verse_eur", None),
        ("Agence", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_fields(column: str, field: str | None) -> None:
    assert field_of(column) == field


def test_the_table_names_only_fields_that_there_are() -> None:
    assert set(load_table("labels", "columns")) <= set(FIELDS)
