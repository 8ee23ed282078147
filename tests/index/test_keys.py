import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keys import key, slug


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


def test_a_letter_that_becomes_several_or_none_goes_the_long_way():
    assert key("½ Straße æ ø ð") == "12 strasse ae o"
    assert key("n\u0303 ı ł") == "n i l"
