import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.traces import Traces

TEXTS = {
    "uvre": "œuvre",
    "uvré": "œuvré",
    "dun": "d'un",
    "jusquà": "jusqu'à",
    "sa sur": "sa sœur",
    "clin d'il": "clin d'œil",
    "clin d’il": "clin d’œil",
}
TRACES = Traces(TEXTS.items())
#: Letters, and what stands beside words: other letters, marks, digits, halves of characters.
AROUND = "aéœŒĀßŋ ’'\n×÷·—«\xa0_3?\ufffd\u0301中К😀\ud800"


def found(text):
    return TRACES.found(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uvre", {"uvre"}),
        ("MAIN-D'UVRÉ", {"uvré"}),
        ("d\u00d7uvre\u00f7", {"uvre"}),
        ("œuvre, ouvre, uvres", set()),
        ("jusquà", {"jusquà"}),
        ("jusqu'à", set()),
        ("un clin d'il", {"clin d'il", "clin d’il"}),
        ("sa sur, la sur", {"sa sur"}),
        ("", set()),
    ],
)
def test_broken_texts_are_found(text, expected):
    assert found(text) == expected


@given(st.text(AROUND), st.sampled_from([*TEXTS]), st.text(AROUND))
def test_no_broken_text_that_is_there_is_missed(before, broken, after):
    for text in (f"{before}{broken}{after}", f"{before}{broken.upper()}{after}"):
        there = {
            known for known in TEXTS if re.search(rf"(?<!\w){known}(?!\w)", text, re.IGNORECASE)
        }
        assert there <= found(text)


@given(st.text(AROUND + "uvre"))
def test_words_are_runs_of_letters(text):
    assert {*re.findall(r"[^\W\d_]+", text.lower())}.intersection(TEXTS) <= found(text)
