from __future__ import annotations

from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from index.results import Completion
from viewer.look.metrics import OFFER_ROW
from viewer.models.offers import OfferModel
from viewer.panes.offerdelegate import OfferDelegate
from viewer.panes.offerlist import OfferList


def test_all_rows_are_of_one_height(theme, qapp):
    delegate = OfferDelegate(theme)
    assert delegate.sizeHint(QStyleOptionViewItem(), None).height() == OFFER_ROW


def test_a_chosen_row_is_told_apart(theme, shown):
    around = shown(QWidget(), 300, 200)
    model = OfferModel(around)
    model.set_offers([Completion("term", "migration", "migration ", 7)] * 2)
    offers = OfferList(theme, model, around)
    offers.show_under(around)
    offers.move(0, 0)
    offers.choose(1)
    image = offers.viewport().grab().toImage()
    first, second = (
        image.pixelColor(2, offers.visualRect(model.index(row, 0)).center().y()) for row in (0, 1)
    )
    assert second.name() == theme.colours.colour("selection").name()
    assert first.name() != second.name()
