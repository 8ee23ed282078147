import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.reading.plain import one_paragraph, plain


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Achevé\nle 14 mars", "Achevé\nle 14 mars"),
        ("a\tb\rc\fd", "a b c d"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("\x00\x9b\x85", "\ufffd\ufffd\ufffd"),
        ("\ufdd0table\ufdd1\ufffc", "\ufffdtable\ufffd\ufffd"),
        ("\ud800half", "\ufffdhalf"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
    ],
)
def test_only_printable_characters_and_line_feeds_stay(text, safe):
    assert plain(text) == safe


def test_lines_of_one_paragraph_end_softly():
    assert one_paragraph("Tél. +86\nEmail") == "Tél. +86\u2028Email"


@given(st.text())
def test_length_is_kept_so_that_spans_stay_right(text):
    assert len(plain(text)) == len(text) == len(one_paragraph(text))
