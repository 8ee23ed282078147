import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.firstwords import HEAD, FirstWords, same_key
from index.keys import key

#: Letters of every kind, blanks of every kind, and marks.
ODD = st.text(st.sampled_from("aÉœßİſKﬁΣ中é\u0301\u0307 \t\xa0\u2003\x1f_-«(’/.1²①"), max_size=40)
TEXTS = st.one_of(st.text(), ODD)


@given(TEXTS)
def test_no_line_is_ruled_out_that_begins_with_a_first_word(text):
    words = key(text).split()
    assert FirstWords(words[:1]).may_open(text[:HEAD])


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Date : 3 mai", True),
        ("DATÉE du 3 mai", True),
        ("« Date »", True),
        ("…… Demain", True),
        ("ID 33", True),
        ("ßœ", True),
        ("", True),
        ("Demain", False),
        ("Idem", False),
        ("N° 3", False),
        ("Da te", False),
    ],
)
def test_what_may_open_with_a_first_word(line, may):
    assert FirstWords(("date", "id", "ssoe")).may_open(line[:HEAD]) is may


@given(TEXTS, TEXTS)
def test_same_keys_are_known_without_them(text, other):
    assert same_key(text, other) == (key(text) == key(other))
    assert same_key(text, f"{text}.")
