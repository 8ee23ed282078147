"""Records become documents of the schema, and come back from their stored bytes."""

import math
from dataclasses import replace
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import schema
from index.analysis import WORD, fold
from index.collation import sort_key
from index.record import INFERRED, CardField, Record
from index.schema import (
    FACET_COLUMNS,
    NUMBER_COLUMNS,
    date_number,
    facet_column,
    fold_title,
    fonds_schema,
    identifier_key,
    looks_like_identifier,
    pack_record,
    pack_text,
    packed_body,
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


@pytest.mark.parametrize("body", ["", "\n", "un\n\ndeux\r\n", "\x00 \ud800 \U0001f600 {}"])
def test_a_text_is_stored_as_it_is(body):
    record = replace(RECORD, body=body, title="un\ntitre")
    packed = pack_record(record)
    assert unpack_record(packed) == record
    assert packed.endswith(b"\n" + body.encode("utf-8", "surrogatepass"))


def test_what_has_no_text_is_no_record():
    with pytest.raises(ValueError, match="no text"):
        unpack_record(replace(RECORD, body="").to_json().encode())


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
    assert fold_title("Été") < fold_title("« L’Été »") < fold_title("Mars")
    assert fold_title("Été") < fold_title("Eux")


def test_spanish_titles_and_countries_have_keys_of_their_own():
    document = to_document(replace(RECORD, title="Niños", countries=("DE", "FR")), 20240101.0)
    assert document["title_key"] != document["title_key_es"]
    assert document["title_key"] < sort_key("Ninz") < document["title_key_es"]
    named = {name: document[f"country_key_{name}"] for name in ("en", "fr", "es")}
    assert named == {
        "en": sort_key("Germany"),
        "fr": sort_key("Allemagne", "fr"),
        "es": sort_key("Alemania", "es"),
    }
    assert to_document(RECORD, 20240101.0)["country_key_en"] == b""


def test_what_was_inferred_is_in_no_column_of_stated_values():
    guessed = replace(RECORD, countries=("TD",), sources={"region": INFERRED, "year": "card"})
    document = to_document(guessed, 20240101.0)
    assert (document["region"], document["region_stated"]) == (("africa", "global"), ())
    assert document["year"] == document["year_stated"] == ("2024",)
    assert document["country"] == document["country_stated"] == ("TD",)
    assert facet_column("region", stated_only=True) == "region_stated"
    assert facet_column("kind", stated_only=True) == "kind"


def test_amounts_have_a_band_and_a_currency():
    document = to_document(replace(RECORD, budget=75_000.0, currency="EUR"), 20240101.0)
    assert (document["budget_band"], document["currency"]) == (("50k..<100k",), ("EUR",))
    without = to_document(replace(RECORD, currency="EUR"), 20240101.0)
    assert (without["budget_band"], without["currency"]) == ((), ())


@given(
    st.lists(
        st.sampled_from(["PO.0105", " ", "²", "x", "12", "-", "٣", "été", "½b2", "\n", "q"])
    ).map("".join)
    | st.text(max_size=50),
    st.sampled_from(["CBF-1327", "document 7", "–", "x" * 81]),
)
def test_every_word_that_looks_like_an_identifier_is_one(text, stem):
    record = replace(RECORD, title=text, path=f"/a/{stem}.txt", card=(CardField("a", text),))
    words = [word for place in (text, stem) for word in WORD.findall(place)]
    terms = {identifier_key(word) for word in words if not word.isalpha()}
    expected = {term for term in terms if looks_like_identifier(term)} | {"po0105"}
    expected |= {identifier_key(stem)} if len(stem) <= 80 else set()
    assert set(to_document(record, 0.0)["ident"]) == expected


def test_a_digit_comes_of_nothing_but_what_may_be_one():
    folded = (chr(code) for code in range(0x110000) if not schema._PERHAPS_DIGIT.match(chr(code)))
    assert not any(map(schema._HAS_DIGIT.search, map(fold, folded)))


@given(st.lists(st.sampled_from(["a", ".", "..", "b.c", "/", " "])).map("".join))
def test_a_name_without_its_ending_is_what_pathlib_says(name):
    path = str(PurePath("/docs", name, "x" + name.replace("/", "")))
    assert schema._stem(path) == PurePath(path).stem


def test_entries_of_long_values_are_indexed_too():
    card = (CardField("Objet", "long " * 60 + "dernier"),)
    assert to_document(replace(RECORD, card=card), 0.0)["entry"] == ("objet:dernier", "objet:long")


def test_the_text_of_a_stored_record_stands_behind_its_first_line():
    assert packed_body(pack_record(RECORD)) == RECORD.body
    assert pack_record(RECORD, pack_text(RECORD.body)) == pack_record(RECORD)
