"""JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers


def read(folder: Path, data: bytes) -> list[Part]:
    return list(read_parts(makers.write(folder, "a.jsonl", data)))


def test_a_record_per_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(row) for row in makers.rows()) + "\n\n"
    assert [part.name for part in read(tmp_path, lines.encode())] == ["row 1", "row 2", "row 3"]


def test_a_broken_line_costs_itself(tmp_path: Path) -> None:
    good, bad, late = read(tmp_path, b'{"a": 1}\n{"a": \n"texte"\n')
    assert good.card == (("a", "1"),)
    assert (bad.name, bad.warning) == ("row 2", "the line is no JSON")
    assert late.text == "texte"


def test_something_else_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="most of its lines are no JSON"):
        read(tmp_path, b"pas du JSON\n" * 100)


def test_a_line_without_end(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="a line is longer than 8 MB"):
        read(tmp_path, b'{"a": "' + b"x" * 9_000_000)
