import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.labels import _EDGES, _sought, lookup, shown_label, tidy


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Date de début", "start"),
        ("DATE DE DEBUT :", "start"),
        ("Start Date", "start"),
        ("Fecha de inicio", "start"),
        ("Date d’octroi", "granted"),
        ("End date", "end"),
        ("Fecha de finalización", "end"),
        ("Statut du projet", "status"),
        ("Estado del proyecto", "status"),
        ("Type de projet", "type"),
        ("Budget Amount (USD)", "budget"),
        ("Montant du budget (EUR)", "budget"),
        ("Presupuesto (USD)", "budget"),
        ("Couverture", "coverage"),
        ("IDF Region", "region"),
        ("Prima ID", "prima_id"),
        ("Projet ID", "project_id"),
        ("Projects ID", "project_id"),
        ("Proyecto ID", "project_id"),
        ("Etat(s) membre(s) beneficiaires remplissant les conditions requises", "countries"),
        ("États membres bénéficiaires", "countries"),
        ("Benefiting Member State(s)", "countries"),
        ("Estados miembros beneficiarios", "countries"),
        ("Año", "year"),
        ("* Année :", "year"),
        ("Estado(s) Miembro(s) beneficiario(s) que reúnen todas las condiciones", "countries"),
        ("Date effective de fin de projet", "end"),
        ("Montant total du budget (USD)", "budget"),
    ],
)
def test_lookup(label, field):
    found = lookup(label)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize("text", ["", "La ville", "x" * 200, ":", "Statut de la femme au foyer"])
def test_other_texts_are_no_labels(text):
    assert lookup(text) is None


def test_languages_of_a_label():
    assert lookup("Projet ID").languages == {"fr"}
    assert {"fr", "en"} <= lookup("Type").languages


def test_shown_label_and_tidy():
    assert shown_label("budget", "es") == "Presupuesto"
    assert shown_label("budget", "xx") == "Budget amount"
    assert tidy("** Statut :") == "Statut"


#: What labels are made of, and what may stand between, around and after.
PIECES = (
    "Date", "date", "Fin", "Pays", "Budget", "budget", "Total", "total", "Projet", "projets",
    "Code", "Membre", "bénéficiaires", "Publie\u0301", "de", "s", "x", "3", "(s)", "(es)", "(USD)",
    "[EUR]", "USD", "$", ":", "–", "_", "«", "中", "\u0301", "\xa0", " ", " ", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_is_ruled_out_is_no_label(text):
    tidied = text.strip(_EDGES)
    assert lookup(text) == (_sought(tidied) if 0 < len(tidied) <= 120 else None)


def test_an_accent_of_its_own_holds_a_currency_to_a_label():
    assert lookup("Budget\u0301USD") == lookup("Budget") is not None
