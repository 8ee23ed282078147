"""Wildcards, expressions and near spellings: right beside a plain reckoning, and bounded."""

import fnmatch
import re
import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh.query import QueryError

from index.engine.fuzzy import near_terms
from index.engine.lexicon import Lexicon
from index.engine.patterns import glob_terms, regex_terms

terms = st.text(st.sampled_from("abcé漢\n"), max_size=7)


def lexicon_of(words):
    words = sorted({word.encode() for word in words})
    blob = b"".join(word + b"\n" for word in words)
    starts = np.cumsum([0] + [len(word) + 1 for word in words]).astype(np.uint32)
    return Lexicon(np.frombuffer(blob, np.uint8), starts)


def distance(one, other):
    """Levenshtein's distance, as a textbook has it."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row = row, [i]
        for j, right in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right)))
    return row[-1]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(terms, max_size=20),
    st.text("abcé", max_size=6),
    st.integers(0, 3),
    st.integers(0, 2),
)
def test_near_terms(words, word, reach, prefix):
    lexicon = lexicon_of(words)
    numbers, distances = near_terms(lexicon, word, reach, prefix)
    found = {lexicon[int(n)].decode(): int(d) for n, d in zip(numbers, distances, strict=True)}
    expected = {
        known: distance(known, word)
        for known in set(words)
        if known.startswith(word[:prefix]) and distance(known, word) <= reach
    }
    assert found == expected


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("abcé漢"), max_size=7), max_size=20),
    st.text("abcé*?[]!-", max_size=6),
)
@example(["a"], "[!*]")
@example(["a", "ab"], "[*a]*")
def test_wildcards_are_those_of_fnmatch(words, pattern):
    lexicon = lexicon_of(words)
    found = {lexicon[int(n)].decode() for n in glob_terms(lexicon, pattern)}
    try:
        expression = re.compile(fnmatch.translate(pattern))
    except re.error:
        return
    assert found == {word for word in words if expression.match(word)}


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*b", "(a*)*", "a*a*a*a*a*b", "(?:a{1,50}){1,50}", r"(a)\1*", "(", "x" * 300],
)
def test_expressions_that_could_take_long_are_refused(pattern):
    with pytest.raises(QueryError):
        regex_terms(lexicon_of(["a" * 70]), pattern, "")


@pytest.mark.parametrize("pattern", ["ab*c?", "[ab]+c", "(ab|cd)e", "a.{2,4}b", "^x.*y$"])
def test_plain_expressions_are_taken(pattern):
    words = ["abc", "abbbc", "cde", "axxb", "xay"]
    found = regex_terms(lexicon_of(words), pattern, "")
    expected = [n for n, word in enumerate(sorted(words)) if re.match(pattern, word)]
    assert found.tolist() == expected


def test_wildcards_take_linear_time():
    lexicon = lexicon_of(["a" * 80 + str(number) for number in range(3000)])
    begin = time.perf_counter()
    assert not len(glob_terms(lexicon, "*a" * 30 + "*b"))
    assert time.perf_counter() - begin < 5


def test_walks():
    lexicon = lexicon_of(["a", "ab", "abc", "b", "", "\xff"])
    assert lexicon.slice(*lexicon.prefix(b"ab")) == [b"ab", b"abc"]
    assert lexicon.slice(*lexicon.between(b"a", b"b", True, False)) == [b"ab", b"abc", b"b"]
    assert lexicon.slice(*lexicon.between(None, b"ab", False, True)) == [b"", b"a"]
    assert lexicon.slice(*lexicon.prefix(b"")) == lexicon.slice(0, len(lexicon))
    assert lexicon.find(b"abc") >= 0 > lexicon.find(b"abd")
    assert list(lexicon.walk(lexicon.place(b"b"))) == [b"b", "\xff".encode()]
