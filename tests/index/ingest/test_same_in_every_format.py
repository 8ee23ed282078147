"""One text says the same whatever the format that it comes in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.ingest.records import records_of
from index.progress import Source
from index.record import Record
from tests.index.ingest.readers import makers

TEXT = ["L'appui des autorités aide les familles du Niger à rentrer et à travailler."]
CARD = (*makers.CARD, ("Projet ID", "PO.0107"), ("Couverture", "National"))
LAYOUTS = {
    "bullets": [
        makers.TITLE, "", *(line for a, b in CARD for line in (f"• {a}", b)), "", *TEXT,
    ],
    "marks": [makers.TITLE, *(line for a, b in CARD for line in ("-", a, b)), *TEXT],
    "colons": [makers.TITLE, "", *(f"{a} : {b}" for a, b in CARD), "", *TEXT],
    "news": [
        "Un forum sur la migration s'est tenu à Niamey", "",
        "Niamey, le 14 mars 2016 – Le forum a réuni des élus du Niger et du Mali.", "", *TEXT,
    ],
}  # fmt: skip
IGNORED = {"id": "", "path": "", "source": "", "furniture": (), "sources": {}, "evidence": {}}


def record(folder: Path, name: str, data: bytes) -> Record:
    (found,) = records_of(makers.write(folder, name, data), Source("s", folder))
    return replace(found, **IGNORED)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["b.html", "b.docx", "b.odt", "b.rtf", "b.pdf"])
def test_one_text(tmp_path: Path, layout: str, name: str) -> None:
    made = makers.as_every_page(LAYOUTS[layout])
    plain = record(tmp_path, "b.txt", made["b.txt"])
    assert plain.title == LAYOUTS[layout][0]
    assert plain.countries
    found = record(tmp_path, name, made[name])
    assert found == plain
