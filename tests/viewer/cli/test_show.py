import pytest

from viewer.exporting.objects import record_object


@pytest.fixture
def shown(fonds):
    return fonds("show", "PO.0101", "--json").json


def test_json_has_the_keys_of_the_design(shown):
    from index.record import Record

    assert list(shown) == list(record_object(Record(id="", title="", body="")))


def test_values_are_codes_and_numbers(shown):
    assert shown["status"] == "completed"
    assert shown["region"] == ["africa"]
    assert shown["countries"] == ["NE"]
    assert shown["budget"] == 100000.0
    assert shown["currency"] == "USD"
    assert (shown["year"], shown["end"], shown["start"]) == (2016, "2016", None)
    assert {"label": "Statut du projet", "value": "Achevé"} in shown["card"]


@pytest.mark.parametrize("key", ["PO.0101", "po0101", "po-0101"])
def test_a_record_is_found_by_its_identifier_however_written(fonds, shown, key):
    assert fonds("show", key, "--json").json == shown


def test_a_record_is_found_by_its_id_and_by_its_file(fonds, shown):
    assert fonds("show", shown["id"], "--json").json == shown
    assert fonds("show", shown["path"], "--json").json == shown


def test_people_get_title_card_and_text(fonds):
    out = fonds("show", "PO.0101").out
    assert out.startswith("Puits et retour au Niger\n")
    assert "    Status  Completed" in out
    assert "Budget  100,000" in out
    assert "creusent des puits" in out
    assert "puits.txt" in out


def test_inferred_values_are_told_apart(fonds):
    path = fonds("search", "note sans carte", "--json").json["hits"][0]["path"]
    shown = fonds("show", path, "--json").json
    out = fonds("show", path).out
    assert ("(inferred)" in out) == bool(shown["inferred"])


def test_values_are_named_in_the_language_asked_for(fonds):
    assert "Achevé" in fonds("show", "PO.0101", "--labels", "fr").out


def test_no_such_record_is_one_line_and_status_2(fonds):
    ran = fonds("show", "PO.9999")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "fonds: there is no record “PO.9999” in this archive\n"


def test_a_document_does_not_drive_the_terminal(fonds):
    (hit,) = fonds("search", "commande terminal", "--json").json["hits"]
    assert "\x1b" not in fonds("show", hit["id"]).out
