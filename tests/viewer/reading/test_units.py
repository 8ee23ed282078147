from hypothesis import given
from hypothesis import strategies as st

from viewer.reading.units import to_code_points, to_utf16, utf16_length

TEXT = "a😀b𝒳é"


def test_text_without_astral_characters_keeps_its_positions():
    assert to_utf16("main-d'œuvre", [(7, 12)]) == ((7, 12),)
    assert to_code_points("main-d'œuvre", [(7, 12)]) == ((7, 12),)
    assert to_utf16("", []) == ()


def test_astral_characters_count_twice_in_utf16():
    assert to_utf16(TEXT, [(0, 1), (1, 2), (2, 5)]) == ((0, 1), (1, 3), (3, 7))
    assert utf16_length(TEXT) == 7


def test_a_position_inside_a_pair_counts_as_before_it():
    assert to_code_points(TEXT, [(2, 4)]) == ((1, 3),)


def test_positions_beyond_the_text_are_its_end():
    assert to_code_points(TEXT, [(6, 99)]) == ((4, 5),)


@given(st.text(st.characters(exclude_categories=("Cs",))), st.data())
def test_there_and_back_again(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert to_code_points(text, to_utf16(text, [(start, end)])) == ((start, end),)
    ((first, last),) = to_utf16(text, [(start, end)])
    assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
