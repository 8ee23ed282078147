"""Documents that break programs, each imported as a person would.

``python -m tests.bench.bounds [--quick] [--json FILE] [--only TEXT]``: every document is written
into a temporary folder (at most a gigabyte at a time) beside a harmless one, imported by the ingest
controller, and taken away. Demanded of each: the import ends with a report, nothing is silent for
more than ten seconds, the document is a record or a line of the report, the harmless one is a
record, and no process holds more memory than it may.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.ingest.controller import run_update
from index.progress import Progress, Report
from tests.bench.hostile import CASES
from tests.index.ingest.readers import makers

ROOT = Path(__file__).resolve().parents[2]
#: Seconds without a sign of life, and megabytes of the largest process.
SILENCE, MEMORY = 10.0, 3300.0
QUICK = 0.02


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document did: seconds of all, of the longest silence, megabytes, what was told."""

    name: str
    size: int
    seconds: float
    silence: float
    memory: float
    records: int
    told: str
    ok: bool


def watched(archive: Path, docs: Path) -> dict[str, Any]:
    """Import a folder in this process's child; return the report and the longest silence."""
    heard = time.monotonic()
    silence = 0.0

    def on_event(_: Progress | Report) -> None:
        nonlocal heard, silence
        now = time.monotonic()
        silence, heard = max(silence, now - heard), now

    report = run_update(archive, [docs], on_event=on_event)
    return {"silence": silence, "report": report.to_json()}


def measure(name: str, folder: Path, scale: float) -> Outcome:
    """Write, import and judge one document."""
    docs, archive = folder / "docs", folder / "archive"
    docs.mkdir()
    harmless = makers.write(docs, "zz harmless.txt", makers.text())
    path = CASES[name](docs, scale)
    size = path.stat().st_size
    command = [sys.executable, "-m", "tests.bench.bounds", "--import", str(archive), str(docs)]
    begin = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    memory = usage.ru_maxrss / (1 if sys.platform != "darwin" else 1024) / 1024
    if process.returncode:
        return Outcome(name, size, seconds, seconds, memory, 0, "the import crashed", False)
    found = json.loads(said)
    report = Report.from_json(found["report"])
    lines = [one.reason for one in (*report.failed, *report.notices) if one.path == str(path)]
    named = {one.path for one in report.failed}
    records = report.records - (str(harmless) not in named)
    ok = (
        report.error is None
        and str(harmless) not in named
        and (records > 0 or bool(lines))
        and found["silence"] <= SILENCE
        and memory <= MEMORY
    )
    told = (report.error or "; ".join(lines))[:90]
    return Outcome(name, size, seconds, found["silence"], memory, records, told, ok)


def main() -> int:
    """Print one line per document; exit status 1 when one misses its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the sizes")
    parser.add_argument("--json", type=Path, help="write the bars to this file")
    parser.add_argument("--only", default="", help="documents whose name holds this text")
    parser.add_argument("--import", nargs=2, type=Path, dest="paths", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.paths:
        print(json.dumps(watched(*asked.paths)))
        return 0
    head = f"     {'document':32} {'MB':>7} {'s':>6} {'silent':>6} {'MB held':>7} {'records':>8}"
    print(f"{head}  told")
    bars = []
    for name in CASES:
        if asked.only.lower() not in name.lower():
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = measure(name, Path(folder), QUICK if asked.quick else 1)
        mark = "ok  " if found.ok else "MISS"
        print(
            f"{mark} {name:32} {found.size / 1e6:7.1f} {found.seconds:6.1f} {found.silence:6.1f}"
            f" {found.memory:7.0f} {found.records:8,}  {found.told}",
            flush=True,
        )
        bars.append(
            {"name": name, "value": round(found.silence, 1), "bar": SILENCE, "ok": found.ok}
        )
    if asked.json:
        asked.json.write_text(json.dumps({"bars": bars}, indent=1), encoding="utf-8")
    return 0 if all(bar["ok"] for bar in bars) else 1


if __name__ == "__main__":
    raise SystemExit(main())
