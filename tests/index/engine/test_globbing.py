"""Wildcards by arrays: as an expression for each term says, also where many terms are left."""

import fnmatch
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import globbing
from index.engine.globbing import ANY, pieces, stands_for_any
from index.engine.patterns import glob_terms
from tests.index.engine.test_patterns import lexicon_of


@pytest.fixture(scope="module", autouse=True)
def arrays_to_the_end():
    """Let arrays decide to the last piece, however few terms are left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(globbing, "FEW", -1)
        yield


def globbed(words, pattern):
    lexicon = lexicon_of(words)
    return {lexicon[int(number)].decode() for number in glob_terms(lexicon, pattern)}


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("abcé漢"), max_size=9), max_size=30),
    st.text("aabcé**??", max_size=8),
)
def test_stars_and_marks(words, pattern):
    expression = re.compile(fnmatch.translate(pattern))
    assert globbed(words, pattern) == {word for word in words if expression.match(word)}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("abcdé"), max_size=6), max_size=30),
    st.lists(st.sampled_from(["[ab]", "[!a]", "[a-c]", "[é]", "*", "?", "b"]), max_size=5),
)
def test_classes(words, parts):
    pattern = "".join(parts)
    expression = re.compile(fnmatch.translate(pattern))
    assert globbed(words, pattern) == {word for word in words if expression.match(word)}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*aba*ba*", {"ababa", "cababa", "xabayba"}),
        ("ab*ba", {"abba", "ababa"}),
        ("*?ab*", {"ababa", "cababa", "xab", "xabayba", "éab"}),
        ("???", {"aba", "xab", "éab"}),
        ("*" * 50, {"aba", "abba", "ababa", "xab", "xabayba", "cababa", "éab"}),
    ],
)
def test_pieces_follow_each_other_without_sharing_letters(pattern, found):
    words = {"aba", "abba", "ababa", "xab", "xabayba", "cababa", "éab"}
    assert globbed(words, pattern) == found


def test_what_only_an_expression_can_tell():
    assert pieces("a[é]*") is None
    assert pieces("a*[bc]") is not None
    with pytest.raises(re.error):
        pieces("[z-a]")


def test_a_place_for_any_character_asks_for_terms_of_one_byte_each():
    assert pieces("a?*b") == [(97, ANY), (98,)]
    assert stands_for_any(pieces("a?*b"))
    assert stands_for_any(pieces("[!a]b"))
    assert not stands_for_any(pieces("[ab]*b"))
    assert not stands_for_any(pieces("é*b"))


def test_no_term_holds_half_a_character():
    assert globbed({"a", "b"}, "\ud800*") == set()
    assert globbed({"a", "b"}, "*\ud800") == set()
