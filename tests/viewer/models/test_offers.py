from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from index.results import Completion
from viewer.models.offers import OfferModel, note, ordered, recent, saved
from viewer.models.roles import Role

WORD = Completion("term", "migration", "migration ", 1200)
FIELD = Completion("field", "statut:", "statut:")


@pytest.fixture
def model(qapp):
    model = OfferModel()
    model.set_offers([WORD, FIELD])
    return model


def test_the_model_keeps_qt_s_rules(qtmodeltester, model):
    qtmodeltester.check(model)


def test_roles(model):
    index = model.index(0)
    assert index.data(Role.OFFER) is model.offer(0) is WORD
    assert index.data(Qt.ItemDataRole.DisplayRole) == "migration"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "migration, word · 1,200"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_counts_are_told_where_they_say_something(qapp):
    assert note(FIELD) == "filter"
    assert note(Completion("title", "Un", "Un", 1)) == "title"


def test_the_word_in_hand_comes_before_titles():
    title = Completion("title", "Migrations", 'title:"Migrations" ')
    words = [Completion("term", f"mot{n}", f"mot{n} ") for n in range(6)]
    assert ordered([FIELD, title, *words]) == (*words[:4], FIELD, title)


def test_ten_are_enough(model):
    model.set_offers([FIELD] * 18)
    assert model.rowCount() == 10


def test_searches_of_before(qapp):
    (offer,) = recent(["asile year:2024"])
    assert (offer.shown, offer.text, note(offer)) == (
        "asile year:2024", "asile year:2024", "searched before",
    )  # fmt: skip


def test_saved_searches_are_offered_by_their_names_before_those_of_before(qapp):
    offers = (*recent(["asile"]), *saved([("Retour", "retour country:NE")]))
    kept, before = ordered(offers)
    assert (kept.shown, kept.text, note(kept)) == ("Retour", "retour country:NE", "saved search")
    assert note(before) == "searched before"
