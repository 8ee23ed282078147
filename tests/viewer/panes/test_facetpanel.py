from __future__ import annotations

import pytest

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
