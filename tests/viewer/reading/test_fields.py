from dataclasses import replace

import pytest

from index.record import INFERRED, PICTURES, CardField, Record
from viewer.reading.fields import (
    CARD_FIELDS,
    amount_text,
    card_rows,
    date_text,
    field_text,
    value_text,
)

RECORD = Record(
    id="r",
    title="Titre",
    body="Texte",
    kind="project",
    language="fr",
    year=2024,
    start="2021-03",
    end="2024",
    status="completed",
    region=("africa", "asia-oceania"),
    countries=("CI",),
    type="tcm",
    budget=1250000.5,
    currency="USD",
    project_id="PO.0105",
    card=(
        CardField("Statut du projet", "Achevé", "status"),
        CardField("Bailleur", "Union européenne"),
        CardField("Vide", "  "),
        CardField("Couverture", "partout à la fois", "coverage"),
    ),
    sources={"region": INFERRED},
    evidence={"region": "“Abidjan” in the title"},
    value_labels={"type": {"tcm": "TCM"}},
)


def rows(record=RECORD, language="en"):
    return {row.label: row for row in card_rows(record, language)}


def test_rows_stand_in_the_order_of_the_table_and_unknown_labels_last():
    labels = [row.label for row in card_rows(RECORD)]
    known = [label for label in CARD_FIELDS.values() if label in labels]
    assert labels == [*known, "Bailleur", "Couverture"]


def test_empty_fields_are_left_out():
    assert "Vide" not in rows()
    assert "Prima ID" not in rows()


def test_a_stated_value_that_no_field_took_is_shown_as_it_stands():
    assert rows()["Couverture"].value == "partout à la fois"


def test_an_inferred_value_is_told_apart_with_its_evidence():
    row = rows()["Region"]
    assert row.inferred
    assert row.value == "Africa, Asia and Oceania"
    assert row.note == "“Abidjan” in the title"


def test_a_stated_value_says_in_which_words():
    row = rows()["Status"]
    assert not row.inferred
    assert (row.value, row.note) == ("Completed", "Statut du projet: Achevé")


def test_values_are_named_in_the_language_asked_for():
    french = rows(language="fr")
    assert french["Status"].value == "Achevé"
    assert french["Start"].value == "mars 2021"
    assert french["Countries"].value == "Côte d’Ivoire"


def test_labels_pass_through_the_translation():
    labels = [row.label for row in card_rows(RECORD, "fr", str.upper)]
    assert labels[0] == "STATUS"


def test_the_year_is_left_out_where_the_date_tells_it():
    dated = Record(id="d", title="", body="", year=2024, date="2024-09-12")
    assert field_text(dated, "year") == ""
    assert field_text(dated, "date") == "12 September 2024"


def test_a_date_that_is_the_start_is_told_once():
    begun = Record(id="d", title="", body="", date="2010-03-15", start="2010-03-15")
    assert [row.label for row in card_rows(begun)] == ["Start", "Kind"]


def test_a_value_that_no_table_knows_keeps_its_words():
    assert value_text(RECORD, "type", "tcm") == "TCM"
    assert value_text(RECORD, "type", "unheard-of") == "unheard-of"


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        (100000.0, "USD", "en", "100,000\u00a0USD"),
        (1250000.5, "EUR", "fr", "1\u202f250\u202f000,50\u00a0EUR"),
        (75000.0, None, "es", "75.000"),
        (0.0, "USD", "xx", "0\u00a0USD"),
    ],
)
def test_amounts_are_grouped_as_the_language_has_it(amount, currency, language, text):
    assert amount_text(amount, currency, language) == text


@pytest.mark.parametrize(
    ("iso", "language", "text"),
    [
        ("2024", "en", "2024"),
        ("2024-03", "en", "March 2024"),
        ("2024-03-14", "en", "14 March 2024"),
        ("2024-03-14", "fr", "14 mars 2024"),
        ("2024-03-14", "es", "14 de marzo de 2024"),
        ("2024-13-99", "en", "2024-13-99"),
        ("unknown", "en", "unknown"),
    ],
)
def test_dates_are_as_precise_as_stated(iso, language, text):
    assert date_text(iso, language) == text


def test_a_text_that_was_read_from_pictures_says_so():
    (row,) = (
        row for row in card_rows(replace(RECORD, sources={"body": PICTURES})) if row.label == "Text"
    )
    assert "pictures" in row.value
    assert not any(row.label == "Text" for row in card_rows(RECORD))
