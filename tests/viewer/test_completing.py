from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from index.errors import FondsError
from index.search.query import Filter
from viewer.session import Session


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(Session(recent=("asile year:2024", "frontières")))
    window.activateWindow()
    window.panes.header.query_bar.field.setFocus()
    qtbot.waitUntil(window.panes.header.query_bar.field.hasFocus)
    return window


@pytest.fixture
def field(window):
    return window.panes.header.query_bar.field


@pytest.fixture
def offers(window):
    return window.panes.offers


def press(qtbot, field, *keys):
    for key in keys:
        qtbot.keyClick(field, key)


def type_and_wait(qtbot, field, offers, text):
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(offers.isVisible)


def shown(offers):
    return [offers.model().index(row, 0).data() for row in range(offers.model().rowCount())]


def test_typing_brings_offers_and_goes_on(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "m")
    assert shown(offers) == ["migration", "main-d'œuvre", "Mozambique"]
    assert offers.row == -1
    assert field.hasFocus()
    qtbot.keyClicks(field, "ig")
    qtbot.waitUntil(lambda: shown(offers) == ["migration"])
    assert field.text() == "mig"


def test_they_stand_under_the_field(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    below = field.mapTo(window, field.rect().bottomLeft())
    assert offers.mapTo(window, offers.rect().topLeft()).y() == below.y() + 1
    assert offers.width() == field.width()


def test_tab_takes_the_first_and_the_search_goes_on(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    press(qtbot, field, Qt.Key.Key_Tab)
    assert field.text() == "migration "
    assert not offers.isVisible()
    assert field.hasFocus()
    qtbot.waitUntil(lambda: window.search.query.words == "migration")


def test_down_and_enter_take_another(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "m")
    press(qtbot, field, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert offers.row == 1
    assert field.accessibleDescription().startswith("main-d'œuvre, word")
    press(qtbot, field, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert field.text() == "main-d'œuvre "


def test_a_country_becomes_a_chip(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "traite moz")
    press(qtbot, field, Qt.Key.Key_Tab)
    assert window.search.query.filters == (Filter("country", "MZ"),)
    assert field.text() == "traite "


def test_what_stands_after_the_cursor_stays(qtbot, window, field, offers):
    field.setText(" chine")
    field.setCursorPosition(0)
    type_and_wait(qtbot, field, offers, "mig")
    press(qtbot, field, Qt.Key.Key_Tab)
    assert field.text() == "migration  chine"
    assert field.cursorPosition() == len("migration ")


def test_offers_stay_in_sight_between_keys_but_old_ones_are_not_taken(qtbot, field, offers):
    type_and_wait(qtbot, field, offers, "m")
    qtbot.keyClicks(field, "o")
    assert offers.isVisible()
    press(qtbot, field, Qt.Key.Key_Tab)
    assert field.text() == "mo"
    assert field.hasFocus()
    qtbot.waitUntil(lambda: shown(offers) == ["Mozambique"])


def test_no_offers_no_list(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "m")
    qtbot.keyClicks(field, "zz")
    qtbot.waitUntil(lambda: not offers.isVisible())
    assert field.hasFocus()


def test_escape_closes_them_and_the_text_stays(qtbot, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    press(qtbot, field, Qt.Key.Key_Escape)
    assert not offers.isVisible()
    assert field.text() == "mig"


def test_enter_without_a_choice_searches(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    press(qtbot, field, Qt.Key.Key_Return)
    assert not offers.isVisible()
    qtbot.waitUntil(window.panes.list.hasFocus)
    assert field.text() == "mig"


def test_below_the_last_is_the_list(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    press(qtbot, field, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert not offers.isVisible()
    qtbot.waitUntil(window.panes.list.hasFocus)


def test_leaving_the_field_closes_them(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    window.panes.list.setFocus()
    assert not offers.isVisible()


def test_a_click_takes_one(qtbot, window, field, offers):
    type_and_wait(qtbot, field, offers, "mig")
    offers.row_taken.emit(0)
    assert field.text() == "migration "


def test_an_empty_field_offers_searches_of_before(qtbot, window, field, offers):
    window.deed["search"].trigger()
    assert shown(offers) == ["asile year:2024", "frontières"]
    press(qtbot, field, Qt.Key.Key_Tab)
    assert window.search.query.to_text() == "asile year:2024"
    assert field.text() == "asile"


def test_so_does_a_click_and_an_emptied_field(qtbot, field, offers):
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert offers.isVisible()
    type_and_wait(qtbot, field, offers, "m")
    press(qtbot, field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: shown(offers) == ["asile year:2024", "frontières"])


def test_searches_that_were_meant_are_remembered(qtbot, window, field):
    qtbot.keyClicks(field, "traite")
    press(qtbot, field, Qt.Key.Key_Return)
    assert window.completing.recent[:2] == ("traite", "asile year:2024")
    assert window.session.recent[0] == "traite"
    qtbot.waitUntil(lambda: window.worker.idle)


def test_the_same_search_is_remembered_once(window):
    for number in range(20):
        window.completing.remember(str(number % 15))
    assert len(window.completing.recent) == 12
    assert window.completing.recent[0] == "4"
    window.completing.remember("")
    assert window.completing.recent[0] == "4"


def test_offers_do_not_outlive_what_cannot_be_completed(
    qtbot, window, field, offers, archive, monkeypatch
):
    def fail(*_arguments):
        raise FondsError("the archive is damaged")

    press(qtbot, field, Qt.Key.Key_Escape)
    window.panes.header.query_bar.take_focus()
    assert offers.isVisible()
    monkeypatch.setattr(archive, "complete", fail)
    qtbot.keyClicks(field, "mig")
    qtbot.waitUntil(lambda: not offers.isVisible())
    qtbot.waitUntil(lambda: window.worker.idle)
