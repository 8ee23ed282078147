"""Completion while typing."""

import pytest

from index.search.completion import complete
from index.search.filters import settled
from index.search.query import Filter, Query

LABELS = {"source": {"s1": "projets 2018", "s2": "rapports"}}


def offers(searcher, text, kind, language="fr"):
    return [c for c in complete(searcher, text, LABELS, language) if c.kind == kind]


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
        ("source:proj", "value", "projets 2018", 'source:"projets 2018" '),
        ("fuente:rap", "value", "rapports", "source:rapports "),
        ("budget:50", "value", "500\u202fk – 1\u202fM", "budget:500k..<1m "),
        ("devise:", "value", "USD", "currency:USD "),
        ("devi", "field", "devise:", "devise:"),
    ],
)
def test_what_is_offered(searcher, text, kind, shown, becomes):
    found = {offer.shown: offer.text for offer in offers(searcher, text, kind)}
    assert shown in found
    assert becomes is None or found[shown] == becomes


@pytest.mark.parametrize("text", ["budget:>1", "budget:1..", "year:>=201"])
def test_comparisons_are_left_alone(searcher, text):
    assert complete(searcher, text, LABELS) == ()


@pytest.mark.parametrize("text", ["tag", "etiq", "doss"])
def test_fields_that_hold_nothing_yet_are_not_offered(searcher, text):
    assert offers(searcher, text, "field") == []


def test_an_offered_source_is_that_source(searcher):
    (offer,) = offers(searcher, "source:proj", "value")
    filters = settled(Query.parse(offer.text), LABELS).filters
    assert (filters, offer.count) == ((Filter("source", "s1"),), 3)


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
