"""Spans: which ranges of a text match a query. Snippets and the reader are marked by this alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from whoosh.support.levenshtein import distance

from index.analysis import WORD, Stems, WordMemo, advance
from index.results import Span
from index.search.spotting import MOST, spots
from index.search.tree import Compound, Exact, Fuzzy, Leaf, Node, Pattern, Phrase, Prefix, Word
from index.search.tree import leaves as leaves_of

_SPACE = re.compile(r"\s")
_WILD = re.compile(r"[?*]")


@dataclass(frozen=True, slots=True)
class Match:
    """A matched range [start, end) in code points, and the number of the leaf that it matches."""

    start: int
    end: int
    leaf: int


#: What a surface word yields: positions it takes, and (leaf, word of a phrase, offset, start, end).
_Yield = tuple[int, tuple[tuple[int, int, int, int, int], ...]]


class Marker(dict[str, _Yield]):
    """Finds what a query matches in any text; remembers every word that it has met.

    Args:
        tree: what was asked.
        stems: known already, where many queries are marked one after the other.
    """

    def __init__(self, tree: Node | None, stems: Stems | None = None) -> None:
        super().__init__()
        self._memo = WordMemo()
        self._stems = stems or Stems()
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
        slops = (leaf.slop for leaf in self._phrases.values() if isinstance(leaf, Phrase))
        self._reach = max(slops, default=1) if self._phrases else 0

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

    def matches(self, text: str) -> list[Match]:
        """Return every match in a text by its start."""
        if not self._leaves:
            return []
        found: list[Match] = []
        in_row: dict[int, list[tuple[int, int, int, int]]] = {}
        position = last = 0
        for begin, end in self._stretches(text):
            position += self._passed(text, last, begin)
            for word in WORD.finditer(text, begin, end):
                taken, yields = self[word.group()]
                place = word.start()
                for leaf, at, offset, start, stop in yields:
                    if at < 0:
                        found.append(Match(place + start, place + stop, leaf))
                    else:
                        seen = in_row.setdefault(leaf, [])
                        seen.append((position + offset, at, place + start, place + stop))
                position += taken
            last = end
        for leaf, seen in in_row.items():
            found += self._rows(leaf, seen)
        return sorted(found, key=lambda match: (match.start, -match.end))

    @cached_property
    def _spots(self) -> re.Pattern[str] | None:
        """Where a match may begin; None where that may be anywhere."""
        openings = [_opening(leaf) for leaf in self._leaves]
        starts = {start for known in openings for start in known}
        return None if "" in starts or len(starts) > MOST else spots(starts)

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield ranges without space that may hold a match; the whole text where that is quicker.

        No word holds a space, so that these are cut into the words that the text is cut into.
        """
        if self._spots is None:
            yield 0, len(text)
            return
        end = 0
        while spot := self._spots.search(text, end):
            begin = spot.start()
            while begin > end and not text[begin - 1].isspace():
                begin -= 1
            space = _SPACE.search(text, spot.end())
            end = space.start() if space else len(text)
            yield begin, end

    def _passed(self, text: str, start: int, end: int) -> int:
        """Return the positions that are passed over, or as many as part the words of a row."""
        taken = 0
        for word in WORD.finditer(text, start, end) if self._reach else ():
            taken += advance(self._memo[word.group()])
            if taken > self._reach:
                break
        return taken

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


def _opening(leaf: Leaf) -> Collection[str]:
    """Return how the terms begin that a leaf can match: two letters or one; none where any may."""
    match leaf:
        case Prefix(term, _) | Fuzzy(term, _):
            return (term[: 1 if isinstance(leaf, Fuzzy) else 2],)
        case Pattern(pattern, _):
            return (_WILD.split(pattern, maxsplit=1)[0][:2],)
    return _starts(leaf) or ("",)


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
