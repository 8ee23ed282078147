from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from index.results import Completion
from viewer.look.metrics import OFFER_ROW
from viewer.models.offers import OfferModel
from viewer.panes.offerlist import OfferList


@pytest.fixture
def around(shown):
    return shown(QWidget(), 600, 400)


@pytest.fixture
def offers(theme, around):
    model = OfferModel(around)
    model.set_offers([Completion("term", f"mot{n}", f"mot{n} ", n) for n in range(3)])
    return OfferList(theme, model, around)


def test_it_stands_under_the_field_as_wide_as_that(around, offers):
    field = QLineEdit(around)
    field.setGeometry(40, 20, 300, 32)
    field.show()
    assert not offers.isVisible()
    offers.show_under(field)
    assert offers.isVisible()
    assert (offers.x(), offers.y(), offers.width()) == (40, 52, 300)
    assert offers.height() >= 3 * OFFER_ROW


def test_a_row_is_chosen_and_no_longer(offers):
    assert offers.row == -1
    offers.choose(1)
    assert offers.row == 1
    offers.choose(-1)
    assert offers.row == -1


def test_a_click_takes_a_row(qtbot, around, offers):
    offers.show_under(around)
    with qtbot.waitSignal(offers.row_taken) as taken:
        place = offers.visualRect(offers.model().index(2, 0)).center()
        qtbot.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert taken.args == [2]


def test_it_never_takes_the_keyboard(offers):
    assert offers.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert offers.accessibleName()
