import pytest

from index.ingest.kinds import kind_of
from index.record import CardField

STATUS = CardField("Statut", "Actif", "status")
BUDGET = CardField("Budget", "5", "budget")


def kind(**told):
    nothing = {
        "card": (), "marker": None, "title": "Le lac", "head": "", "menu": False,
        "contact": False, "dated": False, "headline_bullet": False,
    }  # fmt: skip
    return kind_of(**{**nothing, **told})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"card": (STATUS, BUDGET), "dated": True}, "project"),
        ({"card": (STATUS,)}, "document"),
        ({"marker": "press-release", "dated": True}, "press-release"),
        ({"contact": True, "dated": True}, "press-release"),
        ({"menu": True}, "press-release"),
        ({"dated": True}, "news"),
        ({"headline_bullet": True}, "news"),
        ({"title": "Rapport annuel 2019"}, "report"),
        ({"title": "Informe de evaluación"}, "report"),
        ({"head": "From: a@b.example\nTo: c\nSubject: lac"}, "message"),
        ({"head": "From: a\nTo: c\nSubject: lac"}, "document"),
        ({}, "document"),
    ],
)
def test_kinds(told, expected):
    assert kind(**told) == expected
