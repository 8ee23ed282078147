"""The engines on real collections, where they lie beside the checkout: small, but real words."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.columnar import Columnar
from tests.bench.corpus import Document
from tests.bench.peers import Question, available

COLLECTIONS = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"


def real_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a collection."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            held = json.loads(line)
            text = str(held.get("text") or "")
            yield Document(f"R{number}", str(held.get("title") or ""), text, 2020, "-", "-")


def real(folder: Path) -> None:
    """Build each collection with every engine, ask words and pairs of its texts; print a line."""
    paths = [*COLLECTIONS.glob("ir-*/docs.jsonl"), *COLLECTIONS.glob("archive-fr/*.jsonl")]
    if not paths:
        print("real collections: none beside this checkout")
        return
    print("real collections: documents, docs/s, ms a question, index and stored text × text")
    for path in sorted(paths):
        documents = [held for held in real_documents(path) if held.text]
        place = folder / f"real-{path.parent.name}-{path.stem}"
        place.mkdir()
        fonds = Columnar(place)
        told = []
        for peer in (fonds, *available(place)):
            begin = time.perf_counter()
            peer.build(documents)
            built = len(documents) / (time.perf_counter() - begin)
            times = []
            for question in _questions(documents):
                begin = time.perf_counter()
                peer.ask(question)
                times.append(1e3 * (time.perf_counter() - begin))
            told.append(f"{peer.name} {built:,.0f}/s {statistics.median(times):.2f} ms")
        text = sum(len(held.text.encode()) for held in documents)
        index, stored = fonds.sizes()
        name = path.parent.name if path.stem == "docs" else path.stem
        sizes = f"{index / text:.2f} {stored / text:.2f}"
        print(f"  {name:<18}{len(documents):>6}   {'   '.join(told)}   {sizes}", flush=True)


def _questions(documents: list[Document]) -> list[Question]:
    generator = random.Random(1)
    asked: list[Question] = []
    for _ in range(40):
        words = ["".join(filter(str.isalpha, w)) for w in generator.choice(documents).text.split()]
        words = [word.lower() for word in words if word.isascii() and len(word) > 2]
        if len(words) > 1:
            asked.append(("word", (generator.choice(words),)))
            asked.append(("and", tuple(generator.sample(words, 2))))
    return asked
