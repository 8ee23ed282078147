"""Clauses are named in the language of the person, so that they can be typed again."""

import pytest

from index.keys import key
from index.search.calling import _NAMES, called, clause_text
from index.search.language import understand
from index.search.query import FACETS, NAMES, NUMBERS, RESERVED, Filter, Query
from index.search.tree import told

LABELS = {"source": {"s1": "Projets d'Afrique"}, "status": {"asleep": "En sommeil"}}


@pytest.mark.parametrize(
    ("text", "en", "fr", "es"),
    [
        ("pays:CN/Mali", "country:China/Mali", "pays:Chine/Mali", "país:China/Mali"),
        (
            "región:africa",
            "region:Africa",
            "région:Afrique",
            "región:África",
        ),
        ("-year:>=2018", "-year:>=2018", "-année:>=2018", "-año:>=2018"),
        ("no:budget", "no:budget", "sans:budget", "sin:presupuesto"),
        ("has:year", "has:year", "avec:année", "con:año"),
        ("budget:>50k€", "budget:>50k currency:EUR", "budget:>50k devise:EUR", None),
        ("source:s1", 'source:"Projets d\'Afrique"', None, 'fuente:"Projets d\'Afrique"'),
        ("status:asleep", 'status:"En sommeil"', 'statut:"En sommeil"', None),
        ("tag:x date:2018", "date:2018 tag:x", "date:2018 étiquette:x", "fecha:2018 etiqueta:x"),
    ],
)
def test_clauses_in_three_languages(text, en, fr, es):
    filters = sorted(Query.parse(text).filters, key=lambda item: NUMBERS.count(item.facet) == 0)
    for language, line in (("en", en), ("fr", fr), ("es", es)):
        if line is not None:
            assert clause_text(filters, LABELS, language) == line


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("text", ["pays:CN/ML", "-year:2018", "no:tag", "status:active", "has:end"])
def test_what_is_told_may_be_typed(text, language):
    filters = Query.parse(text).filters
    assert Query.parse(clause_text(filters, {}, language)).filters == filters


def test_every_field_has_a_name_that_is_understood():
    assert set(_NAMES) == {*FACETS, *NUMBERS, *RESERVED, "no", "has"}
    assert all(NAMES[key(name)] == field for field, names in _NAMES.items() for name in names)


def test_clauses_anywhere_in_a_tree_are_called():
    tree = understand("eau (traite OR NOT pays:CN) OR year:2018").tree
    assert tree is not None
    assert told(called(tree, {}, "fr")) == "(eau (traite OR NOT pays:Chine)) OR année:2018"
    assert told(called(tree, {})) == "(eau (traite OR NOT country:China)) OR year:2018"
    assert told(tree) == "(eau (traite OR NOT pays:CN)) OR year:2018"


def test_values_with_marks_stand_in_quotation_marks():
    assert clause_text([Filter("note", 'a "b" c')], {}) == "note:\"a 'b' c\""
