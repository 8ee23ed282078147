"""Collections with queries and judgements, and the measures of a ranking."""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
LANGUAGES = {"fr": "french", "en": "english", "es": "spanish"}
MEASURES = ("nDCG@10", "MAP", "recall@100")
#: Rankings are looked at so far down.
DEPTH = 100


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries (id, text), and grades: query → document → grade."""

    name: str
    language: str
    documents: tuple[Document, ...]
    queries: tuple[tuple[str, str], ...]
    grades: Mapping[str, Mapping[str, int]]

    def sample(self, most: int) -> Sequence[tuple[str, str]]:
        """Return at most so many queries that have judgements, spread over all of them."""
        judged = [query for query in self.queries if self.grades.get(query[0])]
        return judged[:: max(1, math.ceil(len(judged) / most))]


def collections(folder: Path = CORPORA) -> Iterator[Collection]:
    """Yield every collection that has queries and judgements."""
    for path in sorted(folder.glob("ir-*")):
        if (path / "qrels.tsv").is_file():
            yield read(path)


def read(path: Path) -> Collection:
    """Read one collection: docs.jsonl, queries.jsonl, qrels.tsv."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (path / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            grades[query][document] = int(grade)
    parts = path.name.split("-")
    language = next((part for part in parts if part in LANGUAGES), "en")
    return Collection(
        path.name,
        language,
        tuple(Document(d["id"], d["title"], d["text"]) for d in _lines(path / "docs.jsonl")),
        tuple((q["id"], q["text"]) for q in _lines(path / "queries.jsonl")),
        grades,
    )


def _lines(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(ranked: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float, float]:
    """Return nDCG@10 (gains as graded), average precision and recall at ``DEPTH``."""
    gains = [grades.get(document, 0) for document in ranked[:DEPTH]]
    ideal = _discounted(sorted(grades.values(), reverse=True)[:10])
    found, precision = 0, 0.0
    for place, gain in enumerate(gains, 1):
        if gain:
            found += 1
            precision += found / place
    return _discounted(gains[:10]) / ideal, precision / len(grades), found / len(grades)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def misspelt(text: str, seed: str) -> str:
    """Return a text with a slip in every third of its longer words, always the same ones.

    A letter is dropped, doubled, swapped with the next or replaced, never the first.
    """
    dice = random.Random(seed)
    words = text.split()
    longer = [place for place, word in enumerate(words) if sum(map(str.isalpha, word)) >= 5]
    for place in dice.sample(longer, max(1, len(longer) // 3)) if longer else ():
        words[place] = _slip(words[place], dice)
    return " ".join(words)


def _slip(word: str, dice: random.Random) -> str:
    letters = [place for place, letter in enumerate(word) if letter.isalpha()]
    place = dice.choice(letters[1:-1])
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if not after[:1].isalpha():
        return before + after
    return dice.choice(
        [
            before + after,
            before + letter + letter + after,
            before + after[0] + letter + after[1:],
            before + dice.choice("aeiourstnlmd") + after,
        ]
    )
