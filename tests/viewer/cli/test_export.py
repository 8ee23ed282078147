import csv
import json

import pytest


def test_a_table_of_picked_records(fonds, tmp_path):
    path = tmp_path / "a.csv"
    ran = fonds("export", "PO.0101", "PO.0202", "--format", "csv", "-o", str(path))
    assert (ran.status, ran.out) == (0, f"2 records in {path}\n")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["project_id"] for row in rows] == ["PO.0101", "PO.0202"]
    assert rows[0]["status_label"] == "Completed"


def test_json_of_a_query_on_standard_output(fonds):
    ran = fonds("export", "--query", "migration", "--format", "json")
    found = json.loads(ran.out)
    assert found["archive"] == "mission"
    assert len(found["records"]) == 2


def test_filters_alone_pick_records_too(fonds):
    ran = fonds("export", "--status", "active", "--format", "json")
    assert [r["project_id"] for r in json.loads(ran.out)["records"]] == ["PO.0202"]


def test_a_table_can_begin_with_the_mark_of_utf8(fonds, tmp_path):
    path = tmp_path / "a.csv"
    fonds("export", "PO.0101", "--format", "csv", "--bom", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "csv"],
        ["PO.0101"],
        ["PO.0101", "--format", "xls"],
        ["PO.0101", "--query", "x", "--format", "csv"],
        ["--query", "zzzz", "--format", "csv"],
    ],
)
def test_wrong_use_is_one_line_and_status_2(fonds, words):
    ran = fonds("export", *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
