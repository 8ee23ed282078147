from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from index.search.query import Query
from tests.viewer.fakes import FakeArchive, make_record
from viewer.models.reading import Reading, read
from viewer.panes.readerpane import LARGEST_ZOOM, ReaderPane

LONG = replace(make_record(5), id="long", body="\n\n".join(["une migration " * 60] * 200))


def reading_of(record):
    return read(FakeArchive([record]), Query("migration"), record.id, "en")


@pytest.fixture
def pane(theme, shown):
    return shown(ReaderPane(theme), 600, 500)


@pytest.fixture
def reading():
    return reading_of(make_record(5))


def test_without_a_record_it_says_how_to_come_by_one(pane):
    pane.show_nothing("Choose a record")
    assert pane._blank.isVisible()
    assert not pane.bar.isVisible()
    assert pane.reading is None


def test_a_record_is_shown_with_its_hits_counted(pane, reading):
    pane.set_reading(reading)
    assert pane.view.isVisible()
    assert pane.bar.count_text == "11 hits"
    assert reading.record.title in pane.view.toPlainText()


def test_hits_are_walked_one_after_another(pane, reading):
    pane.set_reading(reading)
    pane.walk(1)
    assert pane.bar.count_text == "hit 1 of 11"
    pane.walk(1)
    pane.walk(-1)
    assert pane.bar.count_text == "hit 1 of 11"


def test_walking_past_either_end_says_so(qtbot, pane, reading):
    pane.set_reading(reading, hit=1)
    with qtbot.waitSignal(pane.hits_passed) as passed:
        pane.walk(-1)
    assert passed.args == [-1]
    pane.set_reading(reading, hit=-1)
    assert pane.bar.count_text == "hit 11 of 11"
    with qtbot.waitSignal(pane.hits_passed) as passed:
        pane.walk(1)
    assert passed.args == [1]


def test_going_back_without_a_current_hit_starts_at_the_last(pane, reading):
    pane.set_reading(reading)
    pane.walk(-1)
    assert pane.bar.count_text == "hit 11 of 11"


def test_a_record_without_hits_is_passed_at_once(qtbot, pane):
    pane.set_reading(Reading(make_record(5)))
    assert pane.bar.count_text == ""
    with qtbot.waitSignal(pane.hits_passed):
        pane.walk(1)


def test_a_long_text_comes_in_passages_without_holding_up_the_window(qtbot, pane):
    pane.set_reading(reading_of(LONG))
    assert pane.bar.count_text == "12,001 hits"
    assert len(pane.view.document().marks) < 2000
    qtbot.waitUntil(lambda: not pane._feed.isActive())
    assert len(pane.view.document().marks) == 12001


def test_the_last_hit_of_a_long_text_is_reached_when_it_is_set(qtbot, pane):
    pane.set_reading(reading_of(LONG), hit=-1)
    qtbot.waitUntil(lambda: pane.bar.count_text == "hit 12,001 of 12,001")
    qtbot.waitUntil(lambda: not pane._feed.isActive())


def test_another_record_while_a_long_one_is_set(qtbot, pane, reading):
    pane.set_reading(reading_of(LONG))
    pane.set_reading(reading)
    qtbot.waitUntil(lambda: not pane._feed.isActive())
    assert pane.bar.count_text == "11 hits"


def test_zoom_sets_the_text_larger_and_keeps_the_hit(qtbot, pane, reading):
    pane.set_reading(reading)
    pane.walk(1)
    before = pane.view.document().size().height()
    with qtbot.waitSignal(pane.zoom_changed):
        pane.set_zoom(4)
    assert pane.view.document().size().height() > before
    assert pane.bar.count_text == "hit 1 of 11"
    pane.set_zoom(999)
    assert pane.zoom == LARGEST_ZOOM


def test_ctrl_and_the_wheel_zoom(pane, reading):
    pane.set_reading(reading)
    place = QPointF(10, 10)
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    pane.wheelEvent(event)
    assert pane.zoom == 1


def test_what_was_removed_is_shown_on_demand(pane, reading):
    pane.set_reading(reading)
    assert "Accueil" not in pane.view.toPlainText()
    pane.show_furniture(True)
    assert "Accueil" in pane.view.toPlainText()
    pane.show_furniture(False)
    assert "Accueil" not in pane.view.toPlainText()


def test_the_same_record_marked_anew_keeps_its_place(pane, reading):
    pane.resize(600, 250)
    pane.set_reading(reading)
    pane.view.verticalScrollBar().setValue(200)
    before = pane.view.verticalScrollBar().value()
    pane.set_reading(Reading(reading.record))
    assert abs(pane.view.verticalScrollBar().value() - before) < 40


def test_another_record_begins_at_its_top(pane, reading):
    pane.resize(600, 250)
    pane.set_reading(reading)
    pane.walk(-1)
    pane.set_reading(reading_of(make_record(15)))
    assert pane.view.verticalScrollBar().value() == 0
    assert pane.bar.count_text == "11 hits"


def test_the_text_follows_the_colours(theme, pane, reading):
    pane.set_reading(reading)
    theme.choose("dark")
    cursor = pane.view.textCursor()
    cursor.setPosition(2)
    assert cursor.charFormat().foreground().color().name() == theme.colours.text


def test_inferred_values_are_told_apart(pane, reading):
    pane.set_reading(reading)
    cursor = pane.view.document().find("Asia and Oceania", 0)
    assert cursor.charFormat().fontItalic()
    assert "Chine" in cursor.charFormat().toolTip()


def test_a_long_text_is_set_again_once_the_pane_s_width_rests(qtbot, pane):
    pane.set_reading(reading_of(LONG), hit=1)
    qtbot.waitUntil(lambda: not pane._feed.isActive())
    before = pane.view.document()
    pane.resize(400, 500)
    assert pane.view.document() is before
    qtbot.waitUntil(lambda: pane.view.document() is not before)
    qtbot.waitUntil(lambda: not pane._feed.isActive())
    assert pane.bar.count_text == "hit 1 of 12,001"
    assert pane.view.lineWrapColumnOrWidth() <= 400


def test_a_long_text_that_is_set_again_keeps_its_place(qtbot, pane):
    pane.set_reading(reading_of(LONG))
    qtbot.waitUntil(lambda: not pane._feed.isActive())
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place, _ = pane._place()
    pane.set_zoom(1)
    qtbot.waitUntil(lambda: not pane._feed.isActive())
    assert abs(pane._place()[0] - place) < 400
