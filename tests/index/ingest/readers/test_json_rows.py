"""JSON files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers


def read(folder: Path, value: Any) -> list[Part]:
    return list(read_parts(makers.write(folder, "a.json", json.dumps(value).encode())))


def test_a_list_of_objects(tmp_path: Path) -> None:
    parts = read(tmp_path, makers.rows())
    assert [part.name for part in parts] == ["row 1", "row 2", "row 3"]
    assert parts[0].card == (("Titre", "Projet 1"), *((a, b) for a, b in makers.CARD))


def test_the_list_within_an_object(tmp_path: Path) -> None:
    parts = read(tmp_path, {"version": 1, "projects": makers.rows(), "tags": ["a"]})
    assert len(parts) == 3


def test_a_single_object_is_one_record(tmp_path: Path) -> None:
    (part,) = read(tmp_path, {"title": "Un", "country": "Niger", "tags": [{"a": 1}]})
    assert part.name == ""
    assert part.card == (("title", "Un"), ("country", "Niger"), ("tags", '[{"a": "1"}]'))


def test_features_of_a_map(tmp_path: Path) -> None:
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in makers.rows()]
    parts = read(tmp_path, {"type": "FeatureCollection", "features": features})
    assert parts[0].card[0] == ("Titre", "Projet 1")


def test_values_as_a_person_reads_them(tmp_path: Path) -> None:
    row = {
        "a": None, "b": True, "c": 6000000.0, "d": 10**30, "e": 1.234, "f": ["x", 2, None],
        "g": {"h": {"i": "j"}}, "k": {},
    }  # fmt: skip
    one, _ = read(tmp_path, [row, {"a": "z"}])
    assert dict(one.card) == {
        "a": "", "b": "true", "c": "6000000", "d": "1" + "0" * 30, "e": "1.2340",
        "f": "x\n2\n", "g.h.i": "j", "k": "{}",
    } | {"f": "x\n2"}  # fmt: skip


@pytest.mark.parametrize("value", ["un texte", ["un", "deux"], 12])
def test_other_values_are_text(tmp_path: Path, value: Any) -> None:
    (part,) = read(tmp_path, value)
    assert part.text in ("un texte", "un\ndeux", "12")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "it is no JSON"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "it is nested too deeply"),
        (b"[" + b"[]," * 2_000_000 + b"[]]", "it holds no list of records"),
        (b"null", "there is nothing to read in it"),
    ],
)
def test_what_is_none(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(read_parts(makers.write(tmp_path, "a.json", data)))
