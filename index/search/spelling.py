"""Did you mean: the query text with its unknown or doubtful words as the archive spells them."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import fold
from index.engine.interface import EngineSearcher
from index.schema import TEXT_FIELDS, unpack_record
from index.search.correction import Correction, is_doubtful, neighbours
from index.search.marking import Marker
from index.search.tree import Exact, Given, Node, Word, leaves

#: With at most so many hits a rare word may be a slip, and so many times more frequent must its
#: neighbour be to be offered.
FEW = 3
_MORE_FREQUENT = 8
#: So much of a record is looked through for the spelling of a word, in code points.
_LOOKED_AT = 20_000


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
        mended = " ".join(spelt(searcher, term) for term in made.meant.split())
        better = better.replace(made.typed, mended)
    if total <= FEW and not corrections:
        for leaf in leaves(tree):
            if not isinstance(leaf, Word) or isinstance(leaf, Given) or not is_doubtful(leaf.term):
                continue
            doubtful = _likelier(searcher, leaf.term)
            if doubtful:
                better = better.replace(leaf.surface, spelt(searcher, doubtful))
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


def spelt(searcher: EngineSearcher, term: str) -> str:
    """Return a term with its accents, as the first record that holds it spells it."""
    marker = Marker(Exact(term, term))
    for field in TEXT_FIELDS:
        docnum = searcher.example(field, term)
        if docnum is None:
            continue
        record = unpack_record(searcher.stored(docnum)["record"])
        for text in (record.title, record.body[:_LOOKED_AT]):
            for match in marker.matches(text):
                written = text[match.start : match.end]
                if fold(written) == term:
                    return written.lower()
    return term
