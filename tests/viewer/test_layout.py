from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit

from index.results import FacetValue
from index.search.query import Filter
from viewer.layout import Layout
from viewer.look.metrics import GROUPS
from viewer.models.chips import Chip


@pytest.fixture
def layout(qtbot, theme):
    layout = Layout(theme)
    qtbot.addWidget(layout)
    layout.resize(1200, 800)
    layout.show()
    qtbot.waitExposed(layout)
    return layout


def test_left_edges_line_up(qtbot, layout):
    layout.show_list(True)
    layout.line_up()
    qtbot.waitUntil(
        lambda: (
            layout.header.query_bar.x() == layout.list.mapTo(layout, layout.list.pos()).x() + GROUPS
        )
    )


def test_hidden_filters_give_their_room(qtbot, layout):
    layout.show_facets(False)
    qtbot.waitUntil(lambda: layout.header.query_bar.x() == GROUPS)
    layout.show_facets(True)
    qtbot.waitUntil(lambda: layout.header.query_bar.x() > 100)


def test_the_start_page_stands_alone(layout):
    layout.show_start(True)
    assert layout.start_shown
    assert not layout.header.isVisible()
    layout.show_start(False)
    assert layout.header.isVisible()


def test_the_list_gives_way_when_nothing_was_found(layout):
    layout.show_list(False)
    assert layout.nothing.isVisible()
    assert not layout.list.isVisible()


def test_widths_are_kept_and_restored(layout):
    layout.set_panes((300, 400, 500))
    assert layout.panes[0] >= 160
    before = layout.panes
    layout.set_panes((1, 2))
    layout.set_panes((0, 0, 0))
    assert layout.panes == before


def test_every_control_is_named_for_screen_readers(layout):
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QAbstractScrollArea)
        for widget in layout.findChildren(kind)
        if not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
        and not widget.isHidden()
    ]
    assert nameless == []


def test_tab_goes_from_search_over_chips_and_filters_to_list_and_text(qtbot, layout):
    chip = Chip(Filter("status", "active"), "Active", "Remove the filter Status: Active")
    layout.header.chip_bar.set_chips([chip])
    layout.facets.set_values({"status": (FacetValue("active", "Active", 3),)}, ())
    order, widget = [], layout.header.query_bar._field
    for _ in range(500):
        order.append(widget)
        widget = widget.nextInFocusChain()
    (button,) = layout.header.chip_bar.buttons()
    stops = (
        layout.header.query_bar._field,
        layout.header.query_bar.last,
        button,
        layout.facets.section("status")._list,
        layout.list,
        layout.reader.view,
    )
    places = [order.index(stop) for stop in stops]
    assert places == sorted(places)
