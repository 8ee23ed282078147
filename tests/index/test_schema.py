"""Records become documents of the schema, and come back from their stored bytes."""

import math

import pytest

from index.record import CardField, Record
from index.schema import (
    FACET_COLUMNS,
    NUMBER_COLUMNS,
    date_number,
    fold_title,
    fonds_schema,
    identifier_key,
    to_document,
    unpack_record,
)

RECORD = Record(
    id="1",
    title="Projet V57-805 : l’Été",
    body="Texte\ud800",
    year=2024,
    region=("africa", "global"),
    project_id="PO.0105",
    path="/docs/CBF1327.txt",
    start="2019-03",
    card=(CardField("Bailleur", "l'AFD et X12-9"), CardField("Statut", "Achevé", "status")),
)


def test_a_document_has_every_field_of_the_schema():
    assert set(to_document(RECORD, 20240101.0)) == set(fonds_schema().names())
    assert set(FACET_COLUMNS) | set(NUMBER_COLUMNS) < set(fonds_schema().names())


def test_what_is_indexed_of_a_record():
    document = to_document(RECORD, 20240101.0)
    assert {"po0105", "v57805", "cbf1327", "x129"} <= set(document["ident"])
    assert document["entry"] == (
        "bailleur:9",
        "bailleur:afd",
        "bailleur:et",
        "bailleur:x12",
        "bailleur:x129",
    )
    assert document["card"] == "Bailleur l'AFD et X12-9\nAchevé"
    assert (document["year"], document["status"]) == (("2024",), ())
    assert document["region"] == ("africa", "global")
    assert (document["date"], document["start"]) == (20240000.0, 20190300.0)
    assert math.isnan(document["budget"])
    assert unpack_record(document["record"]) == RECORD


@pytest.mark.parametrize(
    ("date", "number"),
    [("2024", 20240000.0), ("2024-03", 20240300.0), ("2024-03-14", 20240314.0)],
)
def test_dates_are_numbers_that_sort(date, number):
    assert date_number(date) == number
    assert math.isnan(date_number(None))
    assert math.isnan(date_number("soon"))


def test_identifiers_without_their_separators():
    assert identifier_key(" PO.0105 ") == identifier_key("po-0105") == "po0105"
    assert identifier_key("–") == ""


def test_titles_sort_by_their_words():
    assert fold_title("« L’Été »") == b"l'ete".replace(b"'", "’".encode())
    assert fold_title("Été") < fold_title("Eux")
