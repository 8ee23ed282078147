"""Does any string answer at once? The whole way, through the façade, on an archive of prose.

``python -m tests.bench.limits [--quick] [--count N] [--json FILE]`` makes an archive of 20,000
generated records (5,000 with ``--quick``), asks it everything in ``anystring``, makes a list's
visible rows with their snippets, explains the first hit, and completes half-typed words, also in
an archive of 100,000 records (not with ``--quick``). Every figure is the worst, its string beside
it; what is slow is asked again of an archive that was opened anew, and the better time counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from index.archive import Archive
from index.engine.choice import ENGINE
from index.ingest.understand import understand
from index.layout import Card, Generation
from index.record import Record
from index.results import Hit
from index.schema import fonds_schema, to_document
from index.search.query import Query
from tests.bench.anystring import any_text, hard, naughty
from tests.bench.prose import Prose
from tests.bench.residence import resident

COUNT, QUICK, LARGE = 20_000, 5_000, 100_000
#: Records that are understood; the others have their cards, and a text of their own.
MODELS = 1_000
#: Rows of a list that are in sight.
VISIBLE = 20

#: Upper bounds in milliseconds.
ANSWER, COMPLETION, SNIPPET, EXPLANATION = 100.0, 10.0, 1.0, 100.0

TYPED = (
    "migration des travailleurs agricoles",
    "le retour volontaire",
    "PO.0105",
    "comment préparer",
    "país",
    "pays:ni",
    "année:20",
    "statut:a",
    "-région:a",
    'titre:"retour',
    "labour inspectors of both",
)


@dataclass
class Times:
    """Milliseconds of one kind of work, each with the string that was asked."""

    name: str
    bar: float
    held: list[tuple[float, str]] = field(default_factory=list)

    def add(self, milliseconds: float, text: str) -> None:
        """Note a time."""
        self.held.append((milliseconds, text))

    def bars(self) -> list[dict[str, Any]]:
        """Print the worst and the 95th percentile; return both with the bar."""
        self.held.sort(reverse=True)
        found = []
        ninety_five = self.held[len(self.held) // 20]
        for name, (value, text) in (("worst", self.held[0]), ("95th percentile", ninety_five)):
            ok = value <= self.bar
            title = f"{self.name}, {name}, ms"
            mark = "ok" if ok else "MISSED"
            print(f"  {title:<58}{value:>10.2f} ≤ {self.bar:<6g} {mark:<7} {_short(text)}")
            found.append({"name": title, "value": value, "bar": self.bar, "ok": ok, "text": text})
        return found


def _short(text: str) -> str:
    return ascii(text if len(text) <= 50 else f"{text[:50]}… ({len(text):,})")


def records(count: int) -> Iterator[Record]:
    """Yield generated records: cards that were understood, each with a text of its own."""
    models: list[Record] = []
    for number, text in enumerate(Prose().texts(count)):
        path = f"/archive/{number // 100:04}/document-{number:06}.txt"
        if number < MODELS:
            models.append(understand(text, path=path, source="s", record_id=f"r{number}"))
            yield models[-1]
        else:
            title, _, body = text.strip("• \n").partition("\n\n")
            yield replace(
                models[number % MODELS],
                id=f"r{number}",
                title=title.strip()[:90],
                body=body,
                path=path,
                project_id=f"PO.{number:05}",
            )


def build(folder: Path, count: int) -> Path:
    """Make an archive whose records were written by the bulk writer; return its folder."""
    Archive.create(folder, "limits").close()
    begin = time.perf_counter()
    writer = ENGINE.open(_index(folder), fonds_schema()).writer()
    for record in records(count):
        writer.add(to_document(record, 20_240_101.0))
    writer.commit()
    writer.close()
    seconds = time.perf_counter() - begin
    print(f"{count:,} records of prose, made and written in {seconds:.0f} s", flush=True)
    return folder


def milliseconds(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long an action takes, and what it gives."""
    begin = time.perf_counter()
    given = action()
    return 1e3 * (time.perf_counter() - begin), given


