from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from index.results import FacetValue
from index.search.query import Filter
from viewer.models.facets import FEW, FacetModel, State, arranged, is_range
from viewer.models.roles import Role

STATUSES = (
    FacetValue("completed", "Achevé", 80),
    FacetValue(None, "Not stated", 200),
    FacetValue("active", "Actif", 40),
    FacetValue("planned", "Prévu", 0),
)


@pytest.fixture
def model(qapp):
    model = FacetModel("status")
    model.set_values(STATUSES, ())
    return model


def labels(rows):
    return [row.label for row in rows]


def test_the_model_keeps_qt_s_rules(qtmodeltester, model):
    qtmodeltester.check(model)


def test_largest_first_and_not_stated_last(model):
    assert labels(model.rows) == ["Achevé", "Actif", "Not stated"]


def test_years_go_from_the_newest_to_the_oldest():
    values = tuple(FacetValue(year, year, n) for n, year in enumerate(("2016", "2024", "2009"), 1))
    assert labels(arranged("year", values, ())) == ["2024", "2016", "2009"]


def test_equal_counts_go_by_their_labels_without_accents():
    values = (FacetValue("b", "Épargne", 1), FacetValue("c", "Zone", 1), FacetValue("a", "Eau", 1))
    assert labels(arranged("type", values, ())) == ["Eau", "Épargne", "Zone"]


def test_values_go_by_their_names_when_that_is_wanted(model):
    model.set_values([FacetValue("b", "Épargne", 1), FacetValue("c", "Zone", 9), *STATUSES], ())
    model.sort_by_name(True)
    assert labels(model.rows) == ["Achevé", "Actif", "Épargne", "Zone", "Not stated"]
    model.sort_by_name(False)
    assert labels(model.rows) == ["Achevé", "Actif", "Zone", "Épargne", "Not stated"]


def test_years_go_by_their_counts_when_that_is_wanted(qapp):
    model = FacetModel("year")
    model.set_values([FacetValue("2009", "2009", 5), FacetValue("2024", "2024", 1)], ())
    assert labels(model.rows) == ["2024", "2009"]
    model.sort_by_name(False)
    assert labels(model.rows) == ["2009", "2024"]


def test_amounts_go_in_their_order_until_counts_are_wanted():
    values = (
        FacetValue("..<50k", "< 50k", 1),
        FacetValue("50k..<100k", "50k – 100k", 9),
        FacetValue("1m..", "≥ 1m", 4),
        FacetValue(None, "not stated", 20),
    )
    assert labels(arranged("budget", values, ()))[:3] == ["< 50k", "50k – 100k", "≥ 1m"]
    by_count = labels(arranged("budget", values, (), by_name=False))
    assert by_count == ["50k – 100k", "≥ 1m", "< 50k", "Not stated"]


def test_zero_rows_vanish_unless_they_are_chosen():
    rows = arranged("status", STATUSES, (Filter("status", "planned"),))
    assert labels(rows)[0] == "Prévu"
    assert rows[0].state is State.INCLUDED


def test_chosen_and_left_out_values_stay_on_top():
    rows = arranged("status", STATUSES, (Filter("status", None, True), Filter("year", "2024")))
    assert labels(rows)[0] == "Not stated"
    assert rows[0].state is State.EXCLUDED


def test_shares_are_of_the_largest_count():
    shares = {row.label: row.share for row in arranged("status", STATUSES, ())}
    assert shares == {"Not stated": 1.0, "Achevé": 0.4, "Actif": 0.2}


def test_an_empty_facet_has_no_rows():
    assert arranged("status", (), ()) == ()


def test_a_span_of_years_is_no_value_of_its_own():
    assert is_range(Filter("year", "2015..2018"))
    assert not is_range(Filter("year", "2015"))
    assert not is_range(Filter("year", None))
    rows = arranged("year", (FacetValue("2016", "2016", 1),), (Filter("year", "2015..2018"),))
    assert rows[0].state is State.OFF


@pytest.fixture
def long_model(qapp):
    model = FacetModel("country")
    model.set_values([FacetValue(f"c{n}", f"Pays {n}", 100 - n) for n in range(42)], ())
    return model


def test_many_values_are_cut_to_eight_until_all_are_wanted(long_model):
    assert long_model.rowCount() == FEW
    assert long_model.values_count == 42
    long_model.show_all(True)
    assert long_model.rowCount() == 42


def test_finding_looks_at_every_value_whatever_accents_and_case(long_model):
    long_model.find("PÁYS 4")
    assert labels(long_model.rows) == ["Pays 4", "Pays 40", "Pays 41"]
    long_model.find("")
    assert long_model.rowCount() == FEW


def test_all_chosen_values_are_shown_even_beyond_eight(long_model):
    filters = [Filter("country", f"c{n}") for n in range(12)]
    long_model.set_values([FacetValue(f"c{n}", f"Pays {n}", 5) for n in range(42)], filters)
    assert long_model.rowCount() == 12


def test_new_values_keep_what_is_found(long_model):
    long_model.find("pays 1")
    long_model.set_values([FacetValue("x", "Pays 1", 5), FacetValue("y", "Autre", 5)], ())
    assert labels(long_model.rows) == ["Pays 1"]


def test_roles(model):
    index = model.index(0)
    assert index.data(Role.FACET_ROW) is model.row(0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "Achevé"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Achevé"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_screen_reader_hears_count_and_state(model):
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Achevé, 80"
    model.set_values(STATUSES, (Filter("status", "completed"), Filter("status", "active", True)))
    spoken = [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert spoken == ["Achevé, 80, chosen", "Actif, 40, left out"]


def test_it_says_when_its_rows_changed(qtbot, model):
    with qtbot.waitSignal(model.rows_changed):
        model.set_values(STATUSES, ())
