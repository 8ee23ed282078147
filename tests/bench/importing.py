"""How fast a folder becomes an archive: the whole import, beside Recoll's indexer.

``python -m tests.bench.importing [--quick] [--json FILE] [--documents N] [--rounds N]
[--texts FOLDER] [--unchanged N]`` writes generated documents of 3.8 kB (or copies those of FOLDER
until there are enough), imports them into a new archive by a child process as the window does, and
indexes the same folder with ``recollindex`` where it is installed, in turns. The rounds are
printed; the bars take the fastest round of each. With ``--unchanged`` an archive of N short
documents is brought up to date when nothing has changed.
"""

from __future__ import annotations

import argparse
import compileall
import inspect
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from index.archive import Archive
from index.ingest.controller import run_update
from tests.bench.prose import Prose

#: As many documents as the plan's own table is of; with few of them the start of the processes
#: rules, with many what each document takes.
DOCUMENTS, ROUNDS = 20_000, 2
QUICK_DOCUMENTS, QUICK_ROUNDS = 2000, 2
PER_SECOND, TIMES_RECOLL = 500, 3

#: Seconds in which an update of so many unchanged documents is to end; of fewer in proportion.
UNCHANGED_SECONDS, UNCHANGED_DOCUMENTS = 10, 100_000


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one run by the clock and of all its processes' work."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Timing:
    """Run *work*, which starts child processes and waits for them."""
    begin, used = time.perf_counter(), _children()
    work()
    return Timing(time.perf_counter() - begin, _children() - used)


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def fonds(archive: Path, texts: Path, count: int) -> None:
    """Import a folder as the window does; every document has to arrive."""
    Archive.create(archive, "Import").close()
    report = run_update(archive, [texts])
    if report.error or report.failed or report.added != count:
        raise RuntimeError(f"{report.added} of {count} documents arrived: {report.error or ''}")


def recoll_command(texts: Path, settings: Path) -> list[str] | None:
    """Write Recoll's settings into a folder; return the command, None where it is missing."""
    program = shutil.which("recollindex")
    if program is None:
        return None
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
    return [program, "-c", str(settings), "-z"]


def recoll(command: Sequence[str], settings: Path) -> None:
    """Index the folder that the settings name, from nothing."""
    environment = {**os.environ, "RECOLL_CONFDIR": str(settings), "HOME": str(settings)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def copies(source: Path, folder: Path, count: int) -> None:
    """Copy the texts of a folder, again and again, a hundred per subfolder, until there are enough.

    Each copy has a line of its own, so that none is the same document.
    """
    found = [path.read_bytes() for path in sorted(source.rglob("*.txt"))]
    for number, data in enumerate(islice(cycle(found), count)):
        path = folder / f"{number // 100:04}" / f"document-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data + f"\n\n{number}\n".encode())


def measure(
    folder: Path, count: int, rounds: int, given: Path | None = None
) -> dict[str, list[Timing]]:
    """Return the timings of each program that is there, run in turns."""
    texts, settings = folder / "texts", folder / "recoll"
    _compile()
    if given:
        copies(given, texts, count)
    else:
        Prose().write(texts, count)
    size = sum(path.stat().st_size for path in texts.rglob("*.txt"))
    print(f"{count} documents of {size / count / 1000:.2f} kB")
    command = recoll_command(texts, settings)
    found: dict[str, list[Timing]] = {}
    for number in range(rounds):
        archive = folder / f"archive-{number}"
        _note(found, "fonds", timed(partial(fonds, archive, texts, count)), count)
        shutil.rmtree(archive)
        if command:
            _note(found, "recollindex", timed(partial(recoll, command, settings)), count)
    return found


def _compile() -> None:
    """Have the program's bytecode on the disk, as it is where a program was installed."""
    compileall.compile_dir(Path(inspect.getfile(Archive)).parent, quiet=2)


def unchanged(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return the bar of an update that finds nothing changed, the whole of it."""
    texts, archive = folder / "short", folder / "unchanged"
    for number in range(count):
        path = texts / f"{number // 100:04}" / f"document-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Le titre {number}\n\nLe texte du document {number}.\n", encoding="utf-8")
    fonds(archive, texts, count)
    seconds = min(timed(partial(_update, archive, count)).wall for _ in range(rounds))
    print(f"  nothing changed in {count} documents: {seconds:.2f} s")
    most = UNCHANGED_SECONDS * count / UNCHANGED_DOCUMENTS
    name = f"update of {count} unchanged documents, seconds"
    return {"name": name, "value": round(seconds, 2), "bar": most, "ok": seconds <= most}


def _update(archive: Path, count: int) -> None:
    report = run_update(archive, [])
    if report.unchanged != count:
        raise RuntimeError(f"{report.unchanged} of {count} documents are unchanged")


def _note(found: dict[str, list[Timing]], name: str, timing: Timing, count: int) -> None:
    found.setdefault(name, []).append(timing)
    print(
        f"  {name:12} {timing.wall:6.2f} s by the clock, {timing.cpu:6.2f} s of work"
        f" {count / timing.wall:8.0f} documents/s",
        flush=True,
    )


def bars(found: dict[str, list[Timing]], count: int) -> list[dict[str, Any]]:
    """Return the bars: documents a second, and how many times as fast as Recoll."""
    best = {name: min(timing.wall for timing in timings) for name, timings in found.items()}
    result = [_bar("whole import, documents/s", count / best["fonds"], PER_SECOND)]
    if "recollindex" in best:
        times = best["recollindex"] / best["fonds"]
        result.append(_bar("whole import, times as fast as recollindex", times, TIMES_RECOLL))
    return result


def _bar(name: str, value: float, bar: float) -> dict[str, Any]:
    return {"name": name, "value": round(value, 2), "bar": bar, "ok": value >= bar}


def main() -> int:
    """Run the benchmark; exit status 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="end within 50 seconds")
    parser.add_argument("--json", type=Path, help="write the bars to this file")
    parser.add_argument("--documents", type=int, help="how many to write and import")
    parser.add_argument("--rounds", type=int, help="how often each program runs")
    parser.add_argument("--texts", type=Path, help="copy these texts instead of generating some")
    parser.add_argument("--unchanged", type=int, default=0, help="measure an update of so many")
    asked = parser.parse_args()
    count = asked.documents or (QUICK_DOCUMENTS if asked.quick else DOCUMENTS)
    rounds = asked.rounds or (QUICK_ROUNDS if asked.quick else ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), count, rounds, asked.texts)
        still = [unchanged(Path(folder), asked.unchanged, rounds)] if asked.unchanged else []
    if "recollindex" not in found:
        print("recollindex is not installed; there is nothing to compare with")
    result = [*bars(found, count), *still]
    for entry in result:
        verdict = "ok  " if entry["ok"] else "MISS"
        print(f"{verdict} {entry['name']:48} {entry['value']}, bar {entry['bar']}")
    if asked.json:
        asked.json.write_text(json.dumps({"bars": result}, indent=1), encoding="utf-8")
    return 0 if all(entry["ok"] for entry in result) else 1


if __name__ == "__main__":
    raise SystemExit(main())
