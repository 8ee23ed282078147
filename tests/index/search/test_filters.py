"""Filters of a query become one column filter per column."""

import pytest

from index.engine.interface import ColumnFilter
from index.search.filters import column_filters, settled
from index.search.query import Filter, Query

LABELS = {
    "status": {"en-sommeil": "En sommeil"},
    "region": {"orient-s": "Orient(s)"},
    "source": {"s1": "projets", "s2": "2018/notes", "s3": "2019/notes"},
}
NOTHING = ColumnFilter("added", include=("nan",))


def test_values_of_one_facet_are_gathered():
    query = Query.parse("year:2015..2018 year:2020 no:year -status:active region:africa")
    assert column_filters(query.filters, {}) == [
        ColumnFilter("year", include=("2020", None), ranges=((2015.0, 2018.0),)),
        ColumnFilter("status", exclude=("active",)),
        ColumnFilter("region", include=("africa",)),
    ]


def test_typed_values_become_codes():
    filters = [
        Filter("region", "Asie et Océanie"),
        Filter("status", "En sommeil"),
        Filter("status", "en-sommeil"),
        Filter("country", "Chine", exclude=True),
    ]
    assert column_filters(filters, LABELS) == [
        ColumnFilter("region", include=("asia-oceania",)),
        ColumnFilter("status", include=("en-sommeil", "en-sommeil")),
        ColumnFilter("country", exclude=("CN",)),
    ]


def test_number_columns():
    assert column_filters([Filter("budget", ">=1m"), Filter("budget", None)], {}) == [
        ColumnFilter("budget", include=(None,), ranges=((1e6, None),))
    ]
    assert column_filters([Filter("budget", "cheap")], {}) == [
        ColumnFilter("budget", include=("nan",))
    ]


def made(text, **how):
    return column_filters(Query.parse(text).filters, LABELS, **how)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("year:>=2015 year:<2018", ((2015.0, 2017.5),)),
        ("year:<2018 year:>=2015", ((2015.0, 2017.5),)),
        ("year:<2010 year:>=2018", ((None, 2009.5), (2018.0, None))),
        (
            "year:>=2015 year:<2018 year:2020..2021",
            ((2015.0, None), (None, 2017.5), (2020.0, 2021.0)),
        ),
        ("year:2010..2011 year:2020..2021", ((2010.0, 2011.0), (2020.0, 2021.0))),
    ],
)
def test_from_one_year_on_and_before_another_is_what_lies_between(text, ranges):
    assert made(text) == [ColumnFilter("year", ranges=ranges)]


def test_bands_are_codes_and_other_amounts_ranges():
    assert made("budget:50k..<100k -budget:100m.. no:budget") == [
        ColumnFilter("budget_band", include=("50k..<100k", None), exclude=("100m..",))
    ]
    assert made("budget:50k..<100k budget:2m") == [
        ColumnFilter("budget", ranges=((50_000.0, 99_999.995), (2e6, 2e6)))
    ]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("projets", ("s1",)),
        ("PROJETS", ("s1",)),
        ("s2", ("s2",)),
        ("notes", ("s2", "s3")),
        ("2018/notes", ("s2", "s3")),
        ('"2018/notes"', ("s2",)),
        ("elsewhere", ("elsewhere",)),
    ],
)
def test_sources_are_named(typed, codes):
    (found,) = made(f"source:{typed}")
    assert set(found.include) >= set(codes)
    assert set(settled(Query.parse(f"source:{typed}"), LABELS).filters) >= {
        Filter("source", code) for code in codes
    }


def test_stated_values_have_columns_of_their_own():
    assert [
        wanted.column for wanted in made("pays:Chine kind:news year:2018", stated_only=True)
    ] == [
        "country_stated",
        "kind",
        "year_stated",
    ]


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("tag:urgent", [NOTHING]),
        ("has:note", [NOTHING]),
        ("-no:dossier", [NOTHING]),
        ("-tag:urgent", []),
        ("no:tag", []),
        ("no:tag tag:urgent", [NOTHING]),
    ],
)
def test_annotations_that_are_not_there(text, filters):
    assert made(text) == filters


def test_a_query_is_settled_to_the_values_of_the_archive():
    query = Query.parse(
        'eau statut:"en sommeil" région:orients year:>2015 budget:>5k tag:x no:type'
    )
    assert settled(query, LABELS).to_text() == (
        "eau status:en-sommeil region:orient-s year:>2015 budget:>5k tag:x no:type"
    )
    twice = settled(settled(query, LABELS), LABELS)
    assert twice == settled(query, LABELS)
