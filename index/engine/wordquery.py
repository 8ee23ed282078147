"""Queries for words as people type them: one word over all fields, enough of many words.

Each is an ordinary Whoosh query, too: where only Whoosh evaluates it, it is the Or (or the
AndMaybe) that finds the same documents, ranked less well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from whoosh import query as wq

from index.engine.stemterm import StemTerm


class WordTerm(wq.Or):  # type: ignore[misc]  # Whoosh has no hints
    """A plain word in any of its forms, over several fields, ranked as one term (BM25F).

    Args:
        fields: the fields, and how much an occurrence in each counts.
        text: the folded word.
        languages: the languages that the query seems to be in; forms that are akin in another
            language only count less. Empty when nothing is known.
        boost: what scores are multiplied by.
    """

    def __init__(
        self,
        fields: Mapping[str, float],
        text: str,
        languages: frozenset[str] = frozenset(),
        boost: float = 1.0,
    ) -> None:
        super().__init__([StemTerm(field, text, weight) for field, weight in fields.items()], boost)
        self.fields = dict(fields)
        self.text = text
        self.languages = languages

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((type(self), self.text, self.boost))

    def __repr__(self) -> str:
        return f"WordTerm({self.fields!r}, {self.text!r}, boost={self.boost!r})"

    def apply(self, change: Callable[[Any], Any]) -> Any:
        """Return the Or of the changed parts."""
        return wq.Or([change(part) for part in self.subqueries], boost=self.boost)

    def normalize(self) -> WordTerm:
        """Return the query itself: it has no simpler form."""
        return self

    def _key(self) -> tuple[Any, ...]:
        return self.fields, self.text, self.languages, self.boost


class FamilyTerm(WordTerm):
    """All words with a beginning, over several fields, ranked as one term."""

    def __init__(self, fields: Mapping[str, float], text: str, boost: float = 1.0) -> None:
        super().__init__(fields, text, boost=boost)
        self.subqueries = [wq.Prefix(field, text, weight) for field, weight in fields.items()]


class EnoughOf(wq.Or):  # type: ignore[misc]
    """Documents that match enough of several queries; all scores are added.

    ``need`` is the share of the queries' weight that must match. A word weighs its inverse
    document frequency, any other query as much as the heaviest word; what matches nowhere
    weighs nothing.
    """

    def __init__(self, subqueries: Sequence[wq.Query], need: float) -> None:
        super().__init__(list(subqueries))
        self.need = need

    def __repr__(self) -> str:
        return f"EnoughOf({self.subqueries!r}, {self.need})"

    def apply(self, change: Callable[[Any], Any]) -> Any:
        """Return the Or of the changed parts."""
        return wq.Or([change(part) for part in self.subqueries])

    def normalize(self) -> EnoughOf:
        """Return the query itself: no part of it may be left out."""
        return self


class Nearby(wq.AndMaybe):  # type: ignore[misc]
    """Documents of a query; the best rank higher where successive words stand close together.

    Args:
        base: what must match.
        words: the words in the order typed.
        field: the field whose positions count.
    """

    def __init__(self, base: wq.Query, words: Sequence[WordTerm], field: str) -> None:
        super().__init__(base, wq.Or(list(words)))
        self.words = tuple(words)
        self.field_name = field

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the very same query: what it found is kept by this."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def apply(self, change: Callable[[Any], Any]) -> Any:
        """Return the changed base."""
        return change(self.a)

    def normalize(self) -> Nearby:
        """Return the query itself: it has no simpler form."""
        return self


class Feedback(wq.AndMaybe):  # type: ignore[misc]
    """Documents of a query; words that its best documents share lend them some weight.

    The scores of ``hints`` are scaled so that the best is ``share`` of the best of ``base``.
    """

    def __init__(self, base: wq.Query, hints: wq.Query, share: float) -> None:
        super().__init__(base, hints)
        self.share = share

    def apply(self, change: Callable[[Any], Any]) -> Any:
        """Return Whoosh's own AndMaybe of the changed parts."""
        return wq.AndMaybe(change(self.a), change(self.b))

    def normalize(self) -> Feedback:
        """Return the query itself: it has no simpler form."""
        return self
