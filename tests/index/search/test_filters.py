"""Filters of a query become one column filter per column."""

from index.engine.interface import ColumnFilter
from index.search.filters import column_filters
from index.search.query import Filter, Query

LABELS = {"status": {"en-sommeil": "En sommeil"}}


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
