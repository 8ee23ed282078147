from __future__ import annotations

import pytest

from viewer.panes.importstrip import ImportStrip


@pytest.fixture
def strip(shown):
    strip = shown(ImportStrip(), 900, 60)
    strip.begin()
    return strip


def test_it_begins_before_anything_is_known(strip):
    assert strip.isVisible()
    assert strip._what.text() == "Looking for documents…"
    assert strip._bar.maximum() == 0


def test_it_tells_n_of_m_the_file_speed_failures_and_time_left(strip):
    strip.set_progress(311, 1240, "/x/rapport.pdf", 2, 4.0)
    assert strip._what.text() == "311 of 1,240 documents read · rapport.pdf"
    assert strip._pace.text() == "2 could not be read · 78 per second · 12 s left"
    assert (strip._bar.value(), strip._bar.maximum()) == (311, 1240)


def test_in_the_first_second_no_speed_is_guessed(strip):
    strip.set_progress(1, 10, "a.txt", 0, 0.2)
    assert strip._pace.text() == ""


def test_a_long_name_is_cut_in_its_middle(strip):
    strip.set_progress(1, 2, "x" * 900 + ".txt", 0, 0)
    assert "…" in strip._what.text()
    assert strip._what.text().endswith(".txt")


def test_nothing_to_do_is_no_division(strip):
    strip.set_progress(0, 0, "", 0, 0)
    assert strip._what.text() == "Looking for documents…"


def test_it_can_be_stopped_once(qtbot, strip):
    with qtbot.waitSignal(strip.cancelled):
        strip._stop.click()
    assert not strip._stop.isEnabled()
    strip.begin()
    assert strip._stop.isEnabled()
