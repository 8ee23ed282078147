"""What is said of filters and orders, in three languages."""

import pytest

from index.results import FacetValue
from index.search.notes import notes_of
from index.search.query import Query

SEVERAL = {"currency": (FacetValue("USD", "USD", 3), FacetValue("XOF", "XOF", 1))}
ONE = {"currency": (FacetValue("USD", "USD", 3), FacetValue(None, "not stated", 1))}
COMPARED = ("Amounts in USD, XOF are compared as they stand, without conversion.",)


@pytest.mark.parametrize(
    ("text", "facets", "notes"),
    [
        ("eau", SEVERAL, ()),
        ("sort:-budget", SEVERAL, COMPARED),
        ("budget:>100k", SEVERAL, COMPARED),
        ("budget:50k..<100k", SEVERAL, COMPARED),
        ("no:budget", SEVERAL, ()),
        ("budget:>100k", ONE, ()),
        ("budget:>100kUSD", SEVERAL, ()),
        ("tag:x", ONE, ("There are no tags yet.",)),
        ("-note:x no:dossier", ONE, ("There are no notes yet.", "There are no dossiers yet.")),
    ],
)
def test_notes(text, facets, notes):
    assert notes_of(Query.parse(text), facets) == notes


def test_nothing_found_has_no_amounts_to_compare():
    assert notes_of(Query.parse("budget:>1md"), {"currency": ()}) == ()


def test_what_no_record_has_is_told():
    missing = ["pays:Mali", "source:notes"]
    assert notes_of(Query(), ONE, missing, "fr") == (
        "Aucune fiche de ces archives n’a « pays:Mali ».",
        "Aucune fiche de ces archives n’a « source:notes ».",
    )


def test_other_languages():
    assert notes_of(Query.parse("étiquette:x"), ONE, (), "fr") == (
        "Il n’y a pas encore d’étiquettes.",
    )
    assert notes_of(Query.parse("etiqueta:x"), ONE, (), "es") == ("Aún no hay etiquetas.",)
