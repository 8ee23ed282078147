from __future__ import annotations

import pytest

from viewer.look.metrics import GROUPS
from viewer.panes.header import Header


@pytest.fixture
def header(theme, shown):
    header = shown(Header(theme), 1000, 90)
    header.set_archive("Archives de la mission")
    return header


def test_the_search_field_begins_over_the_list(qtbot, header):
    header.set_indent(241)
    qtbot.waitUntil(lambda: header.query_bar.x() == 241 + GROUPS)
    assert header.chip_bar.x() == header.query_bar.x()


def test_without_filters_it_begins_at_the_edge(qtbot, header):
    header.set_indent(241)
    header.set_indent(0)
    qtbot.waitUntil(lambda: header.query_bar.x() == GROUPS)
    assert not header._name.isVisible()


def test_a_long_name_is_cut_and_whole_in_the_tooltip(header):
    header.set_indent(120)
    header.set_archive("Un nom d'archives vraiment très long")
    assert header._name.text().endswith("…")
    assert header._name.toolTip() == "Un nom d'archives vraiment très long"
