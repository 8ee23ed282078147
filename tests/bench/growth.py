"""How build and query grow with the archive: short documents, up to a million of them."""

from __future__ import annotations

import resource
import time
from pathlib import Path

from tests.bench.columnar import Columnar
from tests.bench.corpus import Corpus

SIZES = (10_000, 100_000, 1_000_000)
#: Words of a document: what a row of a table or a short message has.
WORDS = 30


def growth(folder: Path) -> None:
    """Build archives of growing size and print one line for each."""
    print("growth, documents of 30 words")
    print(
        f"  {'documents':>10} {'build docs/s':>13} {'word ms':>9} {'and ms':>9} {'phrase ms':>10}"
        f" {'open ms':>9} {'peak MiB':>9}"
    )
    corpus = Corpus(mean=WORDS)
    words = corpus.vocabulary
    asked = [
        ("word", (words[11],)),
        ("and", (words[11], words[150])),
        ("phrase", (words[3], words[11])),
    ]
    for size in SIZES:
        fonds = Columnar(folder, name=f"growth-{size}")
        begin = time.perf_counter()
        fonds.build(corpus.documents(size))
        made = time.perf_counter() - begin
        begin = time.perf_counter()
        for _ in corpus.documents(min(size, 10_000)):
            pass
        making = (time.perf_counter() - begin) * size / min(size, 10_000)
        times = []
        for question in asked:
            fonds.ask(question)
            begin = time.perf_counter()
            for _ in range(5):
                fonds.ask(question)
            times.append((time.perf_counter() - begin) * 200)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {size:>10,} {size / (made - making):>13,.0f} {times[0]:>9.2f} {times[1]:>9.2f}"
            f" {times[2]:>10.2f} {fonds.opening(words[11])[0]:>9.1f} {peak:>9.0f}",
            flush=True,
        )
