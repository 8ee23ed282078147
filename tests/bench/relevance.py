"""How well records are ranked, beside stock Whoosh and plain BM25, on every judged collection.

``python -m tests.bench.relevance [--quick] [--hurry] [--json FILE]``: one program, the same
documents and queries for all, as typed and misspelt, with ``--hurry`` in all the ways of ``hurry``.
A bar is a ratio to the better of the two peers.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles

from tests.bench.collections import MEASURES, Collection, collections, measure, misspelt
from tests.bench.hurry import KINDS, hurried
from tests.bench.rankers import Ranker, fonds, plain_bm25, stock_whoosh

PEERS: Mapping[str, Callable[[Collection], Ranker]] = {
    "whoosh": stock_whoosh,
    "bm25": plain_bm25,
}
QUICK_QUERIES = 150
#: What Fonds is to reach: nowhere below the better peer, this much above it on average.
LEAST, ON_AVERAGE = 1.0, 1.05


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of all rankers for one collection and one spelling of its queries."""

    name: str
    queries: int
    means: Mapping[str, tuple[float, ...]]
    seconds: Sequence[float]

    def ratios(self) -> tuple[float, ...]:
        """Return what Fonds reaches of the better peer, measure by measure."""
        best = [max(self.means[peer][at] for peer in PEERS) for at in range(len(MEASURES))]
        return tuple(ours / peer for ours, peer in zip(self.means["fonds"], best, strict=True))


def rows(most: int, only: str = "", hurry: bool = False) -> Iterator[Row]:
    """Measure every collection with *only* in its name, its queries as typed and misspelt.

    With *hurry*, as they are typed in a hurry instead, one row for each kind.
    """
    for collection in (each for each in collections() if only in each.name):
        rankers = {"fonds": fonds(collection)}
        rankers |= {name: make(collection) for name, make in PEERS.items()}
        queries = collection.sample(most)
        slips = [(key, misspelt(text, key)) for key, text in queries]
        asked = {collection.name: queries, f"{collection.name}, misspelt": slips}
        if hurry:
            asked = {
                f"{collection.name}, {kind}": [
                    (key, hurried(kind, text, key)) for key, text in queries
                ]
                for kind in KINDS
            }
        for name, texts in asked.items():
            yield _row(name, texts, collection, rankers)


def _row(
    name: str,
    queries: Sequence[tuple[str, str]],
    collection: Collection,
    rankers: Mapping[str, Ranker],
) -> Row:
    means: dict[str, tuple[float, ...]] = {}
    seconds: list[float] = []
    for ranker, rank in rankers.items():
        found = []
        for key, text in queries:
            begin = time.perf_counter()
            ranked = rank(text)
            if ranker == "fonds":
                seconds.append(time.perf_counter() - begin)
            found.append(measure(ranked, collection.grades[key]))
        means[ranker] = tuple(map(fmean, zip(*found, strict=True)))
    return Row(name, len(queries), means, seconds)


def bars(measured: Sequence[Row]) -> Iterator[tuple[str, float, float]]:
    """Yield name, value and bar: every ratio, and their geometric means."""
    for row in measured:
        for name, ratio in zip(MEASURES, row.ratios(), strict=True):
            yield f"{row.name}: {name} to the better peer", ratio, LEAST
    typed = [row for row in measured if "," not in row.name]
    slips = [row for row in measured if row.name.endswith(", misspelt")]
    hurry = [row for row in measured if row not in (*typed, *slips)]
    groups = {"as typed": typed, "misspelt": slips, "in a hurry": hurry, "all queries": measured}
    for group, chosen in groups.items():
        if chosen:
            for at, name in enumerate(MEASURES[:2]):
                mean = _geometric([row.ratios()[at] for row in chosen])
                yield f"{group}: {name} on average", mean, ON_AVERAGE


def _geometric(ratios: Sequence[float]) -> float:
    return math.exp(fmean(math.log(max(ratio, 1e-9)) for ratio in ratios))


def _print(row: Row) -> None:
    print(f"\n{row.name}, {row.queries} queries")
    for ranker, means in row.means.items():
        figures = "  ".join(
            f"{name} {mean:.4f}" for name, mean in zip(MEASURES, means, strict=True)
        )
        print(f"  {ranker:8} {figures}")
    ratios = "  ".join(f"{name} {r:.3f}" for name, r in zip(MEASURES, row.ratios(), strict=True))
    slow = quantiles(row.seconds, n=20)[-1] if len(row.seconds) > 1 else row.seconds[0]
    print(f"  ratio    {ratios}")
    print(f"  fonds: median {median(row.seconds) * 1000:.1f} ms, 95 % {slow * 1000:.1f} ms")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and write the bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a sample of the queries")
    parser.add_argument("--hurry", action="store_true", help="as typed in a hurry instead")
    parser.add_argument("--only", default="", help="collections with this in their name")
    parser.add_argument("--json", type=Path, help="where the bars are written")
    chosen = parser.parse_args(argv)
    measured = []
    for row in rows(QUICK_QUERIES if chosen.quick else 1_000_000, chosen.only, chosen.hurry):
        measured.append(row)
        _print(row)
    if not measured:
        print("no collection with judgements lies beside the checkout")
    found = list(bars(measured))
    print()
    for name, value, bar in found:
        print(f"{'ok  ' if value >= bar else 'BELOW'} {name}: {value:.3f} (bar {bar})")
    if chosen.json:
        table = [
            {"name": name, "value": round(value, 4), "bar": bar, "ok": value >= bar}
            for name, value, bar in found
        ]
        chosen.json.write_text(json.dumps({"bars": table}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
