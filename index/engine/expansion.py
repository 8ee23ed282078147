"""From what a query says to the numbers of terms, segment by segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from index.analysis import Stems
from index.engine.arrays import Array
from index.engine.fuzzy import near_terms
from index.engine.lexicon import Lexicon
from index.engine.patterns import glob_terms, regex_terms
from index.engine.statistics import Statistics


class Expansion:
    """Finds terms in the lexicons of a snapshot. Fields that the schema lost have none."""

    def __init__(self, stats: Statistics) -> None:
        self._stats = stats
        self._stems = Stems()
        self.forms = lru_cache(1024)(self._forms)

    def term(self, name: str, text: Any) -> list[int]:
        """Return a term's number in each segment, -1 where it has none."""
        term = self._bytes(name, text)
        if term is None:
            return [-1] * len(self._stats.views)
        return [-1 if lexicon is None else lexicon.find(term) for lexicon in self._lexicons(name)]

    def _forms(self, name: str, word: str) -> list[tuple[Array, int]]:
        """Return for each segment the terms that share a stem with a word, and the word's own.

        The word itself is among them where the segment holds it, else its number is -1.
        """
        stems = self._stems.of(word)
        found = []
        for segment, lexicon in enumerate(self._lexicons(name)):
            exact = -1 if lexicon is None else lexicon.find(word.encode("utf-8", "replace"))
            numbers = np.zeros(0, np.int64) if exact < 0 else np.array([exact])
            table = self._stats.views[segment].file.stem_table(name) if stems else None
            if table is not None and lexicon is not None:
                numbers = np.union1d(numbers, table.terms(stems, self._stems))
            found.append((numbers, exact))
        return found

    def form_texts(self, name: str, word: str) -> list[str]:
        """Return the terms that share a stem with a word, over all segments, sorted."""
        texts: set[Any] = set()
        for (numbers, _), lexicon in zip(self.forms(name, word), self._lexicons(name), strict=True):
            if lexicon is not None:
                texts.update(lexicon[number].decode("utf-8", "replace") for number in numbers)
        return sorted(texts)

    def everything(self, name: str) -> list[range]:
        """Return all terms of a field."""
        return self._ranges(name, lambda lexicon: (0, len(lexicon)))

    def prefix(self, name: str, text: str) -> list[range]:
        """Return the terms that begin with a text."""
        prefix = self._bytes(name, text)
        if prefix is None:
            return self._ranges(name, lambda lexicon: (0, 0))
        return self._ranges(name, lambda lexicon: lexicon.prefix(prefix))

    def between(self, query: Any) -> list[range]:
        """Return the terms in the range of a TermRange."""
        name, nothing = query.fieldname, self._ranges(query.fieldname, lambda lexicon: (0, 0))
        low = None if query.start is None else self._bytes(name, query.start)
        high = None if query.end is None else self._bytes(name, query.end)
        if (low is None) != (query.start is None) or (high is None) != (query.end is None):
            return nothing
        return self._ranges(
            name, lambda lexicon: lexicon.between(low, high, query.startexcl, query.endexcl)
        )

    def wildcard(self, name: str, pattern: str) -> list[Sequence[int]]:
        """Return the terms that a wildcard matches."""
        return self._sets(name, lambda lexicon: glob_terms(lexicon, pattern))

    def regex(self, name: str, pattern: str, prefix: str) -> list[Sequence[int]]:
        """Return the terms that a regular expression matches."""
        return self._sets(name, lambda lexicon: regex_terms(lexicon, pattern, prefix))

    def fuzzy(self, name: str, word: str, distance: int, prefix: int) -> list[Sequence[int]]:
        """Return the terms within an edit distance of a word."""
        return self._sets(name, lambda lexicon: near_terms(lexicon, word, distance, prefix)[0])

    def by_whoosh(self, query: Any, leaves: Iterable[Any]) -> list[Sequence[int]]:
        """Return the terms that a query of a class of its own finds in Whoosh's readers."""
        found: list[Sequence[int]] = []
        for leaf, lexicon in zip(leaves, self._lexicons(query.fieldname), strict=True):
            numbers: set[int] = set()
            if lexicon is not None:
                for term in query._btexts(leaf.reader()):
                    raw = self._bytes(query.fieldname, term)
                    numbers.add(-1 if raw is None else lexicon.find(raw))
            found.append(sorted(numbers - {-1}))
        return found

    def single(self, name: str, numbers: Sequence[Sequence[int]]) -> list[int] | None:
        """Return the numbers of the one term that is meant, or None where there are several."""
        if any(len(held) > 1 for held in numbers):
            return None
        texts: set[Any] = set()
        for held, lexicon in zip(numbers, self._lexicons(name), strict=True):
            if lexicon is not None:
                texts.update(lexicon[int(number)] for number in held)
        if len(texts) != 1:
            return None
        return [int(held[0]) if len(held) else -1 for held in numbers]

    def frequencies(self, name: str, numbers: Sequence[Sequence[int]]) -> list[Array]:
        """Return for each segment the document frequencies of terms over all segments, int64."""
        counts: dict[bytes, int] = {}
        named: list[list[bytes]] = []
        for segment, held in enumerate(numbers):
            field = self._stats.field(name, segment)
            terms = [] if field is None else [field.lexicon[int(number)] for number in held]
            for term, number in zip(terms, held, strict=False):
                assert field is not None
                counts[term] = counts.get(term, 0) + field.frequency(int(number))
            named.append(terms)
        return [np.array([counts[term] for term in terms], np.int64) for terms in named]

    def _bytes(self, name: str, text: Any) -> bytes | None:
        """Return a term as the field writes it; None where the field has no such term."""
        if isinstance(text, bytes):
            return text
        if name not in self._stats.schema:
            return None
        try:
            found: bytes = self._stats.schema[name].to_bytes(text)
        except ValueError:
            return None
        return found

    def _lexicons(self, name: str) -> list[Lexicon | None]:
        fields = [self._stats.field(name, segment) for segment in range(len(self._stats.views))]
        return [None if field is None else field.lexicon for field in fields]

    def _ranges(self, name: str, find: Callable[[Lexicon], tuple[int, int]]) -> list[range]:
        return [
            range(0) if lexicon is None else range(*find(lexicon))
            for lexicon in self._lexicons(name)
        ]

    def _sets(self, name: str, find: Callable[[Lexicon], Array]) -> list[Sequence[int]]:
        return [
            [] if lexicon is None else find(lexicon).tolist() for lexicon in self._lexicons(name)
        ]
