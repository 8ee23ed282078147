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
        ("region:africa inferred:no", ("Region: Africa", "Inferred values left out")),
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


def test_what_the_search_says_of_itself_stands_on_paper_too(qapp):
    told = "First what has all of these words (2), then what has some of them."
    heading = heading_of(Query.parse("eau village pompe"), 9, "en", None, told)
    assert (heading.words, heading.understood) == ("eau village pompe", told)


def test_a_search_without_words_is_named_by_what_was_understood(qapp):
    heading = heading_of(Query(), 9, "en", None, "Records that share these words: eau.")
    assert (heading.words, heading.understood) == ("Records that share these words: eau.", "")


def test_picked_records_have_a_heading_too(qapp):
    assert picked_heading(2).count == "2 records"


@pytest.mark.parametrize(
    ("query", "title"),
    [("", "All records"), ("year:2016", "Records"), ("eau year:2016", "eau")],
)
def test_a_list_without_words_says_what_it_is_of(qapp, query, title):
    assert heading_of(Query.parse(query), 3).words == title


def test_what_is_not_stated_is_told_alike_everywhere(qapp):
    facets = {"status": (FacetValue(None, "not stated", 3),)}
    assert heading_of(Query.parse("no:status"), 3, "en", facets).filters == ("Status: Not stated",)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("budget:>500k", "Budget: more than 500k"),
        ("-budget:>500k", "not Budget: more than 500k"),
        ("date:2016..2018", "Date: 2016–2018"),
        ("added:last", "New since the last import"),
        ("no:budget", "Budget: Not stated"),
    ],
)
def test_amounts_and_days_are_told_as_on_their_chips(qapp, query, told):
    assert heading_of(Query.parse(query), 3).filters == (told,)
