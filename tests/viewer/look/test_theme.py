from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QCheckBox, QRadioButton

from viewer.look.palette import DARK, LIGHT, contrast
from viewer.look.theme import Theme, style_sheet


def test_choosing_dark_dresses_the_application_and_says_so(qapp, qtbot, theme):
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.ground
    assert DARK.ground in qapp.styleSheet()


def test_choosing_the_same_or_nonsense_says_nothing(qtbot, theme):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")
        theme.choose("pink")
    assert theme.choice == "light"


def test_it_follows_the_system_when_asked_to(qapp, qtbot, theme, monkeypatch):
    hints = qapp.styleHints()
    theme.choose("system")
    monkeypatch.setattr(type(hints), "colorScheme", lambda _self: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours is DARK


def test_a_broken_choice_means_the_system(qapp):
    theme = Theme(qapp, "nonsense")
    assert theme.choice == "system"
    theme.setParent(None)
    theme.deleteLater()


def test_pictures_are_kept_until_the_colours_change(theme):
    first = theme.picture("check", "accent", 16)
    assert theme.picture("check", "accent", 16) is first
    theme.choose("dark")
    assert theme.picture("check", "accent", 16) is not first


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_style_sheet_has_no_name_left(colours):
    assert "$" not in style_sheet(colours)
    assert colours.accent in style_sheet(colours)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_every_picture_of_the_style_sheet_is_there_and_can_be_drawn(colours):
    paths = re.findall(r'url\("(.+?)"\)', style_sheet(colours))
    assert paths
    assert all(not QImage(path).isNull() for path in paths)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_can_be_seen_on_the_ground_and_shows_its_mark(qtbot, theme, colours, kind):
    theme.choose(colours.name)
    box = kind("x")
    qtbot.addWidget(box)
    box.show()
    empty = box.grab().toImage()
    row = [empty.pixelColor(x, empty.height() // 2).name() for x in range(16)]
    assert max(contrast(colours.ground, pixel) for pixel in row) >= 3
    box.setChecked(True)
    assert box.grab().toImage() != empty
