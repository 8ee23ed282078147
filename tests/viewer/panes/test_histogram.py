from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from viewer.panes.histogram import Histogram

COUNTS = {2015: 10, 2016: 5, 2019: 1, 2024: 20}


@pytest.fixture
def histogram(theme, shown):
    histogram = shown(Histogram(theme), 200, 60)
    histogram.set_counts(COUNTS, None)
    return histogram


def drag(histogram, start, end):
    QTest.mousePress(histogram, Qt.MouseButton.LeftButton, pos=QPoint(start, 20))
    QTest.mouseMove(histogram, QPoint(end, 20))
    QTest.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=QPoint(end, 20))


def test_every_year_has_a_bar_even_an_empty_one(histogram):
    bars = histogram.bins()
    assert [first for first, _, _ in bars] == list(range(2015, 2025))
    assert bars[2] == (2017, 2017, 0)


def test_many_years_share_bars(histogram):
    histogram.set_counts({1500: 3, 2024: 1}, None)
    bars = histogram.bins()
    assert len(bars) <= 60
    assert bars[0] == (1500, 1509, 3)
    assert bars[-1] == (2020, 2029, 1)


@pytest.mark.parametrize(
    ("first", "last", "width"), [(1965, 2024, 1), (1964, 2024, 10), (1200, 2024, 100)]
)
def test_bars_are_of_years_decades_or_centuries(histogram, first, last, width):
    histogram.set_counts({first: 1, last: 2}, None)
    bars = histogram.bins()
    assert {stop - start + 1 for start, stop, _ in bars} == {width}
    assert bars[0][0] % width == 0
    assert sum(count for _, _, count in bars) == 3


def test_a_click_takes_a_decade_when_years_are_many(qtbot, histogram):
    histogram.set_counts({1931: 4, 2024: 2}, None)
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        QTest.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    assert chosen.args == [1930, 1939]
    histogram.set_counts({1931: 4, 2024: 2}, (1930, 2029))
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert chosen.args == [1940, 2029]


def test_delete_takes_the_range_back(qtbot, histogram):
    with qtbot.assertNotEmitted(histogram.range_chosen):
        qtbot.keyClick(histogram, Qt.Key.Key_Delete)
    histogram.set_counts(COUNTS, (2016, 2019))
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Delete)
    assert chosen.args == [2016, 2019]


def test_a_click_takes_a_year(qtbot, histogram):
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        QTest.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert chosen.args == [2016, 2016]


@pytest.mark.parametrize(("start", "end"), [(10, 70), (70, 10)])
def test_a_drag_takes_a_range_in_either_direction(qtbot, histogram, start, end):
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        drag(histogram, start, end)
    assert chosen.args == [2015, 2018]


def test_arrows_move_the_first_year_with_shift_the_last(qtbot, histogram):
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert chosen.args == [2016, 2024]
    histogram.set_counts(COUNTS, (2016, 2024))
    with qtbot.waitSignal(histogram.range_chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert chosen.args == [2016, 2023]


def test_other_keys_do_nothing(qtbot, histogram):
    with qtbot.assertNotEmitted(histogram.range_chosen):
        qtbot.keyClick(histogram, Qt.Key.Key_A)


def test_the_chosen_years_are_drawn_in_the_accent(theme, histogram):
    histogram.set_counts(COUNTS, (2024, 2024))
    image = histogram.grab().toImage()
    accent = theme.colours.colour("accent")
    assert image.pixelColor(190, 30) == accent
    assert image.pixelColor(10, 38) != accent


@pytest.mark.parametrize(
    ("chosen", "named"),
    [((2016, 2019), "2016–2019"), ((1000, 2016), "2015–2016"), ((2016,) * 2, "2016")],
)
def test_the_chosen_years_are_named_below(monkeypatch, histogram, chosen, named):
    drawn = []
    monkeypatch.setattr(
        "viewer.panes.histogram.QPainter.drawText", lambda *args: drawn.append(args[-1])
    )
    histogram.set_counts(COUNTS, chosen)
    histogram.grab()
    assert drawn[-3:] == ["2015", "2024", named]


def test_one_year_alone_needs_no_histogram(histogram):
    histogram.set_counts({2024: 3}, None)
    assert not histogram.has_bars


def test_without_years_it_draws_and_takes_nothing(qtbot, histogram):
    histogram.set_counts({}, None)
    with qtbot.assertNotEmitted(histogram.range_chosen):
        drag(histogram, 10, 50)
        qtbot.keyClick(histogram, Qt.Key.Key_Right)
    histogram.grab()


def test_it_is_told_to_screen_readers(histogram):
    assert histogram.accessibleName() == "Records per year"
    assert "2015" in histogram.accessibleDescription()
