import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.glance import SPELT, UNKNOWN, folded_units, units_of, words_of
from index.keys import key

#: Every character that has the quick way, and some that have not.
LATIN = "".join(map(chr, range(0x20, 0x250)))
TEXTS = st.one_of(st.text(), st.text(st.sampled_from(LATIN + "’–…•ⅧK\u0301中")))
RUN = re.compile(r"[^\W\d_]+")
FOLDS = folded_units()


def letters_of(text):
    runs = FOLDS.take(units_of(text)).tobytes()
    for _, mark, spelt in SPELT:
        runs = runs.replace(mark.encode(), spelt.encode())
    return runs


@given(TEXTS)
def test_words_are_the_runs_of_letters(text):
    assert words_of(text) == RUN.findall(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Pérou, 27.000 m", b"le perou         m"),
        ("Main-d’Œuvre", b"main d oeuvre"),
        ("Straße, l'Æquo", b"strasse  l aequo"),
        ("aujourd'hui_même", b"aujourd hui meme"),
        ("12 m²", b"   m\x04"),
        ("", b""),
    ],
)
def test_letters_are_those_of_keys(text, expected):
    assert letters_of(text) == expected


@given(TEXTS)
def test_known_letters_are_the_keys_of_their_runs(text):
    runs = letters_of(text)
    if UNKNOWN not in runs:
        assert runs.decode().split() == [key(run) for run in RUN.findall(text)]


def test_units_of_what_is_no_character():
    assert units_of("a\ud800😀").tolist() == [0x61, 0xD800, 0xD83D, 0xDE00]
