"""PowerPoint 97: texts of slides, each once, without what the masters say."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.readers import read_parts
from tests.index.ingest.readers import boxes, makers


def test_slides_in_both_widths_each_text_once(tmp_path: Path) -> None:
    data = boxes.ppt([["Été", "Кириллица\rdeux\x0btrois"], ["Fin", "Été", "*"]])
    (part,) = read_parts(makers.write(tmp_path, "a.ppt", data))
    assert part.text == "Été\n\nКириллица\ndeux\ntrois\n\nFin"


def test_a_presentation_without_text_is_told(tmp_path: Path) -> None:
    (part,) = read_parts(makers.write(tmp_path, "bilan.ppt", boxes.ppt([])))
    assert (part.title, part.text, part.warning) == ("bilan", "", "it has no text")


def test_another_box_is_none(tmp_path: Path) -> None:
    path = makers.write(tmp_path, "a.ppt", boxes.box({"Other": b"x"}))
    with pytest.raises(ReadError, match="no presentation"):
        list(read_parts(path))


def test_a_record_that_says_it_is_endless_ends_with_the_file(tmp_path: Path) -> None:
    data = boxes.ppt([["Été"]]).replace(b"\xa8\x0f\x03\x00\x00\x00", b"\xa8\x0f\xff\xff\xff\xff")
    (part,) = read_parts(makers.write(tmp_path, "a.ppt", data))
    assert part.text.startswith("Été")
