"""Columns of the stock engine: masks and counts."""

import numpy as np
import pytest

from index.engine.interface import ColumnFilter
from index.engine.stock_columns import CodeColumn, NumberColumn, passing

CODES = CodeColumn(4, [("a", "b"), (), ("b",), ("2018",)])
NUMBERS = NumberColumn(np.array([1.0, np.nan, 3.0]))


@pytest.mark.parametrize(
    ("wanted", "mask"),
    [
        (ColumnFilter("x"), [True] * 4),
        (ColumnFilter("x", include=("b",)), [True, False, True, False]),
        (ColumnFilter("x", include=(None, "a")), [True, True, False, False]),
        (ColumnFilter("x", exclude=("b",)), [False, True, False, True]),
        (ColumnFilter("x", ranges=((2000.0, None),)), [False, False, False, True]),
        (ColumnFilter("x", include=("zz",)), [False] * 4),
    ],
)
def test_codes(wanted, mask):
    assert passing(CODES, wanted).tolist() == mask


def test_counts():
    assert CODES.counts(np.array([True, True, True, False])) == {"a": 1, "b": 2, None: 1}


def test_numbers():
    assert passing(NUMBERS, ColumnFilter("x", ranges=((2.0, 9.0),))).tolist() == [
        False,
        False,
        True,
    ]
    assert passing(NUMBERS, ColumnFilter("x", include=(None,))).tolist() == [False, True, False]
    assert passing(NUMBERS, ColumnFilter("x", exclude=("1",))).tolist() == [False, True, True]
