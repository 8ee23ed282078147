from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from viewer.actions import DEEDS
from viewer.look.icons import application_icon, icon, icon_names, picture
from viewer.look.palette import LIGHT


def inked(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    }


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_draws_something(name):
    assert inked(picture(name, "#ff0000", 32).toImage())


@pytest.mark.parametrize("name", [n for n in icon_names() if n != "fonds"])
def test_every_icon_takes_the_colour_it_is_given(name):
    assert all(ink.endswith("0000") for ink in inked(picture(name, "#ff0000", 32).toImage()))


def test_an_icon_is_accented_when_on(qapp):
    drawn = icon("furniture", LIGHT)
    on = drawn.pixmap(QSize(16, 16), QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert LIGHT.accent in inked(on) | {LIGHT.accent}
    assert not drawn.isNull()


def test_every_icon_of_an_action_exists():
    assert {deed.icon for deed in DEEDS if deed.icon} <= set(icon_names())


def test_the_program_has_an_icon(qapp):
    assert inked(application_icon().pixmap(64, 64).toImage())
