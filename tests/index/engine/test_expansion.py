"""From what a query says to numbers of terms: the same terms as a search through plain lists."""

import fnmatch
import re
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as wq

from index.analysis import FondsAnalyzer, Stems
from index.engine.expansion import Expansion
from index.engine.segmentfile import SegmentFile
from index.engine.statistics import Statistics, View
from index.engine.store import ColumnarIndex
from tests.index.engine.memory import segment

SCHEMA = fields.Schema(
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    tag=fields.KEYWORD(),
    size=fields.NUMERIC(int),
    late=fields.KEYWORD(),
)
#: Terms of a field that takes them as they are.
tags = st.text(st.sampled_from("abé\n\0漢"), max_size=4)
segments = st.lists(st.lists(tags, max_size=8), min_size=1, max_size=3)


def made(segments, schema=SCHEMA, name="tag"):
    """Return an expansion over segments of one document each, and its statistics."""
    views = []
    for number, terms in enumerate(segments):
        held = tuple(terms) if name == "tag" else " ".join(terms)
        views.append(View(segment(SCHEMA, [{name: held}]), number, None))
    stats = Statistics(views, schema)
    return Expansion(stats), stats


def named(stats, name, numbers):
    """Return the terms with these numbers, segment by segment."""
    found = []
    for at, held in enumerate(numbers):
        field = stats.field(name, at)
        found.append([field.lexicon[int(n)].decode() for n in held] if len(held) else [])
    return found


def expected(segments, test):
    return [sorted(filter(test, set(terms)), key=str.encode) for terms in segments]


@settings(max_examples=50, deadline=None)
@given(segments, tags)
def test_a_term_and_a_prefix(held, text):
    expand, stats = made(held)
    for at, number in enumerate(expand.term("tag", text)):
        assert (number >= 0) == (text in held[at])
    assert named(stats, "tag", expand.prefix("tag", text)) == expected(
        held, lambda term: term.startswith(text)
    )
    assert named(stats, "tag", expand.everything("tag")) == expected(held, lambda term: True)


@settings(max_examples=50, deadline=None)
@given(segments, st.none() | tags, st.none() | tags, st.booleans(), st.booleans())
def test_a_range_open_on_either_side(held, low, high, low_out, high_out):
    expand, stats = made(held)
    query = wq.TermRange("tag", low, high, startexcl=low_out, endexcl=high_out)

    def inside(term):
        raw = term.encode()
        above = low is None or raw > low.encode() or (raw == low.encode() and not low_out)
        below = high is None or raw < high.encode() or (raw == high.encode() and not high_out)
        return above and below

    assert named(stats, "tag", expand.between(query)) == expected(held, inside)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text("abé", max_size=4), max_size=6), min_size=1, max_size=3))
def test_patterns(held):
    expand, stats = made(held)
    for pattern in ("a*", "?b*", "*é", "[ab]*", "a?é"):
        found = named(stats, "tag", expand.wildcard("tag", pattern))
        assert found == expected(held, partial(fnmatch.fnmatchcase, pat=pattern))
    found = named(stats, "tag", expand.regex("tag", "ab?é", "a"))
    assert found == expected(held, re.compile("ab?é").match)
    found = named(stats, "tag", expand.fuzzy("tag", "ab", 0, 0))
    assert found == expected(held, lambda term: term == "ab")


@settings(max_examples=40, deadline=None)
@given(segments, st.sets(tags, max_size=3))
def test_frequencies_are_over_all_segments(held, wanted):
    expand, stats = made(held)
    numbers = [
        sorted(n for term in wanted if (n := expand.term("tag", term)[at]) >= 0)
        for at in range(len(held))
    ]
    counted = expand.frequencies("tag", numbers)
    for names, found in zip(named(stats, "tag", numbers), counted, strict=True):
        assert found.tolist() == [sum(name in terms for terms in held) for name in names]


@pytest.mark.parametrize(
    ("held", "wanted", "single"),
    [
        ([["a", "b"], ["b"]], "b", True),
        ([["a"], ["b"]], "a", True),
        ([["a"], ["b"]], "ab", False),
        ([["a", "b"], ["b"]], "ab", False),
        ([["a"], []], "", False),
    ],
)
def test_the_one_term_that_is_meant(held, wanted, single):
    expand, _ = made(held)
    numbers = [
        sorted(n for term in wanted if (n := expand.term("tag", term)[at]) >= 0)
        for at in range(len(held))
    ]
    found = expand.single("tag", numbers)
    assert found == (expand.term("tag", wanted) if single else None)


