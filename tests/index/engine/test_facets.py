"""Filters and counts over columns: those of a plain walk through the documents."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields

from index.engine import facets
from index.engine.facets import FacetCounter, passing
from index.engine.interface import ColumnFilter
from index.engine.statistics import View
from tests.index.engine.memory import segment

CODES = ("one", "two", "many", "rare")
SCHEMA = fields.Schema(
    **{name: fields.COLUMN(columns.VarBytesColumn()) for name in CODES},
    number=fields.COLUMN(columns.NumericColumn("d", default=math.nan)),
)
code = st.sampled_from(["a", "é", "10", "9", "2018", "-3", "²", ""])
single = st.lists(code, max_size=1).map(tuple)
document = st.fixed_dictionaries(
    {},
    optional={
        "one": single,
        "two": single,
        "many": st.lists(code, max_size=3).map(tuple),
        "number": st.sampled_from([-math.inf, -1.0, -0.0, 9.0, 10.0, math.inf, math.nan]),
    },
)
segments = st.lists(st.lists(document, max_size=6), min_size=1, max_size=3)
bounds = st.none() | st.sampled_from([-1.0, 0.0, 9.0, 9.5, 10.0, 2018.0, math.inf])
ranges = st.lists(st.tuples(bounds, bounds), max_size=2).map(tuple)
values = st.lists(st.none() | code, max_size=2).map(tuple)
figures = st.lists(st.none() | st.sampled_from(["9", "-1.0", "0", "inf"]), max_size=2).map(tuple)


def held_by(document, name):
    if name == "number":
        number = document.get(name, math.nan)
        return [] if math.isnan(number) else [number]
    return [held for held in dict.fromkeys(document.get(name, ())) if held]


def within(held, ranges):
    """Tell whether a code that is a number, or a number, lies in a closed range."""
    if isinstance(held, str) and not (held.isascii() and held.isdigit()):
        return False
    number = float(held)
    return any(
        (low is None or number >= low) and (high is None or number <= high) for low, high in ranges
    )


def holds(document, name, wanted, ranges):
    held = held_by(document, name)
    known = [float(w) for w in wanted if w is not None] if name == "number" else wanted
    stated = any(one in known or within(one, ranges) for one in held)
    return stated or (not held and None in wanted)


def passes(document, wanted):
    name = wanted.column
    if (wanted.include or wanted.ranges) and not holds(
        document, name, wanted.include, wanted.ranges
    ):
        return False
    return not holds(document, name, wanted.exclude, wanted.exclude_ranges)


def made(segments):
    return [View(segment(SCHEMA, documents), 0, None) for documents in segments]


@settings(max_examples=80, deadline=None)
@given(st.data(), st.lists(document, max_size=8))
def test_a_filter_passes_what_it_says(data, documents):
    name = data.draw(st.sampled_from(["one", "many", "rare", "number"]))
    some = figures if name == "number" else values
    wanted = ColumnFilter(name, *data.draw(st.tuples(some, some, ranges, ranges)))
    [view] = made([documents])
    expected = [passes(document, wanted) for document in documents]
    found = passing(view.file, wanted)
    assert found.dtype == np.bool_
    assert found.tolist() == expected


def counted(segments, name, chosen):
    found = Counter()
    for documents, numbers in zip(segments, chosen, strict=True):
        for number in numbers:
            found.update(held_by(documents[number], name) or [None])
    return dict(found)


@settings(max_examples=60, deadline=None)
@given(st.data(), segments, st.sampled_from([1, 6, 4096]))
def test_counts_are_those_of_a_walk(data, held, crossed):
    names = data.draw(st.lists(st.sampled_from(CODES), unique=True))
    chosen = [
        sorted(data.draw(st.sets(st.integers(0, len(one) - 1)))) if one else [] for one in held
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "_CROSSED", crossed)
        counter = FacetCounter(made(held))
        for _ in range(2):  # the second time from what the first remembered
            found = counter.counts(names, [np.array(numbers, np.intp) for numbers in chosen])
            assert found == {name: counted(held, name, chosen) for name in names}


def test_columns_with_more_combinations_than_are_counted_together():
    documents = [
        {"one": (f"{n % 90}",), "two": (f"{n % 70}",), "rare": (f"{n % 5}",), "many": (f"{n}",)}
        for n in range(500)
    ]
    found = FacetCounter(made([documents])).counts(CODES, [np.arange(0, 500, 3)])
    for name in CODES:
        assert found[name] == counted([documents], name, [range(0, 500, 3)])


def test_no_segment_no_column_no_hit():
    assert FacetCounter([]).counts(["one"], []) == {"one": {}}
    views = made([[{"one": ("a",)}], []])
    none = [np.zeros(0, np.intp)] * 2
    assert FacetCounter(views).counts([], none) == {}
    assert FacetCounter(views).counts(["one", "rare"], none) == {"one": {}, "rare": {}}
    found = FacetCounter(views).counts(["rare"], [np.arange(1), none[0]])
    assert found == {"rare": {None: 1}}


def test_a_code_that_is_no_text_is_named_all_the_same():
    views = made([[{"one": b"\xff"}, {"one": b"a"}]])
    assert FacetCounter(views).counts(["one"], [np.arange(2)]) == {"one": {"a": 1, "\ufffd": 1}}


@pytest.mark.parametrize(
    ("bounds", "years"),
    [
        ((2015.0, 2018.0), [2015, 2016, 2018]),
        ((2015.5, 2017.0), [2016]),
        ((2018.0, None), [2018, 2020]),
        ((None, 2015.0), [2014, 2015]),
        ((None, None), [2014, 2015, 2016, 2018, 2020]),
        ((2019.0, 2015.0), []),
    ],
)
@pytest.mark.parametrize("name", ["one", "many", "number"])
def test_a_range_holds_its_ends(bounds, years, name):
    held = [2014, 2015, 2016, 2018, 2020]
    documents = [{name: year if name == "number" else (f"{year}",)} for year in held]
    documents += [{"many": ("a", "b")}, {}]  # so that one column is of several codes
    [view] = made([documents])
    found = passing(view.file, ColumnFilter(name, ranges=(bounds,)))
    assert found.tolist() == [year in years for year in held] + [False, False]
