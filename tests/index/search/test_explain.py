"""Why a record was found, in plain words."""

import pytest

from index.record import CardField, Record
from index.search.explain import explain
from index.search.language import understand

RECORD = Record(
    id="r",
    title="Retour volontaire",
    body="Les retours de migrants au Niger. Le retour est volontaire.",
    project_id="PO.0105",
    card=(CardField("Bailleur", "AFD"),),
)


@pytest.mark.parametrize(
    ("text", "language", "sentence"),
    [
        ("retour", "en", "“retour” in the title, 2 times in the text, as “retours”."),
        ("Niger", "fr", "« Niger » une fois dans le texte."),
        ("AFD", "es", "«AFD» en la ficha."),
        ("retour Chine", "en", "“Chine” is not in it."),
        ("po0105", "en", "PO.0105 is its identifier, so it comes first."),
        ("migrants Niger", "en", "The words stand close together in it."),
        ('"au Niger"', "en", "“au Niger” once in the text."),
    ],
)
def test_sentences(text, language, sentence):
    assert sentence in explain(RECORD, understand(text).tree, language)


def test_its_place_is_told():
    last = explain(RECORD, understand("retour").tree, "en", 3, 128)[-1]
    assert last.startswith("It is number 3 of 128")


def test_nothing_asked_needs_no_reason():
    assert explain(RECORD, None, "en", 1, 1) == ()
