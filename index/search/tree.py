"""What was typed, as a tree of frozen nodes: read by ``language``, searched, marked and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from index.engine.interface import ColumnFilter
    from index.search.query import Filter

#: Words that join others, in capitals only, and what they mean.
OPERATORS: Mapping[str, str] = MappingProxyType(
    {"OR": "or", "OU": "or", "O": "or", "AND": "and", "ET": "and"}
    | {"NOT": "not", "SAUF": "not", "NO": "not"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word: all its forms in three languages. ``surface`` is as typed."""

    term: str
    surface: str


@dataclass(frozen=True, slots=True)
class Given(Word):
    """A word of a clause whose value means nothing (``year:abc``): a word like any, and no slip."""


@dataclass(frozen=True, slots=True)
class Exact:
    """``=word``: this form only."""

    term: str
    surface: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A word with hyphens or dots: its parts in a row, or the joined whole."""

    parts: tuple[str, ...]
    joined: str
    surface: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """``"exact forms"``, each at most ``slop`` positions after the one before."""

    terms: tuple[str, ...]
    slop: int
    surface: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """``mot*``: every term that begins so."""

    term: str
    surface: str


@dataclass(frozen=True, slots=True)
class Begun(Prefix):
    """The last word of a query, half typed: every term that begins so, ranked as one word."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """``m?t``, ``*tion``: a folded pattern where ``?`` is one letter and ``*`` any number."""

    pattern: str
    surface: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """``word~``: terms that differ in a letter or two."""

    term: str
    surface: str


@dataclass(frozen=True, slots=True)
class Code:
    """Neighbouring words that may also be one identifier: ``PO 0105``."""

    key: str
    inner: Node


@dataclass(frozen=True, slots=True)
class InField:
    """``title:word``, or ``label:value`` for the entries of a card."""

    field: str
    inner: Node
    surface: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """A clause, ``country:Mali``, that holds for a part of a query only.

    ``columns`` is what columns must hold for it; empty where a clause beside it asks for both.
    """

    filters: tuple[Filter, ...]
    columns: tuple[ColumnFilter, ...]
    surface: str


@dataclass(frozen=True, slots=True)
class Widened:
    """``~word``: the word, and what the thesaurus calls it in three languages.

    ``others`` are the terms that were added, as the thesaurus writes them.
    """

    items: tuple[Node, ...]
    others: tuple[str, ...]
    surface: str


@dataclass(frozen=True, slots=True)
class And:
    """All of them; with ``Not`` items, none of those."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Anything but this."""

    item: Node


Leaf: TypeAlias = Word | Exact | Compound | Phrase | Prefix | Pattern | Fuzzy
Node: TypeAlias = Leaf | Code | InField | Filtered | Widened | And | Or | Not


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Yield the leaves that a hit contains, in the order typed; what is excluded is left out."""
    match node:
        case None | Not() | Filtered() | InField("path", _, _):
            return
        case And(items) | Or(items) | Widened(items, _, _):
            for item in items:
                yield from leaves(item)
        case Code(key, inner):
            yield from leaves(inner)
            yield Exact(key, told(inner))
        case InField(_, inner, _):
            yield from leaves(inner)
        case _:
            yield node


def clauses_in(node: Node | None, *, excluded: bool = True) -> Iterator[Filtered]:
    """Yield the clauses that hold for parts of a query, in the order typed.

    ``excluded`` tells whether those that NOT leaves out are among them.
    """
    match node:
        case Filtered():
            yield node
        case And(items) | Or(items):
            for item in items:
                yield from clauses_in(item, excluded=excluded)
        case Not(item) if excluded:
            yield from clauses_in(item)


def has_words(node: Node | None) -> bool:
    """Tell whether anything but clauses is asked for, so that there is something to rank by.

    A path and an entry of the card are clauses; an identifier and a title are more.
    """
    match node:
        case InField(field, _, _):
            return field != "path" and not field.startswith("entry:")
        case None | Filtered():
            return False
        case And(items) | Or(items):
            return any(map(has_words, items))
        case Not(item):
            return has_words(item)
    return True


def told(node: Node, inside: bool = False) -> str:
    """Write a tree in the query language, one way for everything that means the same."""
    match node:
        case And(items):
            text = " ".join(told(item, not isinstance(item, Code)) for item in items)
            return f"({text})" if inside and len(items) > 1 else text
        case Or(items):
            text = " OR ".join(told(item, True) for item in items)
            return f"({text})" if inside else text
        case Not(item):
            return f"NOT {told(item, True)}"
        case Code(_, inner):
            return told(inner, inside)
        case Word(term, surface) if surface in OPERATORS:
            return term
        case _:
            return node.surface
