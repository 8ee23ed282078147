"""More like this: records that share the telling words of a record, or of a selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoosh import query as wq

from index.engine.interface import EngineSearcher
from index.engine.wordquery import EnoughOf, WordTerm
from index.record import Record
from index.schema import TEXT_FIELDS
from index.search.hints import telling_words
from index.search.tree import Node, Or, Word

#: So many words stand for a record, and so much of their weight must another one have.
_WORDS = 25
_ENOUGH = 0.2


@dataclass(frozen=True, slots=True)
class Alike:
    """What is asked to find records like others: the query, its words as a tree to be marked."""

    query: wq.Query
    tree: Node | None
    words: tuple[str, ...]


def alike(searcher: EngineSearcher, records: Sequence[Record]) -> Alike:
    """Return what finds records like these; the records themselves are left out."""
    weighed = telling_words(searcher, [(record, 1.0) for record in records], _WORDS)
    if not weighed:
        return Alike(wq.NullQuery, None, ())
    asked = [WordTerm(TEXT_FIELDS, term, boost=max(weight, 0.01)) for term, weight in weighed]
    themselves = [wq.Not(wq.Term("id", record.id)) for record in records]
    words = tuple(term for term, _ in weighed)
    tree = Or(tuple(Word(term, term) for term in words))
    return Alike(wq.And([EnoughOf(asked, _ENOUGH), *themselves]), tree, words)
