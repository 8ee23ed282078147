import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.firstwords import first_word, same_key
from index.keys import key

#: Letters of every kind, blanks of every kind, and marks.
ODD = st.text(st.sampled_from("aÉœßİſKﬁΣ中é\u0301\u0307 \t\xa0\u2003\x1f_-«(’/.1²①"), max_size=12)


@given(st.one_of(st.text(), ODD))
def test_a_word_that_is_told_is_the_first_of_the_key(text):
    assert first_word(text) in ("", key(text).partition(" ")[0])


@given(st.one_of(st.text(), ODD), st.one_of(st.text(), ODD))
def test_same_keys_are_known_without_them(text, other):
    assert same_key(text, other) == (key(text) == key(other))
    assert same_key(text, f"{text}.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Date : 3 mai", "date"),
        ("États-Unis", "etats"),
        ("  «Lire aussi»", "lire"),
        ("« Lire aussi »", ""),
        ("", ""),
        (" \t", ""),
        ("«" * 97 + "Date : 3 mai", ""),
    ],
)
def test_first_words(text, word):
    assert first_word(text) == word
