"""How well documents are understood: every layout and field, against stated truth.

``python -m tests.bench.fields [--quick] [--json FILE]`` reads our own documents (those of
``tests/data/texts`` and the sample archive, whose truth lies in ``tests/data/sample``) and, where
it lies beside the checkout, the look-alike collection.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index import values
from index.ingest.pagewords import opens
from index.ingest.places import stated_countries
from index.ingest.readers import read_document
from index.ingest.understand import understand
from index.keys import key, slug
from index.record import Record

ROOT = Path(__file__).resolve().parents[2]
LOOKALIKE = ROOT.parent / "shared" / "corpora" / "lookalike"
#: Name of a collection -> (folder with ``truth.jsonl``, folder of the texts).
COLLECTIONS: Mapping[str, tuple[tuple[Path, Path], ...]] = {
    "own": (
        (ROOT / "tests" / "data" / "texts", ROOT / "tests" / "data" / "texts" / "txt"),
        (ROOT / "tests" / "data" / "sample", ROOT / "resources" / "sample"),
    ),
    "lookalike": ((LOOKALIKE, LOOKALIKE / "txt"),),
}
KINDS = {"P": "project", "N": "press-release", "A": "news"}
Truth = Mapping[str, Any]


@dataclass
class Tally:
    """Right and asked, and the documents that went wrong."""

    right: float = 0.0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, share: float, note: str) -> None:
        """Count one answer; *share* is 1 for a right one."""
        self.right += share
        self.asked += 1
        if share < 1:
            self.wrong.append(note)

    @property
    def share(self) -> float:
        """Right answers among all, 1 where nothing was asked."""
        return self.right / self.asked if self.asked else 1.0


def _folded(text: str | None) -> str:
    return key((text or "").replace("œ", "oe"))


def _code(facet: str, text: str | None) -> str | None:
    return values.code(facet, text) if text else None


def _is_release(truth: Truth) -> bool:
    return str(truth["layout"])[0] in "NA"


def _countries(truth: Truth) -> set[str] | None:
    return set(stated_countries(truth["country"]).codes) if truth.get("country") else None


def _stated(truth: Truth, name: str) -> bool:
    """Tell whether the page shows *name*: P3 pages hold no dates, no year and no Prima ID."""
    return truth["layout"] != "P3" or name not in ("year", "start", "end", "annee", "prima_id")


def _year(truth: Truth) -> int | None:
    """Return the year by the rule of the design, from what the page shows.

    The look-alike truth has years of its source that some of its pages do not show.
    """
    shown = next(
        (truth[name] for name in ("annee", "start_year", "end_year") if truth.get(name)), None
    )
    return int(shown) if shown else None


def compare(truth: Truth, record: Record) -> Iterator[tuple[str, float, str]]:
    """Yield (field, share that is right, note) for everything that *truth* tells."""
    for name, wanted, got in _pairs(truth, record):
        if _stated(truth, name):
            yield name, float(wanted == got), f"{wanted!r} ≠ {got!r}"
    if "countries" in truth:
        yield from _inferred(truth, record)
    yield from _compare_body(truth, record)


def _pairs(truth: Truth, record: Record) -> Iterator[tuple[str, Any, Any]]:
    yield "title", _folded(truth["title"]), _folded(record.title)
    yield "kind", truth.get("kind") or KINDS[str(truth["layout"])[0]], record.kind
    yield "language", truth["lang"], record.language
    if _is_release(truth) or truth.get("kind", "project") != "project":
        yield "date", truth.get("date"), record.date
        yield "year", truth.get("year"), record.year
        return
    stated = {name: value for name, value in record.sources.items() if value != "inferred"}
    yield "year", _year(truth), record.year
    yield "status", _code("status", truth.get("status")), record.status
    region = truth.get("region_text") or truth.get("region")
    yield (
        "region",
        (_code("region", region),) if region else (),
        (record.region if "region" in stated else ()),
    )
    countries = _countries(truth)
    yield "country", countries or set(), set(record.countries) if "countries" in stated else set()
    yield "budget", truth.get("budget"), record.budget
    if "currency" in truth:
        yield "currency", truth["currency"], record.currency
    yield "start", truth.get("start_year"), int(record.start[:4]) if record.start else None
    yield "end", truth.get("end_year"), int(record.end[:4]) if record.end else None
    yield "type", slug(truth["type"]) if truth.get("type") else None, record.type
    yield "coverage", _code("coverage", truth.get("coverage")), record.coverage
    yield "prima_id", truth.get("prima_id"), record.prima_id
    yield "project_id", truth.get("project_id"), record.project_id
    annee = next((entry.value for entry in record.card if entry.field == "year"), None)
    yield "annee", truth.get("annee"), int(annee) if annee else None


def _inferred(truth: Truth, record: Record) -> Iterator[tuple[str, float, str]]:
    """Compare what was inferred with what our own documents say that it should be."""
    wanted, got = set(truth["countries"]), set(record.countries)
    yield "inferred countries", float(wanted == got), f"{wanted} ≠ {got}"
    if "regions" in truth:
        wanted, got = set(truth["regions"]), set(record.region)
        yield "inferred region", float(wanted == got), f"{wanted} ≠ {got}"


def _compare_body(truth: Truth, record: Record) -> Iterator[tuple[str, float, str]]:
    body = _folded(record.body)
    first, last = _folded(truth["body_first"]), _folded(truth["body_last"])
    yield "body_first", float(first in body[: len(first) + 120]), f"{record.body[:90]!r}"
    text = _folded(_without_contact(record.body))
    yield "body_last", float(last in text[-len(last) - 40 :]), f"{record.body[-90:]!r}"
    words = len(_without_contact(record.body).split())
    ratio = words / max(1, truth["body_words"])
    yield (
        "body_words",
        float(0.97 <= ratio <= 1.03 or abs(words - truth["body_words"]) <= 3),
        (f"{words} words, not {truth['body_words']}"),
    )
    left = _furniture_left(truth, record)
    if truth.get("furniture"):
        yield "furniture", float(not left), f"left: {left[:3]}"
    if truth.get("caption"):
        gone = not any(
            _folded(truth["caption"]) == _folded(part) for part in record.body.split("\n")
        )
        yield "caption", float(gone), f"caption in the text: {truth['caption'][:60]!r}"


def _without_contact(body: str) -> str:
    """Return the body before its contact block, which the look-alike truth leaves out."""
    head, _, tail = body.rpartition("\n\n")
    return head if head and opens("contact", tail) else body


def _furniture_left(truth: Truth, record: Record) -> list[str]:
    """Return the furniture lines that still stand in the body as lines of their own."""
    lines = {_folded(line) for line in _without_contact(record.body).split("\n")}
    contact = False
    left = []
    for line in truth.get("furniture", ()):
        contact = contact or opens("contact", line)
        name = _folded(re.sub(r"^[-•]\s*", "", line))
        if not contact and name and name in lines:
            left.append(line)
    return left


def measure(folders: Iterable[tuple[Path, Path]]) -> tuple[dict[str, dict[str, Tally]], float]:
    """Return tallies by layout and field, and docs/s, over folders of truth and of texts."""
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    count, seconds = 0, 0.0
    understand("Zwykły tekst.", path="", source="", record_id="")  # reads the language model
    for truth, path in documents(folders):
        text = read_document(path)
        began = time.process_time()
        record = understand(text, path=str(path), source="bench", record_id=truth["file"])
        if truth["layout"] in tallies:  # the first of a layout reads tables, once in an import
            seconds += time.process_time() - began
            count += 1
        for name, share, note in compare(truth, record):
            tallies[truth["layout"]][name].add(share, f"{truth['file']}: {note}")
    return tallies, count / seconds if seconds else 0.0


def documents(folders: Iterable[tuple[Path, Path]]) -> Iterator[tuple[Truth, Path]]:
    """Yield what is true of each document, and its path."""
    for stated, texts in folders:
        for line in (stated / "truth.jsonl").read_text(encoding="utf-8").splitlines():
            truth = json.loads(line)
            yield truth, texts / truth["file"]


STATED = (
    "year", "status", "region", "country", "budget", "currency", "start", "end", "type", "coverage",
    "prima_id", "project_id", "annee",
)  # fmt: skip
#: Speed is measured on collections that are large enough.
SPEED_FROM = 100
GROUPS: Mapping[str, tuple[float, Callable[[str], bool]]] = {
    "stated values": (
        0.995,
        lambda name: name in STATED,
    ),
    "titles": (0.98, lambda name: name == "title"),
    "dates of releases": (0.98, lambda name: name == "date"),
    "kind": (0.98, lambda name: name == "kind"),
    "language": (0.99, lambda name: name == "language"),
    "inferred countries and regions": (0.95, lambda name: name.startswith("inferred")),
    "text kept, furniture gone": (
        0.99,
        lambda name: name.startswith("body") or name in ("furniture", "caption"),
    ),
}  # fmt: skip


def bars(name: str, tallies: Mapping[str, Mapping[str, Tally]]) -> list[dict[str, Any]]:
    """Return the bars of one collection: all fields together, then group by group."""
    flat = [(field, tally) for fields in tallies.values() for field, tally in fields.items()]
    found = [_bar(f"{name}: all fields", [tally for _, tally in flat], 0.97)]
    for group, (bar, member) in GROUPS.items():
        chosen = [tally for field, tally in flat if member(field)]
        if chosen:
            found.append(_bar(f"{name}: {group}", chosen, bar))
    return found


def _bar(name: str, tallies: list[Tally], bar: float) -> dict[str, Any]:
    asked = sum(tally.asked for tally in tallies)
    value = sum(tally.right for tally in tallies) / asked if asked else 1.0
    return {"name": name, "value": round(value, 4), "bar": bar, "ok": value >= bar}


def show(
    name: str, tallies: Mapping[str, Mapping[str, Tally]], speed: float, *, wrong: int
) -> None:
    """Print the table of one collection, fields down, layouts across."""
    layouts = sorted(tallies)
    fields = list(dict.fromkeys(field for layout in layouts for field in tallies[layout]))
    print(f"\n{name} ({speed:.0f} documents/s understood, one core)")
    print(f"{'field':20}" + "".join(f"{layout:>8}" for layout in layouts))
    for field_name in fields:
        cells = [tallies[layout].get(field_name) for layout in layouts]
        print(f"{field_name:20}" + "".join(f"{c.share:8.1%}" if c else f"{'–':>8}" for c in cells))
        for cell in cells:
            for note in (cell.wrong if cell else [])[:wrong]:
                print(f"    {note}")


def main() -> int:
    """Run the benchmark; exit status 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="end within 50 seconds")
    parser.add_argument("--json", type=Path, help="write the bars to this file")
    parser.add_argument("--wrong", type=int, default=0, help="show so many faults per cell")
    arguments = parser.parse_args()
    found: list[dict[str, Any]] = []
    for name, folders in COLLECTIONS.items():
        missing = [folder for folder, _ in folders if not (folder / "truth.jsonl").is_file()]
        if missing:
            print(f"\n{name}: {missing[0]} is not there, skipped")
            continue
        tallies, speed = measure(folders)
        show(name, tallies, speed, wrong=arguments.wrong)
        found.extend(bars(name, tallies))
        if sum(fields["title"].asked for fields in tallies.values()) >= SPEED_FROM:
            found.append(
                {"name": f"{name}: documents/s, one core", "value": round(speed), "bar": 500,
                 "ok": speed >= 500}
            )  # fmt: skip
    print()
    for entry in found:
        verdict = "ok  " if entry["ok"] else "MISS"
        print(f"{verdict} {entry['name']:48} {entry['value']} ≥ {entry['bar']}")
    if arguments.json:
        arguments.json.write_text(json.dumps({"bars": found}, indent=1), encoding="utf-8")
    return 0 if all(entry["ok"] for entry in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
