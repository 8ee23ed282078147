"""The rankers compared: Fonds, stock Whoosh, plain BM25; each from a text to document ids."""

from __future__ import annotations

import math
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import Stemmer
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from index.analysis import fold
from index.engine.choice import ENGINE
from index.record import Record
from index.schema import fonds_schema, to_document
from index.search.query import Query
from index.search.searching import Search
from tests.bench.collections import DEPTH, LANGUAGES, Collection

Ranker = Callable[[str], list[str]]

_WORD = re.compile(r"\w+")
K1, B = 1.2, 0.75


def fonds(collection: Collection) -> Ranker:
    """Rank as the window does: the same reading of the query, the same engine."""
    index = ENGINE.create(Path(tempfile.mkdtemp(prefix="relevance")), fonds_schema())
    writer = index.writer()
    for document in collection.documents:
        record = Record(id=document.id, title=document.title, body=document.text)
        writer.add(to_document(record, added=20240101.0))
    writer.commit()
    writer.close()
    searcher = index.searcher()
    search = Search(searcher, {})

    def rank(text: str) -> list[str]:
        ranking = search.run(Query.parse(text)).handle.ranking
        return [searcher.stored(doc)["id"] for doc in ranking.page(0, DEPTH)[0].tolist()]

    return rank


def stock_whoosh(collection: Collection) -> Ranker:
    """Whoosh as it comes: its analyzer for the language, title and text, any of the words."""
    analyzer = LanguageAnalyzer(collection.language)
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer), text=TEXT(analyzer))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in collection.documents:
        writer.add_document(id=document.id, title=document.title, text=document.text)
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(["title", "text"], schema, group=OrGroup)

    def rank(text: str) -> list[str]:
        words = " ".join(_WORD.findall(text)).lower()
        hits: Any = searcher.search(parser.parse(words), limit=DEPTH)
        return [hit["id"] for hit in hits]

    return rank


def plain_bm25(collection: Collection) -> Ranker:
    """BM25 over title and text in one, Snowball stems of the language, accents folded."""
    stemmer = Stemmer.Stemmer(LANGUAGES[collection.language])

    def terms(text: str) -> Sequence[str]:
        return [fold(stem) for stem in stemmer.stemWords(_WORD.findall(text.lower()))]

    postings: dict[str, dict[int, int]] = defaultdict(dict)
    lengths: list[int] = []
    for number, document in enumerate(collection.documents):
        found = terms(f"{document.title} {document.text}")
        lengths.append(len(found))
        for term, times in Counter(found).items():
            postings[term][number] = times
    average = sum(lengths) / len(lengths)
    norms = [K1 * (1 - B + B * length / average) for length in lengths]

    def rank(text: str) -> list[str]:
        scores: Counter[int] = Counter()
        for term in terms(text):
            held = postings.get(term, {})
            rarity = math.log(1 + (len(lengths) - len(held) + 0.5) / (len(held) + 0.5))
            for number, times in held.items():
                score = rarity * times * (K1 + 1) / (times + norms[number])
                scores[number] += score  # type: ignore[assignment]
        best = sorted(scores, key=lambda number: (-scores[number], number))[:DEPTH]
        return [collection.documents[number].id for number in best]

    return rank
