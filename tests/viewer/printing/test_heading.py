import pytest

from index.results import FacetValue
from index.search.query import Query
from viewer.printing.heading import heading_of, picked_heading


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", ()),
        ("eau year:2015..2018", ("Year: 2015 to 2018",)),
        ("year:2015..", ("Year: since 2015",)),
        ("year:..2018 year:2020", ("Year: until 2018 or 2020",)),
        ("region:africa region:global", ("Region: Africa or Global",)),
        ("-region:africa no:status", ("Region: not Africa", "Status: Not stated")),
    ],
)
def test_active_filters_are_told_in_words(qapp, query, filters):
    assert heading_of(Query.parse(query), 3).filters == filters


def test_words_and_count(qapp):
    heading = heading_of(Query.parse('"pacte mondial" migration'), 1)
    assert (heading.words, heading.count) == ('"pacte mondial" migration', "1 record")


def test_values_that_no_table_knows_are_named_by_the_facets(qapp):
    facets = {"type": (FacetValue("tcm", "TCM capacity", 3),)}
    assert heading_of(Query.parse("type:tcm"), 3, "en", facets).filters == (
        "Project type: TCM capacity",
    )


def test_values_are_named_in_the_language_asked_for(qapp):
    assert heading_of(Query.parse("status:completed"), 3, "fr").filters == ("Status: Achevé",)


def test_picked_records_have_a_heading_too(qapp):
    assert picked_heading(2).count == "2 records"
