"""Malformed documents of every format: each gives parts or a ``ReadError``, soon, and no crash."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Limits, Part
from index.ingest.readers import read_parts
from index.ingest.records import records_of
from index.progress import Source
from tests.index.ingest.readers import makers
from tests.index.ingest.readers.spoiling import spoiled

SECONDS = 10
SEEDS = (1, 2)
GOOD = makers.every_format()
CASES = [
    (name, seed, what) for name in GOOD for seed in SEEDS for what, _ in spoiled(b"x" * 100, seed)
]


def outcome(path: Path, limits: Limits | None = None) -> list[Part] | ReadError:
    begin = time.monotonic()
    try:
        parts = list(read_parts(path, limits or Limits()))
    except ReadError as error:
        result: list[Part] | ReadError = error
    else:
        result = parts
    assert time.monotonic() - begin < SECONDS
    if isinstance(result, ReadError):
        assert result.reason
        assert not result.reason.endswith(".")
    else:
        assert result
        assert all(isinstance(part, Part) for part in result)
    return result


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", GOOD)
def test_a_spoiled_document_is_read_or_refused(tmp_path: Path, name: str, seed: int) -> None:
    for what, data in spoiled(GOOD[name], seed):
        path = makers.write(tmp_path, name, data)
        result = outcome(path)
        assert result, what


@pytest.mark.parametrize("name", GOOD)
def test_an_empty_document_is_refused(tmp_path: Path, name: str) -> None:
    result = outcome(makers.write(tmp_path, name, b""))
    assert isinstance(result, ReadError)
    assert result.reason == "the file is empty"


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("other", ["a.pdf", "a.zip", "a.html", "a.rtf", "a.csv"])
def test_a_wrong_ending_does_no_harm(tmp_path: Path, name: str, other: str) -> None:
    outcome(makers.write(tmp_path, name, GOOD[other]))


@pytest.mark.parametrize("name", GOOD)
def test_whatever_is_read_of_it_becomes_records(tmp_path: Path, name: str) -> None:
    for what, data in spoiled(GOOD[name], 3):
        path = makers.write(tmp_path, name, data)
        try:
            records = list(records_of(path, Source("s", tmp_path)))
        except ReadError:
            continue
        assert all(record.title for record in records), what
