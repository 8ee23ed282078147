"""Ranges as people type them."""

import pytest

from index.search.ranges import value_range


@pytest.mark.parametrize(
    ("column", "typed", "expected"),
    [
        ("year", "2015", (2015, 2015)),
        ("year", "2015..2018", (2015, 2018)),
        ("year", "2015..", (2015, None)),
        ("year", "..2018", (None, 2018)),
        ("year", ">=2015", (2015, None)),
        ("year", "<=2015", (None, 2015)),
        ("year", "..", None),
        ("year", "foo", None),
        ("year", "2015..foo", None),
        ("year", "٢٠١٥", None),
        ("budget", "50k..2m", (50_000, 2_000_000)),
        ("budget", "<=1,5m", (None, 1_500_000)),
        ("year", "2015-2018", (2015, 2018)),
        ("year", "2018-2015", None),
        ("budget", "100.000", (100_000, 100_000)),
        ("budget", "100,000", (100_000, 100_000)),
        ("budget", "100 000", (100_000, 100_000)),
        ("budget", "100’000", (100_000, 100_000)),
        ("budget", "1.234.567,89", (1_234_567.89, 1_234_567.89)),
        ("budget", "1,234,567.89", (1_234_567.89, 1_234_567.89)),
        ("budget", "1.500k", (1_500, 1_500)),
        ("budget", "2.5", (2.5, 2.5)),
        ("budget", "50mil..2mio", (50_000, 2_000_000)),
        ("budget", ">=1md", (1e9, None)),
        ("budget", "5x", None),
        ("date", "2016-03", (20160300, 20160399)),
        ("date", "2016-03..2016-08", (20160300, 20160899)),
        ("date", "2016", (20160000, 20169999)),
        ("date", "2016-3", (20160300, 20160399)),
        ("date", "2016/03/14", (20160314, 20160314)),
        ("date", "14/03/2016", (20160314, 20160314)),
        ("date", "14.3.2016", (20160314, 20160314)),
        ("date", "03-2016", (20160300, 20160399)),
        ("date", "14/03/2016..08/2016", (20160314, 20160899)),
        ("date", "14/03", None),
        ("end", "2019", (20190000, 20199999)),
        ("status", "2019", None),
    ],
)
def test_values(column, typed, expected):
    assert value_range(column, typed) == expected


def test_strict_bounds_leave_the_value_out():
    assert value_range("year", ">2015") == (2015.5, None)
    assert value_range("date", "<2016-03") == (None, 20160299.5)


def test_days_ago():
    low, high = value_range("added", "7d")
    assert 20200101 < low < high == 99999999


def test_days_of_arrival_last_to_their_end_and_nothing_came_since_nobody_knows_when():
    noon = 20240310.2
    low, high = value_range("added", "2024-03-10")
    assert low <= noon <= high
    low, high = value_range("added", "2024-03")
    assert low <= noon <= high
    assert value_range("added", ">2024-03-09")[0] <= noon < value_range("added", ">2024-03-10")[0]
    assert value_range("added", "<2024-03-11")[1] >= noon > value_range("added", "<2024-03-10")[1]
    low, high = value_range("added", "last")
    assert low == high > noon
