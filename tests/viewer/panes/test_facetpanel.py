from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from index.results import FacetValue
from index.search.query import Filter
from viewer.panes.facetpanel import FacetPanel
from viewer.wording import FACET_NAMES

VALUES = {
    "status": (FacetValue("active", "Actif", 3),),
    "region": (FacetValue("africa", "Afrique", 2),),
}


@pytest.fixture
def panel(theme, shown):
    panel = shown(FacetPanel(theme))
    panel.set_values(VALUES, ())
    return panel


def test_facets_with_values_are_shown_in_their_order(panel):
    visible = [facet for facet in FACET_NAMES if panel.section(facet).isVisible()]
    assert visible == ["status", "region"]


def test_what_sections_ask_for_is_passed_on(qtbot, panel):
    item = Filter("status", "active")
    for name in ("filter_added", "filter_removed", "facet_narrowed"):
        with qtbot.waitSignal(getattr(panel, name)) as said:
            getattr(panel.section("status"), name).emit(item)
        assert said.args == [item]


def test_the_keyboard_goes_to_the_first_facet_that_is_shown(qtbot, panel):
    panel.activateWindow()
    panel.take_focus()
    qtbot.waitUntil(panel.section("status")._list.hasFocus)


def test_arrows_go_on_from_one_facet_into_the_next(qtbot, panel):
    panel.activateWindow()
    panel.take_focus()
    status, region = panel.section("status")._list, panel.section("region")._list
    qtbot.waitUntil(status.hasFocus)
    qtbot.keyClick(status, Qt.Key.Key_Down)
    qtbot.waitUntil(region.hasFocus)
    qtbot.keyClick(region, Qt.Key.Key_Down)
    assert region.hasFocus()
    qtbot.keyClick(region, Qt.Key.Key_Up)
    qtbot.waitUntil(status.hasFocus)


def test_the_panel_scrolls_with_the_keyboard(qtbot, theme, shown):
    panel = shown(FacetPanel(theme), 200, 160)
    values = {
        facet: tuple(FacetValue(f"{facet}{n}", f"{facet} {n}", 9 - n) for n in range(6))
        for facet in ("status", "region", "country")
    }
    panel.set_values(values, ())
    panel.activateWindow()
    panel.take_focus()
    qtbot.waitUntil(panel.section("status")._list.hasFocus)
    for _ in range(15):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Down)
    listing = panel.section("country")._list
    assert listing.hasFocus()
    row = listing.visualRect(listing.currentIndex()).center()
    place = listing.viewport().mapTo(panel, row)
    assert 0 < place.y() < panel.height()


def test_inferred_values_are_left_out_by_one_switch(qtbot, panel):
    switch = panel.findChild(QCheckBox)
    with qtbot.waitSignal(panel.stated_only_wanted) as wanted:
        switch.click()
    assert wanted.args == [True]
    with qtbot.assertNotEmitted(panel.stated_only_wanted):
        panel.set_stated_only(False)
    assert not switch.isChecked()
