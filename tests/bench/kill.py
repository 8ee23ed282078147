"""Kill an import at random moments and see what is left.

``python -m tests.bench.kill [--quick] [--json FILE] [--documents N] [--kills N]``: each round
imports generated documents into a new archive, kills the process, and demands that the archive
opens, that ``check`` finds nothing, and that the next run gives the records of an undisturbed one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from index.archive import Archive
from index.search.query import Query
from tests.bench.documents import write_documents

ROOT = Path(__file__).resolve().parents[2]
Facts = frozenset[tuple[str, str, str, int | None]]


@dataclass(frozen=True, slots=True)
class Round:
    """What one kill left, and what the next run made of it."""

    moment: float
    records_left: int
    faults: tuple[str, ...]
    whole: bool

    @property
    def ok(self) -> bool:
        """Whether nothing was lost but the batch in flight."""
        return not self.faults and self.whole


def start(archive: Path, docs: Path) -> subprocess.Popen[bytes]:
    """Start an import beside this process."""
    return subprocess.Popen(
        [sys.executable, "-m", "index", "build", str(archive), str(docs)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def kill_after(archive: Path, docs: Path, moment: float) -> bool:
    """Import and kill after so many seconds; False when the import was done before."""
    process = start(archive, docs)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def finish(archive: Path, docs: Path) -> float:
    """Import to the end and return the seconds that it took."""
    begin = time.monotonic()
    if start(archive, docs).wait() != 0:
        raise RuntimeError("an undisturbed import failed")
    return time.monotonic() - begin


def facts(folder: Path) -> tuple[Facts, tuple[str, ...]]:
    """Return what an archive holds, and the faults that ``check`` finds in it."""
    archive = Archive.open(folder)
    faults = tuple(archive.check())
    results = archive.search(Query())
    rows = archive.hits(results, 0, results.total)
    archive.close()
    found = frozenset((row.id, row.title, row.path, row.year) for row in rows)
    if len(found) != len(rows):
        faults = (*faults, "some records are there twice")
    return found, faults


def run_round(folder: Path, docs: Path, moment: float, whole: Facts) -> Round:
    """Kill one import, look at what is left, and finish it."""
    kill_after(folder, docs, moment)
    if not (folder / "archive.json").exists():  # killed before there was an archive
        left, faults = frozenset(), ()
    else:
        left, faults = facts(folder)
    finish(folder, docs)
    after, later = facts(folder)
    return Round(moment, len(left), (*faults, *later), left <= whole and after == whole)


def main() -> int:
    """Print one line per kill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="600 documents, 4 kills")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    documents, kills = (600, 4) if asked.quick else (asked.documents, asked.kills)
    generator = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as place:
        docs = Path(place) / "docs"
        write_documents(docs, documents)
        seconds = finish(Path(place) / "undisturbed", docs)
        whole, _ = facts(Path(place) / "undisturbed")
        print(f"{documents} documents, undisturbed: {len(whole)} records in {seconds:.1f} s")
        rounds = []
        for number in range(kills):
            moment = generator.uniform(0.1, seconds)
            done = run_round(Path(place) / f"round{number}", docs, moment, whole)
            rounds.append(done)
            state = "whole" if done.ok else f"NOT WHOLE {done.faults}"
            print(f"{number + 1:3}  killed at {moment:6.2f} s  {done.records_left:6} kept  {state}")
    good = sum(done.ok for done in rounds)
    bar = {"name": "archives whole after a kill", "value": good, "bar": kills, "ok": good == kills}
    print(f"{good} of {kills} whole")
    if asked.json:
        asked.json.write_text(json.dumps({"bars": [bar]}, indent=1))
    return 0 if good == kills else 1


if __name__ == "__main__":
    sys.exit(main())
