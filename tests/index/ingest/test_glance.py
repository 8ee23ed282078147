import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.glance import key_runs_of, lowered_words, run_at, units_of, words_of
from index.keys import key

#: Every character that has the quick way, and some that have not.
LATIN = "".join(map(chr, range(0x20, 0x250)))
TEXTS = st.one_of(st.text(), st.text(st.sampled_from(LATIN + "’–…•ⅧK\u0301中")))
RUN = re.compile(r"[^\W\d_]+")


@given(st.lists(TEXTS, min_size=1))
def test_the_quick_keys_are_those_of_one_run_after_the_other(texts):
    for text, found in zip(texts, key_runs_of(texts), strict=True):
        runs = RUN.findall(text)
        assert found is None or found.split() == [key(run) for run in runs]
        if found is not None:
            keys = enumerate(found.split())
            assert [run_at(text, found, place, len(key)) for place, key in keys] == runs


@given(TEXTS)
def test_words_are_the_runs_of_letters(text):
    assert words_of(text) == RUN.findall(text)
    assert lowered_words(text) == RUN.findall(text.lower())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Pérou, 27.000 m", ["le", "perou", "m"]),
        ("Main-d’Œuvre", ["main", "d", "oeuvre"]),
        ("Straße, l'Æquo", ["strasse", "l", "aequo"]),
        ("aujourd'hui_même", ["aujourd", "hui", "meme"]),
        ("12 m²", None),
        ("Việt Nam", None),
        ("", []),
    ],
)
def test_keys_of_all_runs_of_letters(text, expected):
    (found,) = key_runs_of([text])
    assert (found if found is None else found.split()) == expected


def test_one_text_in_another_script_leaves_the_others_theirs():
    assert key_runs_of(["Le Niger", "中国", "Le Tchad"]) == ["le niger", None, "le tchad"]


def test_units_of_what_is_no_character():
    assert units_of("a\ud800😀").tolist() == [0x61, 0xD800, 0xD83D, 0xDE00]
