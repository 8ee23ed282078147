"""Asking an index: correct unknown words, search, loosen when nothing is found, lend words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whoosh import query as wq

from index.engine.interface import ColumnFilter, EngineSearcher, Ranking
from index.engine.wordquery import Feedback
from index.schema import unpack_record
from index.search.correction import Correction, Corrector
from index.search.hints import LEAST_SHARE, LENDERS, LENT, hint_query, lent, telling_words
from index.search.language import Understood
from index.search.ranking import Plan, plan
from index.search.tree import Node


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what was asked to find it.

    ``tree`` is what was searched, to be marked and told: typed words with ``corrections``.
    ``loosened`` tells that no record has all the words, so that some of them were enough.
    """

    ranking: Ranking
    tree: Node | None
    plan: Plan
    corrections: tuple[Correction, ...] = ()
    loosened: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """How to search beside the words: filters, facets to count, order, when to stop."""

    filters: Sequence[ColumnFilter] = ()
    facets: Sequence[str] = ()
    sort: tuple[str, bool] | None = None
    cancelled: Callable[[], bool] | None = None


def answer(searcher: EngineSearcher, understood: Understood, text: str, ask: Ask = Ask()) -> Answer:
    """Search for what was understood of a text.

    Raises:
        CancelledError: ``ask.cancelled`` answered True.
    """
    tree, corrections = corrected(searcher, understood)
    chosen = plan(tree, text)
    found = _search(searcher, chosen, ask)
    loosened = False
    if chosen.looser and not found.total and not _finds(searcher, chosen, ask):
        chosen = plan(tree, text, loose=True)
        found = _search(searcher, chosen, ask)
        loosened = True
    return Answer(found, tree, chosen, corrections, loosened)


def corrected(
    searcher: EngineSearcher, understood: Understood
) -> tuple[Node | None, tuple[Correction, ...]]:
    """Return what is searched: the tree with unknown words corrected, and the corrections."""
    return Corrector(searcher).correct(understood.tree)


def _search(searcher: EngineSearcher, chosen: Plan, ask: Ask) -> Ranking:
    query = chosen.query
    if chosen.lends and ask.sort is None:
        query = _with_feedback(searcher, chosen, ask)
    return searcher.search(
        query, filters=ask.filters, facets=ask.facets, sort=ask.sort, cancelled=ask.cancelled
    )


def _finds(searcher: EngineSearcher, chosen: Plan, ask: Ask) -> bool:
    """Tell whether the words find anything where no filter is in the way."""
    return bool(ask.filters) and searcher.search(chosen.query, cancelled=ask.cancelled).total > 0


def _with_feedback(searcher: EngineSearcher, chosen: Plan, ask: Ask) -> wq.Query:
    """Return the query with telling words of its best records, where they may help."""
    first = searcher.search(chosen.query, filters=ask.filters, cancelled=ask.cancelled)
    docs, scores = (held.tolist() for held in first.page(0, LENDERS))
    share, weights = lent(scores)
    if share < LEAST_SHARE:
        return chosen.query
    records = [
        (unpack_record(searcher.stored(docnum)["record"]), weight)
        for docnum, weight in zip(docs, weights, strict=True)
    ]
    return Feedback(chosen.query, hint_query(telling_words(searcher, records, LENT)), share)
