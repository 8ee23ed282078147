"""Finds the clauses of a query text, ``name:value``, and what is left of it.

A clause holds for the whole query. One that is joined to something else by OR, or stands with it
in brackets, could not be meant so, and stays among the words, of which it is a part; clauses of one
field that are joined by OR are one. Where OR joins what has such clauses in it, the clauses beside
them stay, too: AND binds tighter. AND before or behind a clause says nothing new, NOT before it
leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.search.tree import OPERATORS

#: What stands in quotation marks of any kind.
QUOTED = r'"[^"]*"|“[^”]*”|«[^»]*»'

#: What stands behind a colon: values with a slash between them, or with OR in brackets.
_VALUES = (
    rf'(?P<values>(?!\()(?:{QUOTED}|\([^\s()"“«]*\)|[^\s()"“«])+)'
    rf'|\((?P<group>(?:{QUOTED}|[^()"“«])*)\)'
)
_TOKEN = re.compile(
    rf"(?P<clause>(?<![^\s(])(?P<minus>-)?(?P<name>[^\W\d_]+):(?:{_VALUES})(?![^\s)]))"
    rf'|(?P<quoted>{QUOTED})|(?P<open>\()|(?P<close>\))|(?P<word>[^\s()"“«]+|\S)'
)
#: Clauses stand within so many code points; the rest of a longer text is words.
LONGEST = 8000

#: So often a text is looked through again; of a pasted one each look brings more into sight.
_ROUNDS = 3

_ALTERNATIVE = re.compile(rf"(?P<quoted>{QUOTED})|(?P<bare>[^/\"“«]+)|/")
_OR = re.compile(r"\s+(?:OR|OU|O)\s+")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; ``values`` are those that are written behind the colon."""

    name: str
    values: tuple[str, ...]
    exclude: bool = False


