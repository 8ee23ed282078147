"""Asking an index: correct unknown words, search, loosen when little is found, lend words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from whoosh import query as wq

from index.engine.interface import ColumnFilter, EngineSearcher, Ranking
from index.engine.wordquery import Feedback
from index.schema import unpack_record
from index.search.correction import Correction, Corrector
from index.search.hints import LEAST_SHARE, LENDERS, LENT, hint_query, lent, telling_words
from index.search.language import Understood
from index.search.ranking import Plan, plan
from index.search.tree import Node

#: With fewer records that have all of three words (a page), those with some follow. Not where a
#: person chose another order: there the others would come between.
FEW = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what was asked to find it.

    ``tree`` is what was searched, to be marked and told: typed words with ``corrections``.
    ``loosened`` tells that some of the words were enough, since none or few records have all;
    ``whole`` is how many of those found have all, ``elsewhere`` how many of the whole archive.
    """

    ranking: Ranking
    tree: Node | None
    plan: Plan
    corrections: tuple[Correction, ...] = ()
    loosened: bool = False
    whole: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """How to search beside the words: filters, facets to count, order, when to stop.

    What does not pass ``stated`` comes last in the order: it has no value to be sorted by.
    """

    filters: Sequence[ColumnFilter] = ()
    facets: Sequence[str] = ()
    sort: tuple[str, bool] | None = None
    stated: ColumnFilter | None = None
    cancelled: Callable[[], bool] | None = None


def answer(searcher: EngineSearcher, understood: Understood, text: str, ask: Ask = Ask()) -> Answer:
    """Search for what was understood of a text.

    Raises:
        CancelledError: ``ask.cancelled`` answered True.
    """
    tree, corrections = corrected(searcher, understood)
    chosen = plan(tree, text)
    found = _search(searcher, chosen, ask)
    if chosen.looser and found.total < FEW:
        everywhere = found.total if not ask.filters else _count(searcher, chosen, ask)
        goes_on = chosen.goes_on and 0 < everywhere < FEW and ask.sort is None
        if goes_on or not everywhere:
            some = plan(tree, text, loose=not goes_on, all_first=goes_on)
            ranking = _search(searcher, some, ask)
            if ranking.total > found.total or not everywhere:
                return Answer(ranking, tree, some, corrections, True, found.total, everywhere)
    return Answer(found, tree, chosen, corrections)


def corrected(
    searcher: EngineSearcher, understood: Understood
) -> tuple[Node | None, tuple[Correction, ...]]:
    """Return what is searched: the tree with unknown words corrected, and the corrections."""
    return Corrector(searcher).correct(understood.tree, understood.ended)


def _search(searcher: EngineSearcher, chosen: Plan, ask: Ask) -> Ranking:
    query = chosen.query
    if chosen.lends and ask.sort is None:
        query = _with_feedback(searcher, chosen, ask)
    return sorted_search(searcher, query, ask)


def sorted_search(searcher: EngineSearcher, query: wq.Query, ask: Ask) -> Ranking:
    """Search as it is asked, in the order that is asked for."""
    found = searcher.search(
        query, filters=ask.filters, facets=ask.facets, sort=ask.sort, cancelled=ask.cancelled
    )
    if ask.sort is None or ask.stated is None:
        return found
    with_value = searcher.search(
        query, filters=(*ask.filters, ask.stated), sort=ask.sort, cancelled=ask.cancelled
    ).docs
    without = np.sort(found.docs[~np.isin(found.docs, with_value)])
    docs = np.concatenate([with_value, without])
    return Ranking(docs, np.zeros(len(docs), np.float32), found.facets)


def _count(searcher: EngineSearcher, chosen: Plan, ask: Ask) -> int:
    """Return how many records the words find where no filter is in the way.

    What follows them depends on nothing else, so that a facet's count holds after a click on it.
    """
    return searcher.search(chosen.query, cancelled=ask.cancelled).total


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
