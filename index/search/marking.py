"""Spans: which ranges of a text match a query. Snippets and the reader are marked by this alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from whoosh.support.levenshtein import distance

from index.analysis import WORD, Stems, WordMemo, advance
from index.results import Span
from index.search.spotting import Spots, heads
from index.search.tree import Compound, Exact, Fuzzy, Leaf, Node, Pattern, Phrase, Prefix, Word
from index.search.tree import leaves as leaves_of

_WILD = re.compile(r"[?*]")
#: A query of more leaves than this finds much in any text; a row of words that may lie farther
#: apart has to be counted through.
_FEW = 6


class Match(NamedTuple):
    """A matched range [start, end) in code points, and the number of the leaf that it matches."""

    start: int
    end: int
    leaf: int


#: What a surface word yields: positions it takes, and (leaf, word of a phrase, offset, start, end).
_Yield = tuple[int, tuple[tuple[int, int, int, int, int], ...]]

#: The forms of a word that an index knows.
Forms = Callable[[str], Iterable[str]]


class Marker(dict[str, _Yield]):
    """Finds what a query matches in any text; remembers every word that it has met.

    Args:
        tree: what was asked.
        forms: the forms that words have in the index where all the texts come from, which is much
            quicker than to ask of every word of a text whether it is one.
        leaves: what to look for instead of all the leaves of the tree.
    """

    def __init__(
        self, tree: Node | None, forms: Forms | None = None, leaves: Sequence[Leaf] | None = None
    ) -> None:
        super().__init__()
        self._memo = WordMemo()
        self._forms = forms
        self._idle: set[str] = set()
        self._parts: dict[frozenset[int], Marker] = {}
        self._leaves = tuple(dict.fromkeys(leaves_of(tree) if leaves is None else leaves))
        self._phrases = {
            number: leaf for number, leaf in enumerate(self._leaves) if _words_in_row(leaf)
        }
        slops = (leaf.slop for leaf in self._phrases.values() if isinstance(leaf, Phrase))
        self._reach = max(slops, default=1) if self._phrases else 0

    @property
    def leaf_count(self) -> int:
        """How many different things the query looks for."""
        return len(self._leaves)

    @property
    def is_broad(self) -> bool:
        """Whether much of a text has to be looked at for it."""
        looked_at = sum(_FEW // 2 if isinstance(leaf, Fuzzy) else 1 for leaf in self._leaves)
        return self._spots is None or looked_at > _FEW or self._reach > _FEW

    def part(self, leaves: frozenset[int]) -> Marker:
        """Return what finds only some of the leaves, by their numbers; its own numbers differ."""
        if leaves not in self._parts:
            chosen = [self._leaves[number] for number in sorted(leaves)]
            self._parts[leaves] = Marker(None, self._forms, chosen)
        return self._parts[leaves]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the matched ranges of a text, in order, none overlapping."""
        merged: list[Span] = []
        for match in self.matches(text):
            if merged and match.start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], match.end))
            else:
                merged.append((match.start, match.end))
        return tuple(merged)

    def matches(self, text: str, start: int = 0, end: int | None = None) -> list[Match]:
        """Return every match in a text, or in a range of it that cuts no word, by its start."""
        if not self._leaves:
            return []
        found: list[Match] = []
        in_row: dict[int, list[tuple[int, int, int, int]]] = {}
        position, last = 0, start
        for first, stop in self._stretches(text, start, len(text) if end is None else end):
            if self._reach:
                position += self._passed(text, last, first)
                last = stop
            for at, (taken, yields) in self._cut(text, first, stop):
                for leaf, place, offset, begin, close in yields:
                    if place < 0:
                        found.append(Match(at + begin, at + close, leaf))
                    else:
                        seen = in_row.setdefault(leaf, [])
                        seen.append((position + offset, place, at + begin, at + close))
                position += taken
        for leaf, seen in in_row.items():
            found += self._rows(leaf, seen)
        return sorted(found, key=lambda match: (match.start, -match.end))

    def _cut(self, text: str, start: int, end: int) -> Iterable[tuple[int, _Yield]]:
        """Return where the words of a range begin, and what they yield; most ranges are a word."""
        known = self.get(text[start:end])
        if known is not None:
            return ((start, known),)
        return [(word.start(), self[word.group()]) for word in WORD.finditer(text, start, end)]

    @cached_property
    def _known(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Term → the leaves that it matches and its place in a row, -1 where it stands alone."""
        known: dict[str, list[tuple[int, int]]] = {}
        for number, leaf in enumerate(self._leaves):
            wanted = _wanted(leaf)
            forms = self._forms(wanted) if self._forms and wanted and _bends(leaf) else ()
            for term in dict.fromkeys((wanted, *forms) if wanted else ()):
                known.setdefault(term, []).append((number, -1))
            for place, term in enumerate(_words_in_row(leaf)):
                known.setdefault(term, []).append((number, place))
        return known

    @cached_property
    def _open(self) -> Mapping[str, Sequence[int]]:
        """Beginning of a term → the leaves that it has to be compared with."""
        compared: dict[str, list[int]] = {}
        for number, leaf in enumerate(self._leaves):
            start = _beginning(leaf) if self._forms is None or not _wanted(leaf) else None
            if start is not None:
                compared.setdefault(start[:2], []).append(number)
        return compared

    @cached_property
    def _stems(self) -> Stems:
        return Stems()

    @cached_property
    def _spots(self) -> Spots | None:
        """Where a match may begin; None where that may be anywhere."""
        compared = (leaf for leaf in self._leaves if self._forms is None or not _wanted(leaf))
        openings = [start for start in map(_beginning, compared) if start is not None]
        found = heads(self._known, openings)
        return None if found is None else Spots(found)

    def _stretches(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Return ranges that cut no word and may hold a match, in order."""
        if self._spots is None:
            return self._telling(text, start, end)
        return self._spots.ranges(text, start, end)

    def _telling(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges between spaces that hold a match; what holds none is remembered."""
        part, last = text[start:end], 0
        for piece in part.split():
            if piece in self._idle:
                continue
            if not any(self[word][1] for word in WORD.findall(piece)):
                self._idle.add(piece)
                continue
            begin = part.find(piece, last)
            while not _stands_alone(part, begin, begin + len(piece)):
                begin = part.find(piece, begin + 1)
            last = begin + len(piece)
            yield start + begin, start + last

    def _passed(self, text: str, start: int, end: int) -> int:
        """Return the positions that are passed over, or as many as part the words of a row."""
        taken = 0
        for word in WORD.finditer(text, start, end):
            if taken + 1 >= self._reach:  # every word takes one
                return taken + 1
            taken += advance(self._memo[word.group()])
        return taken

    def __missing__(self, surface: str) -> _Yield:
        parts = self._memo[surface]
        yields = tuple(
            (number, place, part.offset, part.start, part.end)
            for part in parts
            for number, place in self._meant(part.term)
        )
        if len(self) > 200_000:
            self.clear()
            self._idle.clear()
        found = self[surface] = (advance(parts), yields)
        return found

    def _meant(self, term: str) -> Iterator[tuple[int, int]]:
        """Yield the leaves that a term matches, and its place in the leaf's row or -1."""
        known = self._known.get(term, ())
        yield from known
        for start in dict.fromkeys((term[:2], term[:1], "")) if self._open else ():
            for number in self._open.get(start, ()):
                if (number, -1) not in known and self._alone(self._leaves[number], term):
                    yield number, -1

    def _alone(self, leaf: Leaf, term: str) -> bool:
        """Tell whether a term matches a leaf that does not name it."""
        match leaf:
            case Word(wanted, _) | Compound(_, wanted, _):
                return self._akin(term, wanted)
            case Prefix(wanted, _):
                return term.startswith(wanted)
            case Pattern(pattern, _):
                return pattern_matches(pattern, term)
            case Fuzzy(wanted, _):
                return _is_near(term, wanted, 1 if len(wanted) < 6 else 2)
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


def _is_near(term: str, wanted: str, reach: int) -> bool:
    """Tell whether terms of one first letter differ by no more edits than *reach*.

    An edit takes away one letter at most that the other term has not, and brings one.
    """
    near = abs(len(term) - len(wanted)) <= reach and term[:1] == wanted[:1]
    if not near or len(set(term).symmetric_difference(wanted)) > 2 * reach:
        return False
    return bool(distance(term, wanted, limit=reach) <= reach)


def pattern_matches(pattern: str, term: str) -> bool:
    """Tell whether a folded term matches a pattern of ``?`` and ``*``, whole."""
    return _expression(pattern).fullmatch(term) is not None


@lru_cache(256)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\?", ".").replace(r"\*", ".*"))


def _wanted(leaf: Leaf) -> str:
    """Return the term that a leaf names; nothing where it is a pattern or a row."""
    match leaf:
        case Word(term, _) | Exact(term, _) | Compound(_, term, _):
            return term
    return ""


def _bends(leaf: Leaf) -> bool:
    """Tell whether other forms of the term that a leaf names match too."""
    return isinstance(leaf, Word | Compound)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether there is space, or nothing, at both sides of a range."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())


def _beginning(leaf: Leaf) -> str | None:
    """Return how the terms begin that have to be compared with a leaf; None: it names them."""
    match leaf:
        case Word(term, _) | Compound(_, term, _):
            return term[:2]
        case Prefix(term, _):
            return term
        case Fuzzy(term, _):
            return term[:1]
        case Pattern(pattern, _):
            return _WILD.split(pattern, maxsplit=1)[0]
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