WORDS = ("migration", "migrations", "migrant", "frontière", "frontera", "nation", "naciones")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=5), min_size=1, max_size=3),
    st.sampled_from([*WORDS, "unheard", "x"]).map(lambda word: word.replace("è", "e")),
)
def test_forms_share_a_stem(held, word):
    expand, stats = made(held, name="body")
    known = Stems()
    found = expand.forms("body", word)
    texts = [{term.replace("è", "e") for term in terms} for terms in held]
    akin = [
        sorted(t for t in terms if t == word or known.of(t) & known.of(word)) for terms in texts
    ]
    assert named(stats, "body", [numbers for numbers, _ in found]) == akin
    assert [exact >= 0 for _, exact in found] == [word in terms for terms in texts]
    assert expand.form_texts("body", word) == sorted(set().union(*akin))


def test_numbers_are_terms_that_a_field_makes():
    views = [View(segment(SCHEMA, [{"size": size} for size in (-5, 0, 2**31 - 1)]), 0, None)]
    expand = Expansion(Statistics(views, SCHEMA))
    assert expand.term("size", -5)[0] >= 0
    assert expand.term("size", 4) == [-1]
    assert expand.term("size", "no number") == [-1]
    assert expand.term("size", 2**40) == [-1]
    assert [len(held) for held in expand.prefix("size", "x")] == [0]
    between = wq.TermRange("size", 0, "no number")
    assert [len(held) for held in expand.between(between)] == [0]


def test_bytes_are_taken_as_they_are():
    expand, stats = made([["a", "é"]])
    assert expand.term("tag", "é".encode()) == expand.term("tag", "é")
    assert expand.term("tag", b"\xff") == [-1]
    assert named(stats, "tag", expand.prefix("tag", b"\xc3")) == [["é"]]


def test_half_a_surrogate_is_no_term():
    expand, _ = made([["a", "?"]])
    assert expand.term("tag", "\ud800") == [-1]
    assert [len(held) for held in expand.prefix("tag", "\ud800")] == [0]


def test_a_field_that_the_schema_lost_has_no_terms():
    expand, _ = made([["a"], ["b"]], fields.Schema(body=fields.TEXT()))
    empty = [[], []]
    assert expand.term("tag", "a") == [-1, -1]
    for found in (
        expand.everything("tag"),
        expand.prefix("tag", "a"),
        expand.between(wq.TermRange("tag", "a", "b")),
        expand.between(wq.TermRange("tag", None, None)),
        expand.wildcard("tag", "*a"),
        expand.regex("tag", "a", ""),
        expand.fuzzy("tag", "a", 1, 0),
    ):
        assert [list(held) for held in found] == empty
    assert [numbers.tolist() for numbers, _ in expand.forms("tag", "a")] == empty
    assert expand.form_texts("tag", "a") == []
    assert expand.single("tag", empty) is None
    assert [held.tolist() for held in expand.frequencies("tag", empty)] == empty


def test_a_field_that_a_segment_never_had_holds_nothing():
    expand, _ = made([["a"]])
    assert expand.everything("late") == [range(0, 0)]
    assert expand.term("late", "a") == [-1]


def test_terms_of_a_query_that_only_whoosh_knows(tmp_path):
    class Short(wq.MultiTerm):
        """Terms of one letter."""

        fieldname = "tag"

        def _btexts(self, ixreader):
            return (term for term in ixreader.lexicon("tag") if len(term) == 1)

    index = ColumnarIndex.create(tmp_path, SCHEMA)
    writer = index.writer()
    for tag in (("a", "bb", "c"), ("c", "dd")):
        writer.add({"tag": tag})
        writer.commit()
    writer.close()
    with index.whoosh_index().searcher() as whoosh:
        leaves = [leaf for leaf, _ in whoosh.leaf_searchers()]
        names = [leaf.reader().segment().filename for leaf in leaves]
        views = [View(SegmentFile.open(tmp_path / name), 0, None) for name in names]
        stats = Statistics(views, SCHEMA)
        found = Expansion(stats).by_whoosh(Short(), leaves)
        assert named(stats, "tag", found) == [["a", "c"], ["c"]]
    assert all(isinstance(number, int | np.integer) for held in found for number in held)
