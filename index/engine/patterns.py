"""Wildcards and regular expressions over the terms of a segment, bounded in what they cost."""

from __future__ import annotations

import re
import time
from re import _constants as opcodes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np
from whoosh.query import QueryError

from index.engine.arrays import Array
from index.engine.globbing import (
    between_stars,
    class_expression,
    matching,
    pieces,
    stands_for_any,
)
from index.engine.lexicon import Lexicon

#: Longer patterns are nobody's question.
MAX_PATTERN = 200
#: Unbounded repeats in one expression: each multiplies the work on a term by its length.
_MAX_REPEATS = 3
#: Seconds after which an expression is given up, looked at between terms.
_PATIENCE = 1.0
_SPECIAL = frozenset("*?[")


def glob_terms(lexicon: Lexicon, pattern: str) -> Array:
    """Return the numbers of the terms that a pattern with ``*``, ``?`` and ``[…]`` matches.

    Raises:
        QueryError: the pattern is too long.
    """
    if len(pattern) > MAX_PATTERN:
        raise QueryError("the pattern is too long")
    literal = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    first, last = lexicon.prefix(literal.encode("utf-8", "surrogatepass"))
    if first == last:
        return np.zeros(0, np.int64)
    try:
        return _scan(lexicon, first, last, pattern)
    except re.error:  # a class such as [z-a]
        return np.zeros(0, np.int64)


def _scan(lexicon: Lexicon, first: int, last: int, pattern: str) -> Array:
    """Look at the terms [first, last): by arrays as far as they lead, the rest one by one."""
    expression = re.compile(_glob_to_regex(pattern))
    cut = pieces(pattern)
    if cut is None:
        return first + _one_by_one(lexicon, first, np.arange(last - first), expression)
    begin, end = (int(at) for at in lexicon.starts[[first, last]])
    try:
        lexicon.text(first, last).decode()
    except UnicodeDecodeError:  # terms that are no text, such as numbers
        return np.zeros(0, np.int64)
    blob = np.frombuffer(lexicon.blob, np.uint8)[begin:end]
    starts = lexicon.starts[first:last].astype(np.int64) - begin
    ends = starts + lexicon.sizes(first, last)
    odd = np.zeros(0, np.int64)
    chosen = np.arange(last - first)
    if stands_for_any(cut):
        wide = np.flatnonzero(blob >= 0x80)
        odd = np.unique(np.searchsorted(starts, wide, side="right") - 1)
        chosen = np.delete(chosen, odd)
    places, sure = matching(blob, starts[chosen], ends[chosen], cut)
    found = chosen[places]
    if not sure:
        found = _one_by_one(lexicon, first, found, expression)
    if len(odd):
        found = np.union1d(found, _one_by_one(lexicon, first, odd, expression))
    return first + found


def _one_by_one(lexicon: Lexicon, first: int, places: Array, expression: re.Pattern[str]) -> Array:
    """Return which terms, counted from the first on, an expression matches whole."""
    kept = [
        place
        for place in places.tolist()
        if expression.fullmatch(lexicon[first + place].decode("utf-8", "replace"))
    ]
    return np.array(kept, np.int64)


def _glob_to_regex(pattern: str) -> str:
    """Translate a wildcard so that it matches within a line, without ever going back over it."""
    parts = [_literal(part) for part in between_stars(pattern)]
    head, *rest = parts
    if not rest:
        return head
    *middle, tail = rest
    return head + "".join(rf"(?>[^\n]*?{part})" for part in middle if part) + rf"[^\n]*{tail}"


def _literal(part: str) -> str:
    """Translate what stands between two stars."""
    out, place = [], 0
    while place < len(part):
        character = part[place]
        end = part.find("]", place + 2 + (part[place + 1 : place + 2] == "!"))
        if character == "?":
            out.append(r"[^\n]")
        elif character == "[" and end > 0:
            out.append(class_expression(part[place + 1 : end]))
            place = end
        else:
            out.append(re.escape(character))
        place += 1
    return "".join(out)


def regex_terms(lexicon: Lexicon, pattern: str, prefix: str) -> Array:
    """Return the numbers of the terms that an expression matches at their beginning.

    Args:
        lexicon: the terms.
        pattern: a regular expression of Python's ``re``.
        prefix: what all terms that match begin with.

    Raises:
        QueryError: the expression is none, or could take unreasonable time.
    """
    expression = _safe(pattern)
    first, last = lexicon.prefix(prefix.encode("utf-8", "surrogatepass"))
    found = []
    deadline = time.monotonic() + _PATIENCE
    for number, term in enumerate(lexicon.slice(first, last), first):
        if expression.match(term.decode("utf-8", "replace")):
            found.append(number)
        if number % 256 == 0 and time.monotonic() > deadline:
            raise QueryError("the expression takes too long")
    return np.array(found, np.int64)


def _safe(pattern: str) -> re.Pattern[str]:
    """Compile an expression that cannot take exponential time (Davis and others 2018)."""
    if len(pattern) > MAX_PATTERN:
        raise QueryError("the expression is too long")
    try:
        tree = parser.parse(pattern)
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise QueryError("the expression cannot be read") from error
    if _repeats(tree, inside=False) > _MAX_REPEATS:
        raise QueryError("the expression could take too long")
    return compiled


def _repeats(tree: Any, *, inside: bool) -> int:
    """Count the unbounded repeats; a choice or a repeat within a repeat counts as too many."""
    count = 0
    for opcode, argument in tree:
        if opcode in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT):
            low, high, body = argument
            variable = low != high
            count += _MAX_REPEATS + 1 if inside and variable else int(variable and high > 8)
            count += _repeats(body, inside=inside or high > 1)
        elif opcode is opcodes.SUBPATTERN:
            count += _repeats(argument[3], inside=inside)
        elif opcode is opcodes.BRANCH:
            count += _MAX_REPEATS + 1 if inside else 0
            count += sum(_repeats(branch, inside=inside) for branch in argument[1])
        elif opcode in (
            opcodes.GROUPREF,
            opcodes.GROUPREF_EXISTS,
            opcodes.ASSERT,
            opcodes.ASSERT_NOT,
            opcodes.ATOMIC_GROUP,
        ):
            count += _MAX_REPEATS + 1
    return count
