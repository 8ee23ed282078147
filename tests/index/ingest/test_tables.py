"""The shared tables of broken texts and of dates, case by case."""

import json
import re
from pathlib import Path

import pytest

from index.ingest.dates import parse_date
from index.ingest.repair import clean

TABLES = Path(__file__).resolve().parents[3].parent / "shared" / "corpora" / "tables"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not TABLES.is_dir(), reason="the shared tables are not here"),
]

#: A day of this week or this year, or an hour: a document that says so states no date.
RELATIVE = re.compile(r"(?!.*\b\d{4}\b)(?!.*\d\s?[./]\s?\d+\s?[./]\s?\d)")
#: Dates that are read less precisely than the table does, never wrongly, and why.
LESS = {"[Sept] 04, 2014.": "2014"}  # brackets stand for words that an editor put in


def broken_texts():
    path = TABLES / "ftfy_in_the_wild.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def dates():
    """Return (language, text, expected) of the three languages."""
    path = TABLES / "dateparser_table.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [tuple(row) for row in rows if row[0] in ("English", "French", "Spanish")]


STATED = [row for row in dates() if not RELATIVE.match(row[1])]


def stated(case):
    """Return the texts that the table states: with typographic quotes, digraphs … and without."""
    return {case["fixed"], case.get("fixed-encoding", case["fixed"])}


@pytest.mark.parametrize("case", broken_texts(), ids=lambda case: case["label"])
def test_broken_texts_are_mended(case):
    assert clean(case["original"]) in stated(case)


@pytest.mark.parametrize("case", broken_texts(), ids=lambda case: case["label"])
def test_mended_texts_stay(case):
    mended = clean(case["original"])
    assert clean(mended) == mended


@pytest.mark.parametrize(("language", "text", "expected"), STATED)
def test_dates(language, text, expected):
    assert parse_date(text) == LESS.get(text, expected)


def test_what_is_left_out_is_no_date_of_a_document():
    left = [row for row in dates() if row not in STATED]
    assert (len(dates()), len(left)) == (46, 5)
    assert all(parse_date(text) is None for _, text, _ in left)
