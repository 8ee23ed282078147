"""Budget bands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.bands import BANDS, band_of, label_of_band
from index.search.query import Query
from index.search.ranges import value_range


def test_bands_touch_and_do_not_overlap():
    spans = [value_range("budget", band) for band in BANDS]
    assert spans[0][0] is None
    assert spans[-1][1] is None
    for (_, high), (low, _) in pairwise(spans):
        assert low - 0.01 < high < low


@pytest.mark.parametrize("band", BANDS)
def test_amounts_fall_into_the_band_whose_range_holds_them(band):
    low, high = value_range("budget", band)
    for amount in (low, high):
        assert amount is None or band_of(amount) == band


@given(st.floats(0, 1e15, allow_nan=False))
def test_every_amount_has_a_band(amount):
    low, high = value_range("budget", band_of(round(amount, 2)))
    assert low is None or low <= round(amount, 2)
    assert high is None or round(amount, 2) <= high + 0.01


def test_bands_are_read_in_three_languages():
    assert label_of_band("500k..<1m") == "500k – 1m"
    assert label_of_band("500k..<1m", "fr") == "500\u202fk – 1\u202fM"
    assert label_of_band("500k..<1m", "es") == "500\u00a0mil – 1\u00a0M"


@pytest.mark.parametrize("band", BANDS)
def test_a_band_is_a_clause(band):
    query = Query.parse(f"budget:{band}")
    assert query.filters[0].value == band
    assert Query.parse(query.to_text()) == query
    assert label_of_band(band)
