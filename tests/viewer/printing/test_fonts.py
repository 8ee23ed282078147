from PySide6.QtGui import QFontDatabase, QFontInfo

from viewer.folders import resource
from viewer.printing.fonts import _FILES, SANS, SERIF, load_fonts, paper_font


def test_the_families_are_there_after_loading(qapp):
    load_fonts()
    load_fonts()
    assert {SERIF, SANS} <= set(QFontDatabase.families())


def test_every_face_comes_with_fonds_and_its_licence():
    for files in _FILES.values():
        for name in files:
            assert resource("fonts", name).is_file()
    assert "OFL-1.1" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_the_faces_can_write_the_three_languages(qapp):
    for files in _FILES.values():
        for name in files:
            number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
            assert QFontDatabase.applicationFontFamilies(number)


def test_a_paper_font_is_the_sans(qapp):
    load_fonts()
    font = paper_font(9, bold=True, italic=True)
    assert (QFontInfo(font).family(), font.bold(), font.italic()) == (SANS, True, True)
