"""Did you mean: the query text with its unknown or doubtful words as the archive spells them."""

from __future__ import annotations

from collections.abc import Sequence

from whoosh import query as wq

from index.analysis import fold, tokens
from index.engine.interface import EngineSearcher
from index.schema import TEXT_FIELDS, unpack_record
from index.search.correction import Correction, neighbours
from index.search.tree import Node, Word, leaves

#: With at most so many hits a rare word may be a slip, and so many times more frequent must its
#: neighbour be to be offered.
FEW = 3
_MORE_FREQUENT = 8


def suggest(
    searcher: EngineSearcher,
    words: str,
    tree: Node | None,
    corrections: Sequence[Correction],
    total: int,
) -> str | None:
    """Return the query text with its slips mended; None when there is nothing to mend.

    Words that were corrected are put into the text; with few hits, rare words that have a much
    more frequent neighbour, too. The query itself is left as it is.
    """
    better = words
    for made in corrections:
        spelt = " ".join(_spelt(searcher, term) for term in made.meant.split())
        better = better.replace(made.typed, spelt)
    if total <= FEW and not corrections:
        for leaf in leaves(tree):
            doubtful = _likelier(searcher, leaf.term) if isinstance(leaf, Word) else None
            if doubtful:
                better = better.replace(leaf.surface, _spelt(searcher, doubtful))
    return better if better != words else None


def _likelier(searcher: EngineSearcher, term: str) -> str | None:
    """Return a word one slip away that is far more frequent than a rare one."""
    own = sum(searcher.frequency("body", form) for form in searcher.forms("body", term))
    found = neighbours(searcher, term, 1)
    if not found or own > FEW:
        return None
    best = max(found, key=lambda near: near.frequency)
    often = best.edits <= 1 and best.frequency >= _MORE_FREQUENT * max(own, 1)
    return best.term if often else None


def _spelt(searcher: EngineSearcher, term: str) -> str:
    """Return a term with its accents, as the first record that holds it spells it."""
    for field in TEXT_FIELDS:
        ranking = searcher.search(wq.Term(field, term))
        if not ranking.total:
            continue
        record = unpack_record(searcher.stored(int(ranking.page(0, 1)[0][0]))["record"])
        for text in (record.title, record.body):
            for token in tokens(text):
                if token.term == term == fold(text[token.start : token.end]):
                    return text[token.start : token.end].lower()
    return term
