from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStyleOptionViewItem

from index.results import FacetValue
from index.search.query import Filter
from viewer.look.metrics import FACET_ROW
from viewer.models.facets import FacetModel
from viewer.panes.facetdelegate import FacetDelegate
from viewer.panes.facetlist import FacetList

VALUES = (
    FacetValue("a", "Achevé", 80),
    FacetValue("b", "Un libellé bien trop long pour la largeur du volet", 40),
    FacetValue(None, "Not stated", 20),
)


@pytest.fixture
def picture(theme, shown):
    model = FacetModel("status")
    listing = FacetList(theme, model)
    model.setParent(listing)
    shown(listing, 200, 200)

    def grab(*filters):
        model.set_values(VALUES, filters)
        return listing.viewport().grab().toImage()

    return grab


def test_the_bar_is_as_long_as_the_share(theme, picture):
    image = picture()
    ink = theme.colours.colour("hairline")
    lengths = []
    for row in range(3):
        y = (row + 1) * FACET_ROW - 3
        lengths.append(sum(image.pixelColor(x, y) == ink for x in range(200)))
    assert lengths == [180, 90, 45]


def test_a_chosen_value_has_its_box_and_bar_in_the_accent(theme, picture):
    image = picture(Filter("status", "a"))
    accent = theme.colours.colour("accent")
    assert image.pixelColor(QPoint(100, FACET_ROW - 3)) == accent
    assert any(image.pixelColor(x, 6) == accent for x in range(14))


def test_a_value_that_is_left_out_is_struck_through(theme, picture):
    plain = picture()
    struck = picture(Filter("status", "a", True))
    assert plain != struck


def test_rows_are_of_one_height(theme, qapp):

    model = FacetModel("status")
    model.set_values(VALUES, ())
    delegate = FacetDelegate(theme)
    option = QStyleOptionViewItem()
    assert {delegate.sizeHint(option, model.index(n)).height() for n in range(3)} == {FACET_ROW}
