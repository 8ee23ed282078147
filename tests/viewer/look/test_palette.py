from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from viewer.look.palette import DARK, LIGHT, colours_named, contrast, qt_palette

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_recommendation():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@BOTH
@pytest.mark.parametrize("ground", ["ground", "paper", "selection", "hover", "mark"])
def test_text_is_legible_on_every_ground(colours, ground):
    assert contrast(colours.text, getattr(colours, ground)) >= 7


@BOTH
@pytest.mark.parametrize("ground", ["ground", "paper", "selection", "hover"])
def test_secondary_text_is_legible_on_every_ground(colours, ground):
    assert contrast(colours.secondary, getattr(colours, ground)) >= 4.5


@BOTH
def test_accent_and_warning_are_legible_as_text(colours):
    assert contrast(colours.accent, colours.ground) >= 4.5
    assert contrast(colours.accent, colours.paper) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.warning, colours.ground) >= 4.5


@BOTH
def test_qt_draws_with_these_colours(colours):
    palette = qt_palette(colours)
    assert palette.color(QPalette.ColorRole.Window).name() == colours.ground
    assert palette.color(QPalette.ColorRole.Base).name() == colours.paper
    assert palette.color(QPalette.ColorRole.Highlight).name() == colours.accent


def test_an_unknown_name_means_light():
    assert colours_named("dark") is DARK
    assert colours_named("nonsense") is LIGHT