#: Tells whether a clause means something, and returns its English name; None when it does not.
Judge = Callable[[Clause], str | None]


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the text: "clause", "quoted", "open", "close", "word", or what an operator is."""

    kind: str
    start: int
    end: int
    clause: Clause | None = None


def find_clauses(text: str, judge: Judge, alone: frozenset[str]) -> tuple[list[Clause], str]:
    """Return the clauses of a text by their English names, and the words that are left.

    Clauses of the names in *alone* are not joined to anything.
    """
    found, words = _lifted(text, judge, alone)
    more = found
    for _ in range(_ROUNDS):  # without those that stood between, others may hold
        if not more:
            break
        more, words = _lifted(words, judge, alone)
        found = found + more
    return found, " ".join(words.split())


def inner_clauses(
    text: str, judge: Judge, alone: frozenset[str]
) -> Iterator[tuple[int, int, Clause]]:
    """Yield the clauses of a text that stand among its words: from where, to where, and which."""
    for token in _tokens(text, judge):
        if token.clause and token.kind == "clause" and token.clause.name not in alone:
            yield token.start, token.end, token.clause


def binds(text: str, judge: Judge) -> bool:
    """Tell whether words would take in a clause that is put beside them, which OR joins to some."""
    tokens = _tokens(text, judge)
    return _is_mixed(tokens, _Brackets(tokens), (0, len(tokens)), [])


def _lifted(text: str, judge: Judge, alone: frozenset[str]) -> tuple[list[Clause], str]:
    """Return the clauses of a text that hold for all of it, and the text without them."""
    tokens = _tokens(text, judge)
    brackets = _Brackets(tokens)
    units: list[_Unit] = []
    place = 0
    while place < len(tokens):
        unit = _Unit(text, tokens, brackets, place, alone)
        if unit.clauses and unit.holds():
            units.append(unit)
        place = max(unit.last, place) + 1
    rest: list[str] = []
    cursor = 0
    units = _holding(units, tokens, brackets)
    for unit in units:
        rest.append(text[cursor : tokens[unit.first].start])
        cursor = tokens[unit.last].end
    rest.append(text[cursor:])
    return [clause for unit in units for clause in unit.clauses], " ".join(rest)


def _holding(units: list[_Unit], tokens: list[_Token], brackets: _Brackets) -> list[_Unit]:
    """Return the units that hold: none where OR joins what has other clauses in it.

    What stands alone parts a text into stretches, each of which is looked at by itself.
    """
    kept: list[_Unit] = []
    stretch: list[_Unit] = []
    start = 0
    for unit in [*units, None]:
        if unit and not unit.alone:
            stretch.append(unit)
            continue
        end = unit.first if unit else len(tokens)
        if not _is_mixed(tokens, brackets, (start, end), stretch):
            kept += stretch
        if unit:
            kept.append(unit)
            start, stretch = unit.last + 1, []
    return kept


def _is_mixed(
    tokens: list[_Token], brackets: _Brackets, span: tuple[int, int], units: list[_Unit]
) -> bool:
    """Tell whether, units aside, OR joins something in a stretch of text that has clauses in it."""
    taken = {place for unit in units for place in range(unit.first, unit.last + 1)}
    left = [place for place in range(*span) if place not in taken]
    return any(tokens[place].kind == "clause" for place in left) and any(
        tokens[place].kind == "or" and not brackets.depths[place]
        for place in left
        if span[0] < place < span[1] - 1
    )


def joins(word: str) -> bool:
    """Tell whether a word is an operator."""
    return word in OPERATORS


def _tokens(text: str, judge: Judge) -> list[_Token]:
    """Return the pieces of a text; none where there is no colon, so that no clause can be."""
    if ":" not in text:
        return []
    return [_token(match, judge) for match in _TOKEN.finditer(text, 0, LONGEST)]


def _token(match: re.Match[str], judge: Judge) -> _Token:
    start, end = match.span()
    if match["clause"]:
        read = Clause(match["name"], _values(match), match["minus"] is not None)
        name = judge(read)
        return _Token("clause" if name else "word", start, end, replace(read, name=name or ""))
    if match["word"]:
        return _Token(OPERATORS.get(match["word"], "word"), start, end)
    return _Token(str(match.lastgroup), start, end)


def _values(match: re.Match[str]) -> tuple[str, ...]:
    """Return the values of a clause, any of which may hold; none when they are not written so."""
    if match["group"] is not None:
        parts = (part.strip(' \t"“”«»') for part in _OR.split(match["group"]))
        return tuple(" ".join(part.split()) for part in parts if part)
    found, last = [], "/"
    for piece in _ALTERNATIVE.finditer(match["values"]):
        if piece.group() != "/":
            if last != "/":  # a quotation mark in the middle of a word
                return ()
            quoted = piece["quoted"]
            found.append(piece.group() if quoted is None else " ".join(quoted[1:-1].split()))
        last = piece.group()
    return tuple(item for item in found if item)


class _Brackets:
    """The brackets that have partners: where each closes, and how deep every token stands."""

    def __init__(self, tokens: list[_Token]) -> None:
        opened: list[int] = []
        self.partners: dict[int, int] = {}
        for place, token in enumerate(tokens):
            if token.kind == "open":
                opened.append(place)
            elif token.kind == "close" and opened:
                self.partners[opened.pop()] = place
        closing = frozenset(self.partners.values())
        self.depths: list[int] = []
        depth = 0
        for place in range(len(tokens)):
            depth -= place in closing
            self.depths.append(depth)
            depth += place in self.partners


class _Unit:
    """Clauses of one field that are joined by OR, from the token *first* to *last*."""

    def __init__(
        self,
        text: str,
        tokens: list[_Token],
        brackets: _Brackets,
        place: int,
        alone: frozenset[str],
    ) -> None:
        self._text, self._tokens, self._brackets = text, tokens, brackets
        self.first = self.last = place
        head = tokens[place].clause if tokens[place].kind == "clause" else None
        self.clauses = [head] if head else []
        self.alone = head is not None and head.name in alone
        if head and not self.alone:
            self._extend(head)

    def holds(self) -> bool:
        """Tell whether the clauses may hold for the whole query; take in what goes with them."""
        if not self.alone:
            self._unwrap()
            self._negate()
        inside = self._brackets.depths[self.first] > 0
        return not inside and (self.alone or not self._is_joined())

    def _kind(self, place: int) -> str:
        return self._tokens[place].kind if 0 <= place < len(self._tokens) else "end"

    def _extend(self, head: Clause) -> None:
        while self._kind(self.last + 1) == "or" and self._kind(self.last + 2) == "clause":
            other = self._tokens[self.last + 2].clause
            if other is None or (other.name, other.exclude) != (head.name, head.exclude):
                return
            self.clauses.append(other)
            self.last += 2

    def _unwrap(self) -> None:
        """Take in brackets that hold nothing else."""
        while self._brackets.partners.get(self.first - 1) == self.last + 1:
            start = self._tokens[self.first - 1].start
            if self._text[start - 1 : start].strip(" \t\n(-"):
                return  # a field, or a word that the bracket belongs to
            self.first, self.last = self.first - 1, self.last + 1
            minus = self._tokens[self.first - 1] if self.first else None
            if minus and minus.end == start and self._text[minus.start : start] == "-":
                self.first -= 1
                self._turn()

    def _negate(self) -> None:
        while self._kind(self.first - 1) == "not":
            self.first -= 1
            self._turn()

    def _turn(self) -> None:
        self.clauses = [replace(clause, exclude=not clause.exclude) for clause in self.clauses]

    def _is_joined(self) -> bool:
        """Tell whether OR joins the clauses to something else; take in AND, and OR to nothing."""
        before, after = self._kind(self.first - 1), self._kind(self.last + 1)
        if before == "or" and self.first > 1:
            return True
        if after == "or" and self.last + 2 < len(self._tokens):
            return True
        self.first -= before in ("and", "or")
        self.last += after in ("and", "or")
        return False
