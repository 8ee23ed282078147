"""Spots: every word that begins as is asked is stopped at, however it is written."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import WORD, fold, tokens
from index.search.spotting import Spots, heads

#: Letters that fold to others, marks, links, what has no space around it.
PIECES = ["eau", "OE", "œ", "Æ", "ß", "ﬁ", "½", "É", "e\u0301", "ø", "ı", "ʼ", "'", "’", "-", "."]
PIECES += ["_", "&", "\u00ad", "\u200d", "\u0640", "N", "d", "qu", "7", "/", "中", "ム", "ש", "ми"]
PIECES += ["한", "\u1112\u1161", "𝒶", "Ａ", "🙂", " ", "\u00a0", "\n", "\x1c", "«", "s", "\ud800"]


def found(beginnings, text):
    return [text[start:end] for start, end in Spots(beginnings).ranges(text, 0, len(text))]


@pytest.mark.parametrize(
    ("beginnings", "text", "expected"),
    [
        ({"mi": False}, "la migration, Émigrer, MÏR, ami", ["migration", "MÏR"]),
        ({"mi": True}, "la migration mi, MI. mi-temps", ["mi", "MI", "mi-temps"]),
        ({"oe": False}, "l’œuvre, OEUVRE, d'Oeil, poème", ["l’œuvre", "OEUVRE", "d'Oeil"]),
        ({"et": False}, "l’e\u0301te\u0301 tête", ["l’e\u0301te\u0301"]),
        ({"ndja": False}, "N'Djamena nuit", ["N'Djamena"]),
        ({"po01": False}, "PO.0105, P-O/0, pou", ["PO.0105", "P-O/0"]),
        ({"ми": False}, "миграция or ship", ["миграция"]),
        ({"中": True}, "eau中eau eau", ["eau中eau"]),
        ({"mi": False}, "cœur œil mi\u0301 中mi lʼmi", ["œil", "mi\u0301", "中mi", "lʼmi"]),
        ({"e": False}, "🙂eau (eau) peau", ["🙂eau", "eau"]),
    ],
)
def test_ranges(beginnings, text, expected):
    assert found(beginnings, text) == expected


def test_only_a_part_of_a_text_is_looked_at():
    text = "eau eau eau"
    assert list(Spots({"eau": True}).ranges(text, 4, 7)) == [(4, 7)]


def test_beginnings_are_short_and_whole_where_the_term_is():
    assert heads(["eau", "migration", "migrer"], ["mig", "retour"]) == {
        **{"eau": True, "migr": False, "mig": False, "reto": False},
    }
    assert heads(["eau"], ["eau"]) == {"eau": False}


def test_many_beginnings_are_shorter_ones_and_too_many_are_none():
    letters = "abcdefghijklmnopqrst"
    assert heads([f"{letter}eau" for letter in letters]) == {f"{x}ea": False for x in letters}
    pairs = [f"{one}{other}" for one in letters for other in letters]
    assert heads(pairs) is None
    assert heads([*pairs[:60], "abri"]) == {pair: pair != "ab" for pair in pairs[:60]}
    assert heads(["eau"], [""]) is None


def test_every_letter_that_folds_to_another_is_known():
    letters = [letter for letter in map(chr, range(sys.maxunicode)) if WORD.match(letter)]
    for beginning in ("ab", "oe", "s"):
        spots = Spots({beginning: False})
        for letter in letters:
            folded = fold(letter)
            for word in (letter, f"{letter}\u0301{beginning[1:]}", f"{beginning[:1]}{letter}"):
                if folded[:1] in beginning and fold(word).startswith(beginning):
                    assert list(spots.ranges(f"x {word} x", 0, len(word) + 4)), word


@settings(deadline=None)
@given(st.data(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_word_is_passed_over(data, text):
    terms = sorted({term for term, *_ in tokens(text) if term}) or ["eau"]
    asked = data.draw(st.sets(st.sampled_from(terms), min_size=1))
    openings = data.draw(st.sets(st.sampled_from(terms).map(lambda term: term[:2])))
    beginnings = heads(asked, openings)
    ranges = list(Spots(beginnings).ranges(text, 0, len(text)))
    for term, _, start, end in tokens(text):
        if term in asked or term.startswith(tuple(openings)):
            assert any(first <= start and end <= last for first, last in ranges), term


@settings(deadline=None)
@given(st.sets(st.sampled_from("eaoqn")), st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_range_cuts_a_word(openings, pieces):
    text = "".join(pieces)
    ranges = list(Spots(heads([], openings)).ranges(text, 0, len(text)))
    assert ranges == sorted(ranges)
    for word in WORD.finditer(text):
        for start, end in ranges:
            assert (
                end <= word.start()
                or word.end() <= start
                or start <= word.start() < word.end() <= end
            )
