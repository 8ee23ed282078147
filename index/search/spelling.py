"""Suggestions: the nearest words of the archive's own lexicon when nothing was found."""

from __future__ import annotations

from whoosh import query as wq
from whoosh.support.levenshtein import distance

from index.analysis import fold, tokens
from index.engine.interface import EngineSearcher
from index.schema import TEXT_FIELDS, unpack_record
from index.search.tree import Leaf, Node, Word, leaves


def suggest(searcher: EngineSearcher, words: str, tree: Node | None) -> str | None:
    """Return the query text with each unknown word replaced by its nearest known one.

    None when every word is known, or one of them has no neighbour.
    """
    better = words
    for leaf in leaves(tree):
        if not isinstance(leaf, Word) or _is_known(searcher, leaf):
            continue
        near = nearest(searcher, leaf.term)
        if near is None:
            return None
        better = better.replace(leaf.surface, _spelt(searcher, near))
    return better if better != words else None


def nearest(searcher: EngineSearcher, term: str) -> str | None:
    """Return the known term at the least edit distance, the most frequent of several.

    At most one edit for a term of up to four letters, else two; the first letter must agree.
    """
    if len(term) < 3 or not term.isalpha():
        return None
    reach = 1 if len(term) < 5 else 2
    best: tuple[int, int, str] | None = None
    for field in TEXT_FIELDS:
        for known, frequency in searcher.terms(field, term[0]):
            if abs(len(known) - len(term)) > reach or not known.isalpha():
                continue
            apart = distance(known, term, limit=reach)
            if 0 < apart <= reach and (best is None or (apart, -frequency, known) < best):
                best = (apart, -frequency, known)
    return best[2] if best else None


def _is_known(searcher: EngineSearcher, leaf: Leaf) -> bool:
    return isinstance(leaf, Word) and any(searcher.forms(field, leaf.term) for field in TEXT_FIELDS)


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
