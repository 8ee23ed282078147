"""How a record is set: colours that can be read, and values that two asks share or not."""

import dataclasses
import re

import pytest
from PySide6.QtGui import QColor

from viewer.look.palette import contrast
from viewer.reading.options import ReadingColours, ReadingOptions


@pytest.mark.parametrize("field", dataclasses.fields(ReadingColours), ids=lambda field: field.name)
def test_a_colour_is_written_as_qt_and_html_read_it(field):
    assert re.fullmatch("#[0-9A-Fa-f]{6}", field.default)
    assert QColor(field.default).isValid()


def test_on_paper_everything_can_be_read():
    colours = ReadingColours()
    for name in ("text", "secondary", "link"):
        assert contrast(getattr(colours, name), "#FFFFFF") >= 4.5
    assert contrast(colours.text, colours.mark) >= 4.5


def test_options_are_equal_by_what_they_say():
    assert ReadingOptions() == ReadingOptions(colours=ReadingColours())
    assert hash(ReadingOptions()) == hash(ReadingOptions())
    assert ReadingOptions(language="fr") != ReadingOptions()
    assert len({ReadingOptions(size=size) for size in (11.5, 12.0, 11.5)}) == 2


def test_nobody_changes_options_that_another_has():
    with pytest.raises(dataclasses.FrozenInstanceError):
        ReadingOptions().size = 12.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        ReadingColours().text = "#FFFFFF"


def test_card_and_text_are_wanted_and_what_was_removed_only_when_asked():
    options = ReadingOptions()
    assert (options.with_card, options.with_text, options.with_furniture) == (True, True, False)
    assert options.size > 0
    assert options.margin >= 0
