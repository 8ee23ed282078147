"""``StemTerm`` on plain Whoosh: the postings of all forms merged and scored as one term."""

from __future__ import annotations

from math import log
from typing import Any

from whoosh import query as wq
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.scoring import BaseScorer

from index.engine.stemterm import OTHER_FORM_WEIGHT

#: BM25's usual parameters (Robertson and Zaragoza 2009).
K1 = 1.2
B = 0.75


class MergedTerm(wq.Query):  # type: ignore[misc]  # Whoosh has no hints
    """A word with the forms that the index holds of it, bound to one searcher."""

    def __init__(
        self, searcher: Any, fieldname: str, exact: str, forms: list[str], boost: float
    ) -> None:
        self.fieldname = fieldname
        self.boost = boost
        self._weights = {
            id(leaf): _merge(leaf.reader(), fieldname, exact, forms)
            for leaf, _ in searcher.leaf_searchers()
        }
        frequency = sum(map(len, self._weights.values()))
        # Lucene's form of the inverse document frequency, never negative.
        self._idf = log(1 + (searcher.doc_count() - frequency + 0.5) / (frequency + 0.5))
        self._average = searcher.avg_field_length(fieldname) or 1.0

    def field(self) -> str:
        """Return the field that is searched."""
        return self.fieldname

    def normalize(self) -> MergedTerm:
        """Return the query itself."""
        return self

    def estimate_size(self, ixreader: Any) -> int:
        """Return how many documents match at most."""
        return sum(map(len, self._weights.values()))

    def estimate_min_size(self, ixreader: Any) -> int:
        """Return how many documents match at least."""
        return self.estimate_size(ixreader)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher over the merged postings of one segment."""
        weights = self._weights[id(searcher)]
        if not weights:
            return NullMatcher()
        docs = sorted(weights)
        scorer = _Scorer(searcher, self.fieldname, self.boost * self._idf, self._average)
        return ListMatcher(docs, [weights[doc] for doc in docs], scorer=scorer)


class _Scorer(BaseScorer):  # type: ignore[misc]
    """BM25 with a given document frequency."""

    def __init__(self, searcher: Any, fieldname: str, factor: float, average: float) -> None:
        self._length = searcher.doc_field_length
        self._fieldname = fieldname
        self._factor = factor
        self._average = average

    def score(self, matcher: Any) -> float:
        """Return the score of the document that the matcher stands on."""
        tf = matcher.weight()
        length = self._length(matcher.id(), self._fieldname, 1)
        return float(
            self._factor * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / self._average))
        )


def _merge(reader: Any, fieldname: str, exact: str, forms: list[str]) -> dict[int, float]:
    """Return document → summed frequency of the forms, over one segment."""
    weights: dict[int, float] = {}
    for form in forms:
        if (fieldname, form) not in reader:
            continue
        factor = 1.0 if form == exact else OTHER_FORM_WEIGHT
        matcher = reader.postings(fieldname, form)
        while matcher.is_active():
            doc = matcher.id()
            weights[doc] = weights.get(doc, 0.0) + factor * matcher.weight()
            matcher.next()
    return {doc: weight for doc, weight in weights.items() if not reader.is_deleted(doc)}
