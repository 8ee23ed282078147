"""Words that tell what some records are about: feedback for a long question, "more like this"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, log

from whoosh import query as wq

from index.analysis import terms_of
from index.engine.interface import EngineSearcher
from index.engine.wordquery import WordTerm
from index.record import Record
from index.schema import TEXT_FIELDS
from index.search.functionwords import is_function_word

#: What is looked at of a long record, in code points, and how many candidates are weighed.
_MAX_TEXT = 4_000
_CANDIDATES = 60
#: What is longer without a space is not kept.
_LONG = 60

_ALL = frozenset(("fr", "en", "es"))
#: No stem is of this language.
_NO_LANGUAGE = frozenset(("",))

#: How many of the best records lend a long query words of theirs, and how many words.
LENDERS = 10
LENT = 30
#: What the lent words count beside the query, at most; less is not worth the time.
SHARE = 1.6
LEAST_SHARE = 0.1
#: Where the last lender has this share of the best one's score, many records are about the same,
#: and words of theirs help; where one record stands out, it is the answer.
_LEVEL = 0.5
#: How much more a better record lends.
_SHARPNESS = 12.0


def lent(scores: Sequence[float]) -> tuple[float, list[float]]:
    """Return how much the words of the best records count, and what each record lends.

    Selective feedback: the weights fall off with the exponent of the score, as the likelihoods of
    a relevance model do (Lavrenko and Croft 2001).
    """
    if len(scores) < 2 or scores[0] <= 0:
        return 0.0, [1.0] * len(scores)
    level = min(max(scores[-1], 0.0) / scores[0] / _LEVEL, 1.0)
    return SHARE * level**2, [exp(_SHARPNESS * (score / scores[0] - 1)) for score in scores]


def telling_words(
    searcher: EngineSearcher, records: Sequence[tuple[Record, float]], count: int
) -> list[tuple[str, float]]:
    """Return the words that tell records apart from the rest of an archive, with weights up to 1.

    Relevance model 1 (Lavrenko and Croft 2001) times the inverse document frequency. Records come
    with their weights.
    """
    shares: Counter[str] = Counter()
    for record, weight in records:
        counts, size = _counted(f"{record.title}\n{record.body[:_MAX_TEXT]}")
        for term, times in counts.items():
            shares[term] += weight * times / size  # type: ignore[assignment]
    weighed: list[tuple[float, str]] = []
    for term, share in shares.most_common():
        frequency = max(searcher.frequency("body", term), 1)
        if frequency <= max(searcher.doc_count / 4, 2):
            weighed.append((share * log(max(searcher.doc_count, 2) / frequency), term))
        if len(weighed) == _CANDIDATES:
            break
    weighed.sort(reverse=True)
    most = weighed[0][0] if weighed and weighed[0][0] > 0 else 1.0
    return [(term, worth / most) for worth, term in weighed[:count]]


def hint_query(words: Iterable[tuple[str, float]]) -> wq.Query:
    """Return the query for telling words: any of them, each by its weight, as they stand.

    Their other forms are among the words that are lent, or tell nothing: measured, and twice as
    fast.
    """
    made = [WordTerm(TEXT_FIELDS, term, _NO_LANGUAGE, max(weight, 0.01)) for term, weight in words]
    return wq.Or(made) if made else wq.NullQuery


def _counted(text: str) -> tuple[dict[str, int], int]:
    """Return the telling terms of a text with how often they occur, and how many terms it has.

    No word holds a space, so that what stands between spaces is cut once, and counted.
    """
    counts: dict[str, int] = {}
    size = 0
    for piece, times in Counter(text.split()).items():
        telling, terms = _telling(piece) if len(piece) <= _LONG else _cut(piece)
        size += times * terms
        for term in telling:
            counts[term] = counts.get(term, 0) + times
    return counts, size


def _cut(piece: str) -> tuple[tuple[str, ...], int]:
    """Return the telling terms of what stands between two spaces, and how many terms it has."""
    terms = terms_of(piece)[0]
    return tuple(filter(_tells, terms)), len(terms)


#: Bounded to some 15 MB, for all archives together: words recur in all of them.
_telling = lru_cache(40_000)(_cut)


def _tells(term: str) -> bool:
    return len(term) >= 3 and term.isalpha() and not is_function_word(term, _ALL)
