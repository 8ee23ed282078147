from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from index.search.query import Query
from viewer.models.hits import HitModel
from viewer.panes.hitlist import HitList


@pytest.fixture
def listing(theme, archive, shown):
    model = HitModel()
    listing = HitList(theme, model)
    model.setParent(listing)
    model.set_answer(200, archive.hits(archive.search(Query()), 0, 160))
    shown(listing, 400, 500)
    return listing


def test_arrows_choose_records(qtbot, listing):
    chosen = []
    listing.row_chosen.connect(chosen.append)
    listing.go_to(0)
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    assert chosen[-2:] == [1, 2]
    assert listing.row == 2


def test_marking_a_row_says_nothing(qtbot, listing):
    with qtbot.assertNotEmitted(listing.row_chosen):
        listing.mark_row(3)
    assert listing.row == 3


def test_rows_that_are_not_there_are_not_gone_to(listing):
    listing.go_to(500)
    listing.go_to(-1)
    assert listing.row <= 0


def test_up_from_the_first_row_goes_to_the_search_field(qtbot, listing):
    listing.go_to(0)
    with qtbot.waitSignal(listing.search_wanted):
        qtbot.keyClick(listing, Qt.Key.Key_Up)


def test_enter_goes_to_the_text(qtbot, listing):
    listing.go_to(0)
    with qtbot.waitSignal(listing.reading_wanted):
        qtbot.keyClick(listing, Qt.Key.Key_Return)


def test_letters_are_left_to_the_window(qtbot, listing):
    listing.go_to(0)
    qtbot.keyClick(listing, Qt.Key.Key_S)
    assert listing.row == 0


def test_a_menu_is_asked_for_on_a_row(qtbot, listing):
    with qtbot.waitSignal(listing.menu_wanted):
        listing.customContextMenuRequested.emit(QPoint(20, 20))


def test_all_rows_are_of_one_height(listing):
    heights = {listing.visualRect(listing.model().index(row)).height() for row in range(150)}
    assert len(heights) == 1
    assert heights.pop() % 4 == 0


def test_only_what_is_painted_is_asked_for(qtbot, listing):
    asked = []
    listing._hits.page_wanted.connect(asked.append)
    listing._hits.set_answer(100_000)
    listing.grab()
    assert asked == [0]


def test_it_is_named_for_screen_readers(listing):
    assert listing.accessibleName() == "Records found"


def test_shift_and_ctrl_choose_several(qtbot, listing, click):
    told = []
    listing.chosen_changed.connect(told.append)

    def at(row):
        return listing.visualRect(listing.model().index(row)).center()

    for row, modifier in (
        (0, Qt.KeyboardModifier.NoModifier),
        (2, Qt.KeyboardModifier.ShiftModifier),
        (4, Qt.KeyboardModifier.ControlModifier),
        (1, Qt.KeyboardModifier.ControlModifier),
    ):
        click(listing.viewport(), at(row).x(), at(row).y(), modifier)
    assert listing.chosen_rows == (0, 2, 4)
    assert told[-1] == 3
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    assert len(listing.chosen_rows) == 1


def test_all_can_be_chosen_from_the_keyboard(qtbot, listing):
    listing.go_to(0)
    qtbot.keyClick(listing, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert listing.chosen_rows == tuple(range(200))


def test_what_is_chosen_stays_when_another_row_is_marked(listing):
    listing.choose_rows([2, 5])
    listing.mark_row(5)
    assert listing.chosen_rows == (2, 5)
    assert listing.row == 5


def test_another_answer_chooses_nothing(listing):
    told = []
    listing.choose_rows([2, 5])
    listing.chosen_changed.connect(told.append)
    listing._hits.set_answer(10)
    assert told[-1] == 0
    assert listing.chosen_rows == ()
