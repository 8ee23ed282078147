"""Spans: which ranges of a text match a query. Snippets and the reader are marked by this alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoosh.support.levenshtein import distance

from index.analysis import WORD, Stems, WordMemo, advance
from index.results import Span
from index.search.tree import Compound, Exact, Fuzzy, Leaf, Node, Pattern, Phrase, Prefix, Word
from index.search.tree import leaves as leaves_of


@dataclass(frozen=True, slots=True)
class Match:
    """A matched range [start, end) in code points, and the number of the leaf that it matches."""

    start: int
    end: int
    leaf: int


#: What a surface word yields: positions it takes, and (leaf, word of a phrase, offset, start, end).
_Yield = tuple[int, tuple[tuple[int, int, int, int, int], ...]]


class Marker(dict[str, _Yield]):
    """Finds what a query matches in any text; remembers every word that it has met."""

    def __init__(self, tree: Node | None) -> None:
        super().__init__()
        self._memo = WordMemo()
        self._stems = Stems()
        self._idle: set[str] = set()
        self._leaves = tuple(dict.fromkeys(leaves_of(tree)))
        starts = [_starts(leaf) for leaf in self._leaves]
        self._anywhere = tuple(n for n, known in enumerate(starts) if known is None)
        #: First two letters → the leaves that a term with them may match: most words match none.
        self._by_start = {
            start: tuple(n for n, known in enumerate(starts) if known is None or start in known)
            for start in {start for known in starts for start in known or ()}
        }
        self._phrases = {
            number: leaf for number, leaf in enumerate(self._leaves) if _words_in_row(leaf)
        }

    @property
    def leaf_count(self) -> int:
        """How many different things the query looks for."""
        return len(self._leaves)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the matched ranges of a text, in order, none overlapping."""
        merged: list[Span] = []
        for match in self.matches(text):
            if merged and match.start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], match.end))
            else:
                merged.append((match.start, match.end))
        return tuple(merged)

    def mentions(self, text: str) -> bool:
        """Tell whether any word of a text may match; much faster than finding where."""
        for word in set(WORD.findall(text)) - self._idle:
            if self[word][1]:
                return True
            self._idle.add(word)
        return False

    def matches(self, text: str) -> list[Match]:
        """Return every match in a text by its start."""
        if not self._leaves:
            return []
        found: list[Match] = []
        in_row: dict[int, list[tuple[int, int, int, int]]] = {}
        position = 0
        for word in WORD.finditer(text):
            taken, yields = self[word.group()]
            for leaf, place, offset, start, end in yields:
                begin = word.start()
                if place < 0:
                    found.append(Match(begin + start, begin + end, leaf))
                else:
                    seen = in_row.setdefault(leaf, [])
                    seen.append((position + offset, place, begin + start, begin + end))
            position += taken
        for leaf, seen in in_row.items():
            found += self._rows(leaf, seen)
        return sorted(found, key=lambda match: (match.start, -match.end))

    def __missing__(self, surface: str) -> _Yield:
        parts = self._memo[surface]
        yields = tuple(
            (number, place, part.offset, part.start, part.end)
            for part in parts
            for number in self._by_start.get(part.term[:2], self._anywhere)
            for place in self._places(self._leaves[number], part.term)
        )
        if len(self) > 200_000:
            self.clear()
            self._idle.clear()
        found = self[surface] = (advance(parts), yields)
        return found

    def _places(self, leaf: Leaf, term: str) -> Iterator[int]:
        """Yield -1 when a term matches a leaf by itself, else its places in the leaf's row."""
        if self._alone(leaf, term):
            yield -1
        for place, wanted in enumerate(_words_in_row(leaf)):
            if wanted == term:
                yield place

    def _alone(self, leaf: Leaf, term: str) -> bool:
        match leaf:
            case Word(wanted, _) | Compound(_, wanted, _):
                return term == wanted or self._akin(term, wanted)
            case Exact(wanted, _):
                return term == wanted
            case Prefix(wanted, _):
                return term.startswith(wanted)
            case Pattern(pattern, _):
                return pattern_matches(pattern, term)
            case Fuzzy(wanted, _):
                reach = 1 if len(wanted) < 6 else 2
                return term[:1] == wanted[:1] and distance(term, wanted, limit=reach) <= reach
        return False

    def _akin(self, term: str, wanted: str) -> bool:
        """Tell whether two forms share a stem; then they share their first two letters too."""
        near = term[:2] == wanted[:2]
        return near and not self._stems.of(term).isdisjoint(self._stems.of(wanted))

    def _rows(self, number: int, seen: Sequence[tuple[int, int, int, int]]) -> Iterator[Match]:
        """Yield the complete rows of a phrase: as one range, or word by word when it has slop."""
        leaf = self._phrases[number]
        slop = leaf.slop if isinstance(leaf, Phrase) else 1
        size = len(_words_in_row(leaf))
        by_place: list[dict[int, Span]] = [{} for _ in range(size)]
        for position, place, start, end in seen:
            by_place[place][position] = (start, end)
        for first in by_place[0]:
            row = _row_from(first, by_place, slop)
            if row and slop == 1:
                yield Match(row[0][0], row[-1][1], number)
            elif row:
                yield from (Match(start, end, number) for start, end in row)


def pattern_matches(pattern: str, term: str) -> bool:
    """Tell whether a folded term matches a pattern of ``?`` and ``*``, whole."""
    expression = re.escape(pattern).replace(r"\?", ".").replace(r"\*", ".*")
    return re.fullmatch(expression, term) is not None


def _starts(leaf: Leaf) -> frozenset[str] | None:
    """Return the first two letters of the terms that a leaf can match; None: any may match."""
    match leaf:
        case Word(term, _) | Exact(term, _):
            return frozenset((term[:2],))
        case Prefix(term, _) if len(term) > 1:
            return frozenset((term[:2],))
        case Compound(parts, joined, _):
            return frozenset(term[:2] for term in (*parts, joined))
        case Phrase(terms, _, _):
            return frozenset(term[:2] for term in terms)
    return None


def _words_in_row(leaf: Leaf) -> tuple[str, ...]:
    match leaf:
        case Phrase(terms, _, _):
            return terms
        case Compound(parts, _, _):
            return parts
    return ()


def _row_from(first: int, by_place: list[dict[int, Span]], slop: int) -> list[Span] | None:
    """Return the ranges of a row that begins at a position, each within *slop* of the last."""
    row = [by_place[0][first]]
    position = first
    for known in by_place[1:]:
        after = next((p for p in range(position + 1, position + slop + 1) if p in known), None)
        if after is None:
            return None
        row.append(known[after])
        position = after
    return row
