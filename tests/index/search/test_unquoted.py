"""Values of several words without quotation marks."""

import pytest

from index.search.query import Filter, Query


@pytest.mark.parametrize(
    ("text", "words", "filters"),
    [
        ("pays:Cote d'Ivoire", "", ["country:CI"]),
        ("pays:Côte d’Ivoire retour", "retour", ["country:CI"]),
        ("retour -pays:Burkina Faso volontaire", "retour volontaire", ["-country:BF"]),
        ("pays:Niger retour", "retour", ["country:NE"]),
        ("pays:Niger - retour", "- retour", ["country:NE"]),
        ("país:El Salvador año:2016", "", ["country:SV", "year:2016"]),
        ("région:Asie et Océanie", "", ["region:asia-oceania"]),
        ("statut:en cours retour", "retour", ["status:active"]),
        ("(pays:Burkina Faso OR pays:Mali)", "", ["country:BF", "country:ML"]),
        ("pays:Burkina Faso/Mali retour", "retour", ["country:BF", "country:ML"]),
        ("pays:Mali/Burkina Faso retour", "retour", ["country:ML", "country:BF"]),
        ('"pays:Burkina Faso"', '"pays:Burkina Faso"', []),
        ("budget:>100 000", "", ["budget:>100000"]),
        ("budget:>100\u202f000 retour", "retour", ["budget:>100000"]),
        ("budget:100 000..2 000 000 €", "", ["budget:100000..2000000", "currency:EUR"]),
        ("budget:>50k EUR", "", ["budget:>50k", "currency:EUR"]),
        ("budget:>50k eau", "eau", ["budget:>50k"]),
        ("budget:500 2018", "2018", ["budget:500"]),
        ("year:2024 OR budget:>100 000", "year:2024 OR budget:>100000", []),
        ("year:2018 250 migrants", "250 migrants", ["year:2018"]),
        ("retour OR pays:Burkina Faso", 'retour OR pays:"Burkina Faso"', []),
    ],
)
def test_words_behind_a_clause_belong_to_it_where_a_table_knows_them(text, words, filters):
    query = Query.parse(text)
    assert (query.words, [item.to_text() for item in query.filters]) == (words, filters)
    assert Query.parse(query.to_text()) == query


def test_words_beside_a_clause_are_not_taken_into_it():
    query = Query("et Océanie", (Filter("region", "Asie"),), ended=True)
    assert Query.parse("region:Asie et Océanie ").words == ""
    assert Query.parse(query.to_text()).words == "et Océanie"
