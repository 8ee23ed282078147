"""Completion while typing."""

import pytest

from index.search.completion import complete
from index.search.query import Filter, Query


def offers(searcher, text, kind, language="fr"):
    return [c for c in complete(searcher, text, {}, language) if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "shown", "becomes"),
    [
        ("fron", "term", "frontera", "frontera "),
        ("les reint", "term", "réintégration", "les réintégration "),
        ("niger -trai", "term", "traite", "niger -traite "),
        ("retour vol", "title", "Retour volontaire des migrants au Niger", None),
        ("po.01", "identifier", "PO.0105", "PO.0105 "),
        ("stat", "field", "status:", "status:"),
        ("a anne", "field", "annee:", "a annee:"),
        ("colom", "country", "Colombie", "country:CO "),
        ("pays:ni", "value", "Niger", "country:NE "),
        ("a -statut:ach", "value", "Achevé", "a -status:completed "),
        ("region:afr", "value", "Afrique", "region:africa "),
    ],
)
def test_what_is_offered(searcher, text, kind, shown, becomes):
    found = {offer.shown: offer.text for offer in offers(searcher, text, kind)}
    assert shown in found
    assert becomes is None or found[shown] == becomes


def test_frequent_words_come_first(searcher):
    counts = [offer.count for offer in offers(searcher, "mi", "term")]
    assert counts == sorted(counts, reverse=True)
    assert counts


def test_a_value_taken_is_a_filter(searcher):
    (offer,) = offers(searcher, "pays:ni", "value")
    assert Query.parse(offer.text).filters == (Filter("country", "NE"),)
    assert offer.count == 2


@pytest.mark.parametrize("text", ["", " ", "(", '"', "-", "a ", "zzzzz", "::", "x:y:z", "\ud800"])
def test_nothing_to_complete_is_no_fault(searcher, text):
    assert isinstance(complete(searcher, text, {}), tuple)
