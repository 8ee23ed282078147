"""Spots: every word that begins as is asked is stopped at, however it is written."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import fold, tokens
from index.search.spotting import spots

#: Letters that fold to others, marks, links, what has no space around it.
PIECES = ["eau", "OE", "œ", "Æ", "ß", "ﬁ", "½", "É", "e\u0301", "ø", "ı", "ʼ", "'", "’", "-", "."]
PIECES += ["_", "&", "\u00ad", "\u200d", "\u0640", "N", "d", "qu", "7", "/", "中", "ム", "ש", "ми"]
PIECES += ["한", "\u1112\u1161", "𝒶", "Ａ", "🙂", " ", "\u00a0", "\n", "\x1c", "«", "s"]


def missed(starts, text):
    """Return the terms that begin so and have no spot between the spaces around them."""
    pattern = spots(starts)
    lost = []
    for term, _, start, end in tokens(text):
        begin, stop = start, end
        while begin and not text[begin - 1].isspace():
            begin -= 1
        while stop < len(text) and not text[stop].isspace():
            stop += 1
        asked = any(term.startswith(s) if len(s) == 2 else term[:1] == s for s in starts)
        if asked and not pattern.search(text, begin, stop):
            lost.append(term)
    return lost


@pytest.mark.parametrize(
    ("starts", "text", "expected"),
    [
        (["mi"], "la migration, Émigrer, MÏR, ami", ["mi", "MÏ"]),
        (["oe"], "l’œuvre, OEUVRE, d'Oeil, poème", ["œ", "OE", "Oe"]),
        (["et"], "l’e\u0301te\u0301 tête", ["e\u0301t"]),
        (["nd"], "N'Djamena", ["N'D"]),
        (["e"], "eau, peau", ["e"]),
        (["ми"], "миграция or ship", list("миграция")),
        (["中"], "eau中eau", ["中"]),
    ],
)
def test_spots(starts, text, expected):
    assert [spot.group() for spot in spots(starts).finditer(text)] == expected


def test_every_letter_that_folds_to_another_is_known():
    pattern = spots(["ab"])
    for letter in filter(str.isalnum, map(chr, range(sys.maxunicode))):
        folded = fold(letter)
        if folded == "a":
            assert pattern.match(f"{letter}\u0301b"), letter
        elif folded == "b":
            assert pattern.match(f"a{letter}"), letter
        elif folded.startswith("ab"):
            assert pattern.match(letter), letter


@settings(deadline=None)
@given(st.data(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_word_is_passed_over(data, text):
    terms = sorted({term for term, *_ in tokens(text) if term}) or ["eau"]
    starts = data.draw(st.sets(st.sampled_from(terms).map(lambda term: term[:2]), min_size=1))
    assert missed(starts, text) == []
    assert missed({start[:1] for start in starts}, text) == []
