import json
from dataclasses import asdict
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from index.record import INFERRED, CardField, Record

_TEXT = st.text(max_size=30)
_RECORDS = st.builds(
    Record,
    id=_TEXT,
    title=_TEXT,
    body=_TEXT,
    year=st.none() | st.integers(1800, 2100),
    budget=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    region=st.lists(_TEXT, max_size=3).map(tuple),
    countries=st.lists(_TEXT, max_size=3).map(tuple),
    card=st.lists(st.builds(CardField, _TEXT, _TEXT, st.none() | _TEXT), max_size=3).map(tuple),
    furniture=st.lists(_TEXT, max_size=3).map(tuple),
    sources=st.dictionaries(_TEXT, _TEXT, max_size=3),
    value_labels=st.dictionaries(_TEXT, st.dictionaries(_TEXT, _TEXT, max_size=2), max_size=2),
)


@given(_RECORDS)
def test_a_record_is_read_back_as_it_was_written(record):
    assert Record.from_json(record.to_json()) == record


def test_read_only_mappings_are_written_too():
    record = Record("1", "a", "b", sources=MappingProxyType({"region": INFERRED}))
    assert Record.from_json(record.to_json()).inferred == ("region",)


def test_names_of_a_later_version_are_left_out():
    assert Record.from_json('{"id": "1", "title": "a", "body": "b", "mood": "calm"}').title == "a"


def test_identifiers_give_the_project_first():
    record = Record("1", "a", "b", prima_id="CN10P0002", project_id="PO.0105")
    assert record.identifiers == ("PO.0105", "CN10P0002")


@given(_RECORDS, st.booleans())
def test_the_json_is_that_of_all_its_fields(record, body):
    data = asdict(record)
    if not body:
        del data["body"]
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert record.to_json(body=body) == written


@given(st.floats() | st.integers(-(10**18), 10**18))
def test_numbers_are_written_as_json_writes_them(number):
    written = Record("1", "a", "b", budget=number).to_json()
    assert f'"budget":{json.dumps(number)},' in written
