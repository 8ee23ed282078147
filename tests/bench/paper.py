"""How long printing takes, and whether everything that was asked for is on the paper.

``python -m tests.bench.paper [--quick] [--json FILE]`` prints sheets and result lists of records
that are made here to PDF, without a display. Times are of one process, start-up of Qt aside.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtGui import QGuiApplication

from index.record import INFERRED, CardField, Record

#: What is measured -> the most that it may be: seconds or pages, each said by its name.
BARS = {
    "one sheet, median, s": 0.25,
    "100 sheets, s": 10.0,
    "list of 1,000 records, s": 8.0,
    "a record of 200,000 words, s": 20.0,
    "sheets that lack their title, identifier or page number": 0.0,
    "records that the list lacks": 0.0,
    "characters beyond the margins": 0.0,
}
#: No character stands nearer to the edge of the paper than this, in points (1 cm).
_MARGIN = 28.0


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and tell; 0 when every bar is kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.paper", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    asked = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["paper"])
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), 10 if asked.quick else 1)
    del application
    bars = [
        {"name": name, "value": round(value, 4), "bar": bar, "ok": value <= bar}
        for (name, bar), value in zip(BARS.items(), figures, strict=True)
    ]
    for entry in bars:
        mark = "ok" if entry["ok"] else "MISSED"
        print(f"{entry['name']:<58} {entry['value']:>9.3f}  ≤ {entry['bar']:>6.2f}  {mark}")
    if asked.json:
        asked.json.write_text(json.dumps({"bars": bars}, indent=2), encoding="utf-8")
    return 0 if all(entry["ok"] for entry in bars) else 1


def measure(folder: Path, share: int) -> list[float]:
    """Return the figures of ``BARS`` in their order, scaled to the full size of each."""
    from viewer.printing import PrintOptions, export_list_pdf, export_pdf
    from viewer.printing.listing import Heading

    options = PrintOptions(printed_on=date(2026, 1, 1))
    records = [make_record(number) for number in range(1000 // share)]
    sheets = records[: 100 // share]
    one = [
        timed(lambda r=record: export_pdf([r], "bench", folder / "one.pdf", options))
        for record in records[:9]
    ]
    many = timed(lambda: export_pdf(sheets, "bench", folder / "many.pdf", options))
    heading = Heading("migration", ("Region: Africa",), f"{len(records)} records")
    listed = timed(lambda: export_list_pdf(records, heading, "bench", folder / "list.pdf", options))
    long = make_record(1, paragraphs=2000 // share)
    great = timed(lambda: export_pdf([long], "bench", folder / "long.pdf", options))
    pages, beyond = read(folder / "many.pdf")
    rows, beyond_list = read(folder / "list.pdf")
    firsts = [page for page in pages if "page 1 of" in page]
    lacking = [
        record
        for record in sheets
        if not any(record.title[:12] in page and str(record.project_id) in page for page in firsts)
    ]
    told = " ".join(rows)
    unlisted = [record for record in records if str(record.project_id) not in told]
    return [
        statistics.median(one),
        many * share,
        listed * share,
        great * share,
        float(len(lacking)),
        float(len(unlisted)),
        float(beyond + beyond_list),
    ]


def make_record(number: int, paragraphs: int = 6) -> Record:
    """Return a record whose every field follows from its number."""
    text = "Le bureau de liaison décrit la migration dans son volet et la gestion menée ici. "
    return Record(
        id=f"r{number}",
        title=f"Projet {number:04d} : soutien au retour volontaire et à la réinsertion",
        body="\n\n".join([text * 7] * paragraphs),
        kind="project",
        language="fr",
        year=2005 + number % 20,
        status="completed",
        region=("africa",),
        countries=("NE", "TD"),
        budget=100000.0 + number,
        currency="USD",
        project_id=f"PO.{number:04d}",
        card=tuple(CardField(f"Libellé {n}", f"valeur {n} " * (1 + n * 3)) for n in range(12)),
        sources={"region": INFERRED},
        path=f"/archive/projets/{number:04d}.txt",
    )


def timed(action: Callable[[], Any]) -> float:
    """Return the seconds that an action takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def read(path: Path) -> tuple[list[str], int]:
    """Return the text of each page of a PDF, and how many characters stand beyond the margins."""
    document = pypdfium2.PdfDocument(path)
    texts, beyond = [], 0
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        width, height = page.get_size()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            inside = left >= _MARGIN and right <= width - _MARGIN
            inside = inside and bottom >= _MARGIN and top <= height - _MARGIN
            beyond += right > left and not inside
        text.close()
        page.close()
    document.close()
    return texts, beyond


if __name__ == "__main__":
    raise SystemExit(main())
