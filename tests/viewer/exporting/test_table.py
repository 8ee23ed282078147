import csv
import io

import pytest

from index.record import INFERRED, CardField, Record
from viewer.exporting.table import FIELDS, write_csv

RECORD = Record(
    id="r",
    title="Projet «eau», phase 2",
    body="Texte",
    kind="project",
    language="fr",
    year=2016,
    status="completed",
    region=("africa", "asia-oceania"),
    countries=("NE",),
    type="tcm",
    budget=100000.5,
    currency="USD",
    project_id="PO.0105",
    card=(CardField("Bailleur", "UE\net autres"),),
    sources={"region": INFERRED},
    value_labels={"type": {"tcm": "TCM"}},
    path="/a/b.txt",
)


def rows(*records, language="en"):
    file = io.StringIO(newline="")
    write_csv(records, file, "archive", language)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


def test_each_record_is_a_row_with_codes_and_labels():
    (row,) = rows(RECORD)
    assert row["status"] == "completed"
    assert row["status_label"] == "Completed"
    assert row["region"] == "africa; asia-oceania"
    assert row["region_label"] == "Africa; Asia and Oceania"
    assert row["countries_label"] == "Niger"
    assert row["type_label"] == "TCM"
    assert row["inferred"] == "region"
    assert row["card"] == "Bailleur: UE et autres"


def test_every_field_has_a_column():
    assert set(FIELDS) <= set(rows(RECORD)[0])


def test_numbers_are_numbers():
    (row,) = rows(RECORD)
    assert (row["year"], row["budget"]) == ("2016", "100000.5")
    (whole,) = rows(Record(id="w", title="", body="", budget=-2500.0))
    assert whole["budget"] == "-2500"


def test_what_is_not_stated_is_empty():
    (row,) = rows(Record(id="r", title="", body=""))
    assert {row[name] for name in FIELDS if name not in {"id", "kind"}} == {""}


def test_labels_come_in_the_language_asked_for():
    assert rows(RECORD, language="fr")[0]["status_label"] == "Achevé"


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=x", "\r=x", "\n=x"])
def test_a_spreadsheet_never_works_text_out(text):
    (row,) = rows(Record(id="r", title=text, body=""))
    assert row["title"] == f"'{text}"


def test_quotes_commas_and_lines_survive():
    title = 'a "b", c;\nd'
    assert rows(Record(id="r", title=title, body=""))[0]["title"] == title


def test_lines_end_as_rfc_4180_has_it():
    file = io.StringIO(newline="")
    write_csv([RECORD], file, "archive")
    assert file.getvalue().count("\r\n") == 2
