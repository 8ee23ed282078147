"""Compound files: streams, properties, what lies in them, and locked ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.readers import read_parts
from index.ingest.readers.compound import box, facts_of, kind_of, stream
from index.ingest.readers.content import Bounds, opened
from tests.index.ingest.readers import boxes, makers

LONG = bytes(range(256)) * 40


def test_short_and_long_streams_come_back(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.bin", boxes.box({"a": b"short", "f/b": LONG}))
    with opened(path, Limits()) as content, box(content) as found:
        bounds = Bounds(Limits())
        assert stream(found, "a", content, bounds) == b"short"
        assert stream(found, "f/b", content, bounds) == LONG
        assert stream(found, "c", content, bounds) is None
        assert bounds.unpacked == len(LONG) + 5
        assert facts_of(found, content) == {}


def test_what_the_box_says_of_itself() -> None:
    path = boxes.OFFICE_97 / "fiche.doc"
    with opened(path, Limits()) as content, box(content) as found:
        assert facts_of(found, content)["title"] == "Fiche du projet"


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("WordDocument", "doc"),
        ("Workbook", "xls_rows"),
        ("PowerPoint Document", "ppt"),
        ("__properties_version1.0", "outlook"),
        ("Other", None),
    ],
)
def test_its_streams_tell_what_it_is(tmp_path: Path, name: str, module: str | None) -> None:
    path = makers.write(tmp_path, "a.bin", boxes.box({name: b"x"}))
    with opened(path, Limits()) as content:
        assert kind_of(content) == module
        assert content.file.tell() == 0


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    data = (boxes.OFFICE_97 / "fiche.doc").read_bytes()
    (part,) = read_parts(makers.write(tmp_path, "a.docx", data))
    assert part.text.startswith(makers.TITLE)


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.xlsx", "a.pptx"])
def test_a_locked_document_is_told(tmp_path: Path, name: str) -> None:
    path = makers.write(tmp_path, name, boxes.box({"EncryptedPackage": LONG}))
    with pytest.raises(ReadError) as caught:
        list(read_parts(path))
    assert "protected by a password" in caught.value.reason
