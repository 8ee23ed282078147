from __future__ import annotations

from viewer.look.metrics import FACET_ROW
from viewer.panes.facethead import FacetHead


def test_it_folds_by_click_and_draws_either_way(theme, shown):
    head = shown(FacetHead(theme, "Year"), 200, FACET_ROW)
    open_picture = head.grab().toImage()
    head.click()
    assert not head.isChecked()
    assert head.grab().toImage() != open_picture


def test_it_is_a_row_of_the_panel(theme, shown):
    head = shown(FacetHead(theme, "Year"))
    assert head.sizeHint().height() == FACET_ROW
    assert head.font().bold()
