from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from index.results import FacetValue
from index.search.query import Filter
from viewer.look.metrics import FACET_ROW
from viewer.models.facets import FacetModel
from viewer.panes.facetlist import FacetList

VALUES = (FacetValue("completed", "Achevé", 80), FacetValue("active", "Actif", 40))


@pytest.fixture
def listing(theme, shown):
    model = FacetModel("status")
    listing = FacetList(theme, model)
    model.setParent(listing)
    shown(listing, 200, 200)
    model.set_values(VALUES, ())
    return listing


def test_it_is_as_tall_as_its_rows(listing):
    assert listing.height() == 2 * FACET_ROW


def test_a_click_chooses_and_alt_click_leaves_out(qtbot, listing, click):
    said = []
    listing.toggled.connect(lambda row, out: said.append((row.value, out)))
    click(listing.viewport(), 40, FACET_ROW // 2)
    click(listing.viewport(), 40, FACET_ROW + 5, Qt.KeyboardModifier.AltModifier)
    assert said == [("completed", False), ("active", True)]


@pytest.mark.parametrize(
    ("key", "out"),
    [(Qt.Key.Key_Space, False), (Qt.Key.Key_Return, False), (Qt.Key.Key_Delete, True)],
)
def test_keys_choose_and_leave_out(qtbot, listing, key, out):
    listing.keep_place(1)
    with qtbot.waitSignal(listing.toggled) as said:
        qtbot.keyClick(listing, key)
    assert (said.args[0].value, said.args[1]) == ("active", out)


def test_keys_without_a_place_do_nothing(qtbot, listing):
    listing._rows.set_values((), ())
    with qtbot.assertNotEmitted(listing.toggled):
        qtbot.keyClick(listing, Qt.Key.Key_Delete)


def test_the_menu_offers_what_a_click_does_and_only_this(qtbot, listing):
    menu = listing._menu(listing.model().index(0))
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Choose it", "Leave it out", "Only this"]
    with qtbot.waitSignal(listing.only_wanted) as said:
        menu.actions()[2].trigger()
    assert said.args[0].value == "completed"
    with qtbot.waitSignal(listing.toggled) as said:
        menu.actions()[1].trigger()
    assert said.args[1] is True


def test_the_menu_says_how_to_undo(listing):
    listing._rows.set_values(
        VALUES, (Filter("status", "completed"), Filter("status", "active", True))
    )
    first = [action.text() for action in listing._menu(listing.model().index(0)).actions()]
    second = [action.text() for action in listing._menu(listing.model().index(1)).actions()]
    assert first[0] == "No longer choose it"
    assert second[1] == "No longer leave it out"
