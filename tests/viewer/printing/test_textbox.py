from viewer.printing.fonts import paper_font
from viewer.printing.textbox import TextBox


def height(sheet, text, width=2000.0):
    return TextBox(text, paper_font(9), width, sheet.device).height


def test_height_grows_with_the_lines(sheet):
    one = height(sheet, "mot")
    assert height(sheet, "mot\nmot") == 2 * one
    assert height(sheet, "mot " * 200) > 3 * one


def test_text_without_spaces_is_wrapped_too(sheet):
    assert height(sheet, "x" * 400) > 3 * height(sheet, "x")


def test_an_empty_cell_has_the_height_of_a_line(sheet):
    assert height(sheet, "") in (0.0, height(sheet, "x"))
