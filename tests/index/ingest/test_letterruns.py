import re

from hypothesis import given
from hypothesis import strategies as st

from index.ingest.letterruns import LetterRuns, ListedRuns, Spotter, quick_keys
from index.keys import key

#: Every character that has the quick way, and some that have not.
LATIN = "".join(map(chr, range(0x20, 0x250)))
TEXTS = st.one_of(
    st.text(),
    st.text(st.sampled_from(LATIN + "’–…•ⅧK\u0301中₂⑴")),
    st.text(st.sampled_from("œßse ")),
)
RUN = re.compile(r"[^\W\d_]+")
WORDS = ("ee", "lao", "perou", "feroe", "suisse", "bielorussiennes")


@given(st.lists(TEXTS, min_size=1))
def test_runs_are_found_by_their_places(texts):
    runs = LetterRuns(texts)
    if not runs.known:
        return
    first = 0
    for number, text in enumerate(texts):
        tokens = RUN.findall(text)
        places = range(first, first + len(tokens))
        assert [runs.token(place) for place in places] == tokens
        assert [runs.key(place) for place in places] == [*map(key, tokens)]
        assert not tokens or runs.keys(first, places.stop) == [*map(key, tokens)]
        assert all(runs.opens(place) == (place == first) for place in places)
        assert all(runs.texts_between(0, place) == number for place in places)
        first = places.stop + 1  # one is counted between two texts


@given(TEXTS)
def test_any_script_can_be_listed(text):
    runs, tokens = ListedRuns(text), RUN.findall(text)
    assert runs.listed == runs.keys(0, len(tokens)) == [*map(key, tokens)]
    assert [runs.token(place) for place in range(len(tokens))] == tokens
    assert all(runs.opens(place) == (place == 0) for place in range(len(tokens)))
    assert runs.texts_between(0, len(tokens)) == 0


@given(st.lists(st.one_of(st.sampled_from((*WORDS, "Féroé", "FŒROE", "SUIßE", "Ruſſe")), TEXTS)))
def test_every_word_is_spotted(words):
    runs = LetterRuns(["", " ".join(words)])
    found = RUN.findall(" ".join(words))
    if runs.known:
        spotted = runs.places(Spotter(WORDS))
        assert {at for at, word in enumerate(found, 1) if key(word) in WORDS} <= {*spotted}


@given(TEXTS)
def test_quick_keys_are_those_of_the_runs(text):
    keys = quick_keys(text)
    assert keys is None or keys == [key(run).encode() for run in RUN.findall(text)]
    assert quick_keys(f"{text} Pérou, 2016") != []


def test_hardly_anything_else_is_spotted():
    words = [f"{first}{second}rop" for first in "abcdefghij" for second in "aeiou"]
    assert len(LetterRuns([" ".join(words)]).places(Spotter(["perou", "feroe"]))) <= 1


def test_letters_without_a_key_are_not_known():
    known = [LetterRuns(["Le", text]).known for text in ("m² d’Œuvre", "Việt", "中", "😀", "peru⑴")]
    assert known == [True, False, False, False, False]
    assert LetterRuns(["m²", ""]).keys(0, 1) == ["m2"]
    assert LetterRuns([""]).places(Spotter(WORDS)) == []
