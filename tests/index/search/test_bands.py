"""Budget bands."""

from itertools import pairwise

import pytest
from whoosh import query as wq

from index.search.bands import BANDS, budget_bands, label_of_band
from index.search.filters import column_filters
from index.search.query import Query
from index.search.ranges import value_range


def test_bands_touch_and_do_not_overlap():
    spans = [value_range("budget", band) for band in BANDS]
    assert spans[0][0] is None
    assert spans[-1][1] is None
    for (_, high), (low, _) in pairwise(spans):
        assert low - 0.01 < high < low


def test_hits_are_counted_by_band(searcher):
    found = budget_bands(searcher, wq.Every(), language="fr")
    assert [(value.value, value.count) for value in found] == [
        ("100k..<250k", 1),
        ("500k..<1m", 1),
        (None, 2),
    ]
    assert found[-1].label == "non précisé"


def test_a_band_counts_without_its_own_filter(searcher):
    filters = column_filters(Query.parse("budget:100k..<250k région:Afrique").filters, {})
    assert [value.count for value in budget_bands(searcher, wq.Every(), filters)] == [1, 1]


@pytest.mark.parametrize("band", BANDS)
def test_a_band_is_a_clause(band):
    query = Query.parse(f"budget:{band}")
    assert query.filters[0].value == band
    assert Query.parse(query.to_text()) == query
    assert label_of_band(band)
