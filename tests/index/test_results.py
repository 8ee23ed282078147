"""Answers are data: frozen, equal by what they hold, with nothing needed that was not said."""

import dataclasses

import pytest

from index import results
from index.results import FacetValue, Hit, Results
from index.search.query import Query

HIT = Hit(
    id="r1",
    title="Retour",
    kind="project",
    year=2019,
    date=None,
    status="active",
    status_label="Actif",
    region=("africa",),
    region_labels=("Afrique",),
    countries=("NE",),
    language="fr",
    identifier="PO.0105",
    score=1.5,
    snippet="Le retour volontaire",
    spans=((3, 9),),
    title_spans=((0, 6),),
    path="/docs/a.txt",
)
VALUE = FacetValue(None, "Not stated", 3)
ANSWER = Results(Query(), 1, 0.01, {"year": (VALUE,)}, None)


@pytest.mark.parametrize("answer", [HIT, VALUE, ANSWER], ids=lambda answer: type(answer).__name__)
def test_nobody_changes_an_answer(answer):
    for field in dataclasses.fields(answer):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(answer, field.name, None)
    assert dataclasses.replace(answer) == answer
    with pytest.raises((AttributeError, TypeError)):
        answer.something_else = 1


def test_two_hits_are_equal_by_what_they_hold():
    assert dataclasses.replace(HIT, score=1.0) != HIT
    assert len({HIT, dataclasses.replace(HIT), dataclasses.replace(HIT, id="r2")}) == 2


def test_what_was_not_said_is_nothing():
    assert HIT.inferred == ()
    assert (ANSWER.suggestion, ANSWER.understood, ANSWER.settled) == (None, "", None)


def test_spans_lie_in_what_they_mark():
    for text, spans in ((HIT.snippet, HIT.spans), (HIT.title, HIT.title_spans)):
        assert [text[start:end].casefold() for start, end in spans] == ["retour"]


def test_every_kind_of_answer_says_what_it_is():
    kinds = [kind for kind in vars(results).values() if dataclasses.is_dataclass(kind)]
    assert {FacetValue, Hit, Results} <= set(kinds)
    assert all(kind.__doc__ and kind.__dataclass_params__.frozen for kind in kinds)
