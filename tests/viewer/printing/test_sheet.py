import pytest
from PySide6.QtGui import QPainter

from viewer.printing.sheet import RunningLines


def test_the_body_stands_within_the_paper(sheet):
    paper = sheet.device.pageLayout().fullRectPixels(sheet.device.logicalDpiX())
    assert 0 < sheet.body.left() < sheet.body.right() < paper.width()
    assert 0 < sheet.body.top() < sheet.body.bottom() < paper.height()


def test_lengths_are_in_the_pixels_of_the_device(sheet):
    assert sheet.points(72) == pytest.approx(sheet.device.logicalDpiY())
    assert sheet.dots * 25.4 == pytest.approx(sheet.device.logicalDpiY())


@pytest.mark.parametrize("words", ["", "mission", "m" * 500, "une\nligne\x1b"])
def test_head_and_foot_take_any_words(sheet, words):
    painter = QPainter(sheet.device)
    sheet.paint_lines(painter, RunningLines(words, words, words, words), "page 1 of 1")
    assert painter.end()
