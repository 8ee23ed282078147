from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from viewer.look import fonts


def test_the_interface_is_not_set_smaller_than_ten_points(qapp):
    assert fonts.interface_font().pointSizeF() >= 10


def test_the_reading_family_is_at_hand(qapp):
    family = fonts.reading_family()
    assert family in QFontDatabase.families() or QFontInfo(QFont(family)).family() == family


def test_without_a_known_serif_the_system_s_is_taken(qapp, monkeypatch):
    monkeypatch.setattr(fonts, "READING_FAMILIES", ())
    assert fonts.reading_family()


def test_variants_leave_the_font_they_come_from_alone(qapp):
    font = fonts.interface_font()
    assert fonts.bold(font).bold()
    assert not font.bold()
    assert fonts.smaller(font).pointSizeF() == font.pointSizeF() - 1
    assert fonts.smaller(QFont("serif", 8)).pointSizeF() == 8


def test_figures_are_of_equal_width(qapp):
    assert fonts.interface_font().featureTags()
