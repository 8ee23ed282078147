import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keys import Pair, key, letter_keys, loose_letter_keys, quick_characters, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Etat(s) membre(s) bénéficiaires :", "etat s membre s beneficiaires"),
        ("Main-d’Œuvre", "main d oeuvre"),
        ("VIÊT-NAM", "viet nam"),
        ("…", ""),
        ("中国", ""),
    ],
)
def test_key_keeps_the_words_alone(text, expected):
    assert key(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orient(s)", "orient-s"),
        ("MULTI-PAYS", "multi-pays"),
        ("中国 北京", "中国-北京"),
        (" ", ""),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


@given(st.text())
def test_key_is_its_own_key(text):
    assert key(key(text)) == key(text)


#: Every character that has the quick way, and some that have not.
QUICK = quick_characters() + "łİă\u0301中"


@given(st.one_of(st.text(), st.text(st.sampled_from(QUICK))))
def test_the_quick_way_is_that_of_one_letter_after_the_other(text):
    runs = re.findall(r"[^\W\d_]+", text)
    found = letter_keys(text)
    assert found is None or found == [key(run) for run in runs]
    quick = {key(run) for run in runs if run.isascii()}
    assert quick - {""} <= loose_letter_keys(text) or not text.isascii()


@given(st.text(st.sampled_from(QUICK)), st.text(st.sampled_from(QUICK)))
def test_a_word_of_the_three_languages_is_always_seen(before, after):
    assert {"coeur", "uvre"} <= loose_letter_keys(f"{before} cœur, uvre {after}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Pérou, 27.000 m", ["le", "perou", "m"]),
        ("Main-d’Œuvre", ["main", "d", "oeuvre"]),
        ("aujourd'hui_même", ["aujourd", "hui", "meme"]),
        ("12 m²", None),
        ("Việt Nam", None),
        ("", []),
    ],
)
def test_keys_of_all_runs_of_letters(text, expected):
    assert letter_keys(text) == expected


def test_a_letter_that_becomes_several_or_none_goes_the_long_way():
    assert key("½ Straße æ ø ð") == "12 strasse ae o"
    assert key("n\u0303 ı ł") == "n i l"


@given(st.text(st.sampled_from("ldAÉ a?œ中")))
def test_a_pair_is_never_missed(text):
    if re.search("[ld][AÉ]", text):
        assert Pair("ld", "AÉ").may_be_in(text)
    same = Pair("lA", "Ad")
    assert same.may_be_in(text) == bool(re.search("[lA][Ad]", text))


def test_no_pair_in_sound_text():
    assert not Pair("ld", "AE").may_be_in("Le dossier de l'Afrique, l E, Al")
