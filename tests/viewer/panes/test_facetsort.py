from __future__ import annotations

import pytest

from viewer.panes.facetsort import FacetSort


@pytest.mark.parametrize(
    ("facet", "first", "by_name"),
    [("status", "By name", False), ("year", "By year", True), ("budget", "By budget", True)],
)
def test_the_order_that_is_usual_for_the_facet_is_checked(theme, shown, facet, first, by_name):
    button = shown(FacetSort(theme, facet))
    name, count = button.menu().actions()[:2]
    assert name.text() == first
    assert (name.isChecked(), count.isChecked()) == (by_name, not by_name)


def test_the_order_is_said(qtbot, theme, shown):
    button = shown(FacetSort(theme, "status"))
    name, count = button.menu().actions()[:2]
    for action, by_name in ((name, True), (count, False)):
        with qtbot.waitSignal(button.by_name_wanted) as said:
            action.trigger()
        assert said.args == [by_name]


def test_none_can_be_chosen_when_some_are(qtbot, theme, shown):
    button = shown(FacetSort(theme, "status"))
    none = button.menu().actions()[-1]
    button.set_some_chosen(False)
    assert not none.isEnabled()
    button.set_some_chosen(True)
    with qtbot.waitSignal(button.none_wanted):
        none.trigger()


def test_it_is_named_and_reached_by_tab(theme, shown):
    button = shown(FacetSort(theme, "region"))
    assert button.accessibleName() == "Order of region"
    assert button.focusPolicy().value & 1
