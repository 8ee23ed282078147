from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from index.search.query import Query
from viewer.models.hits import PAGE, HitModel, facts
from viewer.models.roles import Role


@pytest.fixture
def hits(archive):
    return archive.hits(archive.search(Query()), 0, 200)


@pytest.fixture
def model(qtbot, qtmodeltester, hits):
    model = HitModel()
    model.set_answer(100_000, hits[:PAGE])
    return model


def test_the_model_keeps_qt_s_rules(qtmodeltester, hits):
    model = HitModel()
    model.set_answer(20, hits[:PAGE])
    qtmodeltester.check(model)


def test_it_has_as_many_rows_as_hits(model):
    assert model.rowCount() == 100_000
    assert model.rowCount(model.index(0)) == 0


def test_the_first_page_is_at_hand(qtbot, model, hits):
    with qtbot.assertNotEmitted(model.page_wanted):
        assert model.index(3).data(Role.HIT) is hits[3]


def test_a_page_is_asked_for_once_when_it_is_painted(model):
    asked = []
    model.page_wanted.connect(asked.append)
    for row in (50_000, 50_001, 50_000):
        assert model.index(row).data(Role.HIT) is None
    assert asked == [50_000 // PAGE]


def test_a_page_that_comes_is_painted(qtbot, model, hits):
    model.index(PAGE).data(Role.HIT)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.set_page(1, hits[PAGE : 2 * PAGE])
    assert (changed.args[0].row(), changed.args[1].row()) == (PAGE, 2 * PAGE - 1)
    assert model.hit(PAGE) is hits[PAGE]


def test_a_page_that_will_not_come_is_asked_for_again(model):
    asked = []
    model.page_wanted.connect(asked.append)
    model.hit(PAGE)
    model.forget_page(1)
    model.hit(PAGE)
    assert asked == [1, 1]


def test_the_model_is_reset_once_per_answer(qtbot, model, hits):
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.set_answer(3, hits[:3])
    assert resets == [1]
    assert model.rowCount() == 3


def test_pages_long_unseen_are_let_go(model, hits):
    for page in range(1, 400):
        model.set_page(page, hits[:PAGE])
    assert model.row_of(hits[0].id) is not None
    assert model.hit(399 * PAGE) is not None
    assert model.hit(PAGE) is None


def test_the_row_of_a_record(model, hits):
    assert model.row_of(hits[5].id) == 5
    assert model.row_of("none") is None


def test_rows_beyond_the_end_have_no_hit(model):
    assert model.hit(-1) is None
    assert model.hit(100_000) is None


def test_a_screen_reader_hears_title_and_facts(model, hits):
    index = model.index(5)
    assert index.data(Qt.ItemDataRole.DisplayRole) == hits[5].title
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(fact in spoken for fact in facts(hits[5]))
    assert model.index(90_000).data(Qt.ItemDataRole.DisplayRole) == ""


def test_roles_that_are_not_known_have_nothing(model):
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex(), Role.HIT) is None


def test_facts_leave_out_what_is_not_stated(hits):
    assert facts(hits[5]) == ("2010", "Active", "Asia and Oceania", "PO.0005")
    assert "" not in facts(hits[10])