class Asker:
    """Asks one archive; opens it anew, where nothing may be remembered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.archive = Archive.open(folder)
        self.archive.search(Query(""))  # the list that a window shows before anything is typed

    def anew(self) -> None:
        """Open the archive anew."""
        self.archive.close()
        self.archive = Archive.open(self._folder)
        self.archive.search(Query(""))

    def best(self, bar: float, ask: Callable[[Archive], Any]) -> float:
        """Return the milliseconds of a question; what is slow is asked again, anew."""
        found = milliseconds(lambda: ask(self.archive))[0]
        for _ in range(2):
            if found <= bar:
                break
            self.anew()
            found = min(found, milliseconds(lambda: ask(self.archive))[0])
        return found


def ask_strings(asker: Asker, strings: Sequence[tuple[str, str]]) -> list[Times]:
    """Ask all strings; return the times of answers by kind, of rows and of explanations."""
    kinds = {kind: Times(f"answer, {kind}", ANSWER) for kind, _ in strings}
    rows, told = Times("a row with its snippet", SNIPPET), Times("explanation", EXPLANATION)
    for kind, text in strings:
        query = Query.parse(text)
        kinds[kind].add(asker.best(ANSWER, lambda held, q=query: held.search(q)), text)
        shown, row = _rows(asker.archive, query)
        if shown:
            rows.add(row, text)
            why = partial(_explain, hit=shown[0], query=query)
            told.add(asker.best(EXPLANATION, why), text)
    return [*kinds.values(), rows, told]


def _explain(archive: Archive, hit: Hit, query: Query) -> list[str]:
    return archive.explain(hit, query, 1, 1, "en")


def _rows(archive: Archive, query: Query) -> tuple[tuple[Hit, ...], float]:
    """Return the visible rows of an answer, and the milliseconds that each takes at first sight."""
    shown: tuple[Hit, ...] = ()
    runs = []
    for _ in range(2):
        results = archive.search(query)
        seconds, shown = milliseconds(partial(archive.hits, results, 0, VISIBLE))
        runs.append(seconds / max(len(shown), 1))
        if not shown or runs[-1] <= SNIPPET / 2:
            break
    return shown, min(runs)


def complete(asker: Asker, count: int) -> Times:
    """Type texts letter by letter; return the times of what is offered."""
    times = Times(f"completion among {count:,} records", COMPLETION)
    for text in TYPED:
        for end in range(1, len(text) + 1):
            typed = text[:end]
            times.add(asker.best(COMPLETION, lambda held, t=typed: held.complete(t)), typed)
    return times


def measure(folder: Path, count: int, quick: bool) -> list[dict[str, Any]]:
    """Make an archive and measure everything on it; print, and return the bars."""
    build(folder, count)
    common, rare = words_of(folder)
    remember(folder, common)
    asker = Asker(folder)
    strings = [("naughty strings", text) for text in naughty()]
    strings += [("any text", text) for text in any_text(50 if quick else 300)]
    strings += hard(common, rare)
    print(f"{len(strings):,} strings asked of {asker.archive.record_count:,} records")
    found = [*ask_strings(asker, strings), complete(asker, count)]
    asker.archive.close()
    return [bar for times in found for bar in times.bars()]


def words_of(folder: Path) -> tuple[list[str], list[str]]:
    """Return the most common words of an archive, and rare ones in any order."""
    searcher = ENGINE.open(_index(folder), fonds_schema()).searcher()
    common = [term for term, _ in searcher.frequent("body", "", 400)]
    rare = sorted(term for term, documents in searcher.terms("body") if documents < 5)
    searcher.close()
    random.Random(2).shuffle(rare)
    return common, rare[:2_000]


def measure_large(folder: Path) -> list[dict[str, Any]]:
    """Complete words of a large archive."""
    build(folder, LARGE)
    remember(folder, words_of(folder)[0])
    asker = Asker(folder)
    bars = complete(asker, LARGE).bars()
    asker.archive.close()
    return bars


def _index(folder: Path) -> Path:
    return Generation.of(folder, Card.read(folder).generation).index


def remember(folder: Path, words: Sequence[str]) -> None:
    """Print how much memory an archive takes, against the size of its index."""
    size = sum(path.stat().st_size for path in _index(folder).rglob("*") if path.is_file())
    print(f"  {'size of the index':<58}{size / 2**20:>10.1f} MiB")
    for name, own, mapped in resident(folder, words):
        print(f"  memory {name:<51}{own:>10.1f} MiB, and {mapped:.1f} MiB of the index's files")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, write the bars; 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench.limits")
    parser.add_argument("--quick", action="store_true", help="end within 50 seconds")
    parser.add_argument("--count", type=int, help="records of the archive")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the bars here")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="fonds-bench-") as name:
        count = asked.count or (QUICK if asked.quick else COUNT)
        bars = measure(Path(name) / "archive", count, asked.quick)
        if not asked.quick:
            bars += measure_large(Path(name) / "large")
    if asked.json:
        asked.json.write_text(json.dumps({"bars": bars}, indent=1), encoding="utf-8")
    return 0 if all(bar["ok"] for bar in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
