from index.record import INFERRED, CardField, Record
from viewer.exporting.objects import record_object

KEYS = [
    *("id", "title", "kind", "year", "date", "status", "region", "countries", "coverage", "type"),
    *("budget", "currency", "start", "end", "prima_id", "project_id", "language", "path", "body"),
    *("card", "inferred"),
]


def test_the_keys_are_those_of_the_command_line():
    assert list(record_object(Record(id="r", title="T", body="B"))) == KEYS


def test_what_is_not_stated_is_none_and_lists_are_lists():
    found = record_object(Record(id="r", title="T", body="B"))
    assert found["year"] is found["status"] is found["budget"] is None
    assert found["region"] == found["countries"] == found["card"] == found["inferred"] == []


def test_the_card_is_as_stated_and_inferred_fields_are_named():
    record = Record(
        id="r",
        title="T",
        body="B",
        region=("africa",),
        card=(CardField("Statut", "Achevé", "status"),),
        sources={"region": INFERRED, "year": "card"},
    )
    found = record_object(record)
    assert found["card"] == [{"label": "Statut", "value": "Achevé"}]
    assert found["inferred"] == ["region"]


def test_the_type_is_the_stated_text():
    labels = {"type": {"assistance-technique": "Assistance technique"}}
    known = Record(id="r", title="T", body="B", type="assistance-technique", value_labels=labels)
    bare = Record(id="r", title="T", body="B", type="tcmmcb")
    assert record_object(known)["type"] == "Assistance technique"
    assert record_object(bare)["type"] == "tcmmcb"
