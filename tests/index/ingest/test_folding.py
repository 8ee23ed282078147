import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.folding import folded_line, folded_lines

TEXTS = st.one_of(
    st.text(),
    st.text("aZ \tÉéßŒ’\xa0\u2028\u3000\x1c\n\rİςΣǅ中😀\ud800"),
    st.text("ÀÉÎÔÙÇŒÄËÏÖÜŸ a"),
)


@given(st.lists(TEXTS))
def test_lines_are_folded_together_as_one_by_one(lines):
    assert folded_lines(lines) == [folded_line(line) for line in lines]


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("Le\xa0Projet", "le projet"),
        (" ÉTÉ \t 2018\n", "été 2018"),
        ("Straße", "strasse"),
        ("a\ud800b", "a?b"),
        ("", ""),
    ],
)
def test_case_and_blanks(line, folded):
    assert folded_lines([line, "x"]) == [folded.encode(), b"x"]
    assert folded_line(line) == folded.encode()


def test_each_character_is_folded():
    lines = ["".join(map(chr, range(first, first + 64))) for first in range(0, 0x3000, 64)]
    assert folded_lines(lines) == [folded_line(line) for line in lines]
    for line in lines:
        assert folded_lines([*line]) == [folded_line(char) for char in line]


def test_long_lines():
    lines = ["Été 2018 ß " * 100_000, " a  B\xa0", ""]
    assert folded_lines(lines) == [folded_line(line) for line in lines]
