from __future__ import annotations

from viewer.panes.hairline import Hairline


def test_it_is_one_pixel_in_the_colour_of_hairlines(theme, shown):
    line = shown(Hairline(), 100, 1)
    assert line.height() == 1
    assert line.grab().toImage().pixelColor(50, 0) == theme.colours.colour("hairline")
