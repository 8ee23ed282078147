"""The engine against its peers: stock Whoosh, SQLite FTS5, tantivy and Recoll, in one run.

``python -m tests.bench.engine [--quick] [--count N] [--growth] [--json FILE]`` makes a corpus of
20,000 documents of 3.8 kB, builds it with every engine that is installed, asks the same questions
of all, and prints ratios. ``--quick`` leaves out what takes long: two processes, questions to stock
Whoosh, Recoll, real collections. Times are the best of several runs; every
speed is compared within the run.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.columnar import Columnar
from tests.bench.corpus import Corpus, Document
from tests.bench.growth import growth
from tests.bench.peers import Peer, Question, StockWhoosh, available, recoll_build
from tests.bench.real import real

COUNT = 20_000
#: Stock Whoosh and Recoll are measured on fewer documents: they would take all day.
SLOW_FULL, SLOW_QUICK = 5_000, 1_500
LARGE = 100_000
#: Times that every engine builds the corpus, by turns: on a shared machine one time tells little.
ROUNDS = 3
ONE, TWO = "Fonds", "Fonds with two processes"
MIXED = 200


@dataclass
class Report:
    """Collects what was measured; prints it as it comes."""

    bars: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, name: str, value: float, unit: str = "") -> None:
        """Print a figure without a bar."""
        print(f"  {name:<58}{value:>12,.3f} {unit}", flush=True)

    def bar(self, name: str, value: float, bound: float, *, at_most: bool = True) -> None:
        """Print a figure with its bar, and keep it."""
        ok = value <= bound if at_most else value >= bound
        sign = "≤" if at_most else "≥"
        mark = "ok" if ok else "MISSED"
        print(f"  {name:<58}{value:>12,.3f} {sign} {bound:<8g} {mark}", flush=True)
        self.bars.append({"name": name, "value": value, "bar": bound, "ok": ok})


def seconds(action: Callable[[], Any]) -> float:
    """Return how long an action takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def questions(corpus: Corpus, documents: Sequence[Document]) -> dict[str, Question]:
    """Return one question of each kind: words that many documents hold."""
    words = corpus.vocabulary
    middle = documents[len(documents) // 2].text.replace(".", "").split()
    pair = next(
        (first, second)
        for first, second in pairwise(middle)
        if words.index(first) < 60 and words.index(second) < 60 and first != second
    )
    return {
        "one word": ("word", (words[11],)),
        "and": ("and", (words[11], words[150])),
        "or": ("or", (words[11], words[150], words[700])),
        "phrase": ("phrase", pair),
        "prefix": ("prefix", (words[3000][:4],)),
    }


def mixed(corpus: Corpus, documents: Sequence[Document]) -> list[Question]:
    """Return 200 questions of all kinds; their words are drawn as they stand in texts."""
    generator = random.Random(3)
    kinds = ["word"] * 8 + ["and"] * 5 + ["or"] * 2 + ["phrase"] * 3 + ["prefix"] * 2
    asked: list[Question] = []
    while len(asked) < MIXED:
        kind = generator.choice(kinds)
        text = generator.choice(documents).text.replace(".", "").split()
        at = generator.randrange(len(text) - 3)
        if kind in ("word", "prefix"):
            words = [text[at][:4] if kind == "prefix" else text[at]]
        elif kind == "phrase":
            words = text[at : at + 2]
        else:
            words = generator.sample(text, generator.choice([2, 2, 3]))
        asked.append((kind, tuple(words)))
    return asked


def best(peer: Peer, question: Question, patience: float) -> float:
    """Return the milliseconds of the best of several runs, at most as many as patience allows."""
    runs = [seconds(lambda: peer.ask(question))]
    while sum(runs) < patience and len(runs) < 15:
        runs.append(seconds(lambda: peer.ask(question)))
    return 1e3 * min(runs)


def build_once(
    folder: Path, documents: Sequence[Document], quick: bool, speeds: dict[str, list[float]]
) -> tuple[Columnar, list[Peer]]:
    """Build the corpus with every engine that takes it whole, in turn; note their speeds."""
    folder.mkdir()
    single, peers = Columnar(folder), available(folder)
    turns: list[tuple[str, Any]] = [(peer.name, peer) for peer in peers]
    turns.append((ONE, single))
    if not quick:
        turns.append((TWO, Columnar(folder, workers=2, name="double")))
    for name, peer in turns:
        before = time.process_time()
        speeds[name].append(len(documents) / seconds(lambda held=peer: held.build(documents)))
        if name != TWO:  # the work of its second process is not known here
            used = time.process_time() - before
            speeds[f"{name}, of processor time"].append(len(documents) / used)
    return single, peers


def build_all(
    report: Report, folder: Path, documents: Sequence[Document], large: bool, quick: bool
) -> tuple[Columnar, list[Peer]]:
    """Build the corpus with every engine that takes it whole, by turns; compare the best."""
    print(f"build, {len(documents):,} documents")
    speeds: dict[str, list[float]] = defaultdict(list)
    for turn in range(1 if quick else ROUNDS):
        shutil.rmtree(folder / f"round-{turn - 1}", ignore_errors=True)
        single, peers = build_once(folder / f"round-{turn}", documents, quick, speeds)
    for name, found in speeds.items():
        report.tell(f"{name}, documents a second", max(found))
    best = {name: max(found) for name, found in speeds.items()}
    size = "100,000" if large else "20,000"
    bound = 1.2 if large else 0.8
    report.bar(f"build beside FTS5 ({size})", best[ONE] / best["FTS5"], bound, at_most=False)
    if TWO in best and "tantivy" in best:
        ratio = best[TWO] / best["tantivy"]
        report.bar("build with two processes beside tantivy", ratio, 1.0, at_most=False)
    return single, peers


def ask_all(
    report: Report, fonds: Columnar, peers: Sequence[Peer], asked: dict[str, Question], large: bool
) -> None:
    """Ask every engine the same; compare by the geometric mean of the ratios."""
    print("questions, with three facets and the first fifty hits (ms)")
    ratios: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for kind, question in asked.items():
        mine = best(fonds, question, 1.0)
        line = [f"Fonds {mine:.2f} ({fonds.ask(question)})"]
        for peer in peers:
            theirs = best(peer, question, 1.0)
            ratios[peer.name].append(theirs / mine)
            line.append(f"{peer.name} {theirs:.2f} ({peer.ask(question)})")
        print(f"  {kind:<12}" + "   ".join(line), flush=True)
    if "tantivy" in ratios:
        mean = 1 / statistics.geometric_mean(ratios["tantivy"])
        report.bar("question, times tantivy's time", mean, 1.0 if large else 2.0)
    mean = statistics.geometric_mean(ratios["FTS5"])
    report.bar("question, times faster than FTS5", mean, 30.0, at_most=False)


def ask_mixed(report: Report, fonds: Columnar, asked: Sequence[Question]) -> None:
    """Ask two hundred questions once each, after one round to warm up."""
    for question in asked:
        fonds.ask(question)
    times = sorted(1e3 * seconds(lambda held=question: fonds.ask(held)) for question in asked)
    report.tell("200 mixed questions, median, ms", statistics.median(times))
    report.bar("200 mixed questions, 95th percentile, ms", times[int(0.95 * len(times))], 15.0)


def slow_peers(
    report: Report, folder: Path, documents: Sequence[Document], corpus: Corpus, quick: bool
) -> None:
    """Compare with stock Whoosh and Recoll on a part of the corpus."""
    print(f"slow peers, {len(documents):,} documents")
    fonds, whoosh = Columnar(folder, name="small"), StockWhoosh(folder)
    theirs = seconds(lambda: whoosh.build(documents))
    mine = seconds(lambda: fonds.build(documents))
    if quick:  # too few documents for the bars, but not for a look
        report.tell("build, times faster than stock Whoosh", theirs / mine)
        return
    report.bar("build, times faster than stock Whoosh", theirs / mine, 8.0, at_most=False)
    indexing = recoll_build(folder, documents)
    if indexing is not None:
        recoll = []
        for turn in range(ROUNDS):
            recoll.append(seconds(indexing))
            again = Columnar(folder, name=f"small-{turn}")
            mine = min(mine, seconds(lambda held=again: held.build(documents)))
        report.bar("build, times faster than Recoll", min(recoll) / mine, 8.0, at_most=False)
    ratios = []
    for question in questions(corpus, documents).values():
        ratios.append(best(whoosh, question, 1.0) / best(fonds, question, 1.0))
    mean = statistics.geometric_mean(ratios)
    report.bar("question, times faster than stock Whoosh", mean, 100.0, at_most=False)


def the_rest(
    report: Report, fonds: Columnar, documents: Sequence[Document], corpus: Corpus
) -> None:
    """Measure size, opening and updating."""
    print("size, opening, updating")
    text = sum(len(held.text.encode()) + len(held.title.encode()) for held in documents)
    index, stored = fonds.sizes()
    report.bar("index, times the text", index / text, 0.6)
    report.bar("stored records, times the text", stored / text, 0.45)
    opened, at_open, after = fonds.opening(corpus.vocabulary[11])
    report.bar("opening, ms", opened, 50.0)
    report.tell("memory at opening", at_open / 1024, "MiB")
    report.tell("memory after one question", after / 1024, "MiB")
    changed = Document(documents[7].id, "changed", "nouveau texte", 2024, "Actif", "Monde")
    report.bar("one changed document, seconds", max(fonds.update(changed) for _ in range(5)), 1.0)


def main() -> None:
    """Measure, print, and write the bars."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench.engine")
    parser.add_argument("--quick", action="store_true", help="end within 50 seconds")
    parser.add_argument("--count", type=int, help="documents of the corpus")
    parser.add_argument("--growth", action="store_true", help="print the table of growth, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the bars here")
    asked = parser.parse_args()
    count = asked.count or COUNT
    report, corpus = Report(), Corpus()
    documents = list(corpus.documents(count))
    gc.collect()
    gc.freeze()  # the corpus is the bench's, no engine's: none shall walk it to find garbage
    slow = documents[: SLOW_QUICK if asked.quick else SLOW_FULL]
    with tempfile.TemporaryDirectory(prefix="fonds-bench-") as name:
        folder = Path(name)
        fonds, peers = build_all(report, folder, documents, count >= LARGE, asked.quick)
        ask_all(report, fonds, peers, questions(corpus, documents), count >= LARGE)
        ask_mixed(report, fonds, mixed(corpus, documents))
        the_rest(report, fonds, documents, corpus)
        slow_peers(report, folder, slow, corpus, asked.quick)
        if not asked.quick:
            real(folder)
        if asked.growth:
            growth(folder)
    if asked.json:
        asked.json.write_text(json.dumps({"bars": report.bars}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
