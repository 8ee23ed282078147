"""The query language: any text becomes a tree, and what could not be meant is searched as words.

=====================  ============================================================
``retour volontaire``  both words, in all their forms
``a OR b``             either (also ``OU``, ``O``); ``AND`` binds tighter
``a NOT b``, ``-b``    without (also ``SAUF``, ``NO``)
``(a OR b) c``         brackets group
``"pacte mondial"``    these forms in this order; ``"a b"~5`` at most five words apart
``migr*``, ``m?t``     any ending, any one letter
``=projet``            this form only
``migratoin~``         spelt nearly so
``~migrant``           also what the thesaurus calls it in French, English and Spanish
``title:retour``       in the title (also ``titre:``, ``título:``); ``title:(a OR b)``
``id:PO.0105``         the record of an identifier
``path:afrique``       in the path of the document (also ``chemin:``, ``ruta:``, ``source:``)
``bailleur:AFD``       an entry of the card, by its own label
``a OR pays:Mali``     a clause of a field, where it holds for a part of the query only
=====================  ============================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.engine.interface import ColumnFilter
from index.schema import identifier_key, looks_like_identifier
from index.search.dashes import dashes_read
from index.search.filters import column_filters
from index.search.leaf import InFieldNames, in_field, phrase_leaf, widened, word_nodes
from index.search.query import Filter, clauses_among
from index.search.tree import (
    OPERATORS,
    And,
    Code,
    Filtered,
    Fuzzy,
    InField,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Widened,
    Word,
    told,
)

#: Longer texts are pasted documents; what comes after is not searched, and that is told.
MAX_LENGTH = 4000
MAX_LEAVES = 64
MAX_DEPTH = 12

#: Words that may be further apart than this are asked for as words.
MAX_SLOP = 99

#: A word that looks like a clause; neither an address nor a time.
_CLAUSE = re.compile(r"[^\W\d_][\w-]*:(?!//)\S*\w\S*")

_LEXEME = re.compile(
    r"""(?P<minus>(?<![^\s(])-(?=["“«(\w=*?~]))?
        (?P<wide>(?<![^\s(-])~(?=["“«]))?
        (?:(?P<name>[^\W\d_][\w-]*):(?=["“«(]))?
        (?: "(?P<plain>[^"]*)"(?:~(?P<slop>\d+))?
          | “(?P<curly>[^”]*)”
          | «(?P<french>[^»]*)»
          | (?P<open>\()
          | (?P<close>\))
          | (?P<word>[^\s"“”«»()]+)
          | (?P<stray>["“”«»]) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A query text as a tree, None when there is nothing in it to search.

    ``odd`` tells that something of the text had no meaning where it stood and was left out or
    taken as a word; ``cut`` that the text was too long to be searched whole; ``ended`` that a space
    follows the last word, so that it is whole.
    """

    tree: Node | None
    odd: bool
    cut: bool = False
    ended: bool = False

    def __str__(self) -> str:
        return told(self.tree) if self.tree is not None else ""


@dataclass(frozen=True, slots=True)
class _Item:
    """A lexeme: kind is "leaf", "open", "close", "or", "and" or "not".

    ``name`` stands before an opening bracket, ``field`` is what it means, ``node`` the name as a
    word, should the bracket have no partner.
    """

    kind: str
    node: Node | None = None
    name: str = ""
    field: str = ""


#: What columns must hold for filters that go together.
Columns = Callable[[Sequence[Filter]], Sequence[ColumnFilter]]


def understand(
    text: str,
    labels: Callable[[str], bool] = lambda name: False,
    columns: Columns = lambda filters: column_filters(filters, {}),
) -> Understood:
    """Read a query text; never raises.

    ``labels`` tells whether an archive has card entries under a folded label, so that
    ``bailleur:AFD`` asks for that entry; ``columns`` what its columns must hold for a clause.
    """
    names = InFieldNames(labels)
    items, odd = _lexemes(text[:MAX_LENGTH], names)
    items, dashes = _dashes_read(items, text)
    odd = odd or dashes
    settled = False
    while not settled:  # a bracket that goes may leave an operator alone, and the other way round
        items, unbalanced = _balanced(items)
        items, misplaced = _operators_in_place(items)
        settled = not unbalanced and not misplaced
        odd = odd or not settled
    cut = len(text) > MAX_LENGTH
    return Understood(_Parser(items, columns).tree(), odd or cut, cut, text[-1:].isspace())


def _lexemes(text: str, names: InFieldNames) -> tuple[list[_Item], bool]:
    items: list[_Item] = []
    odd = False
    leaf_count = 0
    for match in _matches(text):
        if isinstance(match, Filtered):
            fitting, leaf_count = _fitting([_Item("leaf", match)], leaf_count)
            items += fitting
            odd = odd or not fitting
            continue
        found: list[_Item] = []
        quoted = next(
            (match[g] for g in ("plain", "curly", "french") if match[g] is not None), None
        )
        if match["close"]:
            found = [_Item("close")]
        elif match["open"]:
            found = _opened(match["name"], names)
            odd = odd or len(found) > 1
        elif match["stray"]:
            odd = True
        elif quoted is not None:
            nodes = _quoted(match, quoted, names)
            found = [_Item("leaf", node) for node in nodes]
            odd = odd or not nodes or (bool(match["name"]) and not isinstance(nodes[0], InField))
        elif match["word"] in OPERATORS and not match["minus"]:
            found = [_Item(OPERATORS[match["word"]], Word(match["word"].lower(), match["word"]))]
        else:
            found = [_Item("leaf", node) for node in word_nodes(match["word"], names)]
            odd = odd or _names_nothing(match["word"], found)
        fitting, leaf_count = _fitting(found, leaf_count)
        items += _negated(fitting) if match["minus"] and fitting else fitting
        if len(fitting) < len(found):
            return items, True
    return items, odd


def _matches(text: str) -> Iterator[re.Match[str] | Filtered]:
    """Yield the lexemes of a text, and the clauses that stand among them."""
    place = 0
    for start, end, filters in clauses_among(text):
        yield from _LEXEME.finditer(text, place, start)
        yield Filtered(filters, (), " ".join(text[start:end].split()))
        place = end
    yield from _LEXEME.finditer(text, place)


def _fitting(found: list[_Item], leaf_count: int) -> tuple[list[_Item], int]:
    """Return those of some items that a query has room for, and how many leaves it then has."""
    for number, item in enumerate(found):
        effort = _effort(item.node) if item.kind == "leaf" else 0
        if leaf_count and leaf_count + effort > MAX_LEAVES:
            return found[:number], leaf_count
        leaf_count += effort
    return found, leaf_count


def _effort(node: Node | None) -> int:
    """Return what finding a leaf takes, in words: a pattern is held against all of an archive's."""
    match node:
        case Pattern():
            return 10
        case Phrase() | Fuzzy():
            return 3
        case InField(_, inner, _):
            return _effort(inner)
        case Widened(items, _, _):
            return sum(map(_effort, items))
    return 1


def _quoted(match: re.Match[str], quoted: str, names: InFieldNames) -> list[Node]:
    """Return what a text in quotation marks asks for, with what stands before and behind it."""
    node = phrase_leaf(quoted, min(int((match["slop"] or "1")[:3]), MAX_SLOP))
    if node and match["wide"]:
        node = widened(node, f'"{quoted}"')
    if node and match["name"]:
        return in_field(match["name"], quoted, node, names)
    return [node] if node else []


def _opened(name: str | None, names: InFieldNames) -> list[_Item]:
    """Return an opening bracket with the field before it; a name of nothing is a word."""
    if name is None:
        return [_Item("open")]
    field = names.field(name)
    word = _one(tuple(word_nodes(name, names)))
    if field is not None and field != "path":
        return [_Item("open", word, name, field)]
    return [_Item("leaf", word), _Item("open")]


def _names_nothing(word: str, found: list[_Item]) -> bool:
    """Tell whether a word has the form of a clause, but no field bears its name."""
    is_clause = _CLAUSE.fullmatch(word) is not None
    return is_clause and not any(isinstance(item.node, InField) for item in found)


def _within(node: Node, item: _Item) -> Node:
    """Return what stands in the brackets behind a field: each word of it is looked for there."""
    match node:
        case And(items):
            return And(tuple(_within(inner, item) for inner in items))
        case Or(items):
            return Or(tuple(_within(inner, item) for inner in items))
        case Not(inner):
            return Not(_within(inner, item))
        case Code(_, inner):
            return _within(inner, item)
        case InField() | Filtered():
            return node
    return InField(item.field, node, f"{item.name}:{told(node)}")


def _negated(found: list[_Item]) -> list[_Item]:
    if found[-1].kind == "leaf":
        nodes = tuple(item.node for item in found if item.node is not None)
        return [_Item("leaf", Not(_one(nodes)))]
    return [_Item("not"), *found]


def _dashes_read(items: list[_Item], text: str) -> tuple[list[_Item], bool]:
    """Turn a minus that is a dash of a sentence into none; tell whether there was one."""
    nodes = [item.node for item in items if item.kind == "leaf" and item.node is not None]
    if len(nodes) < len(items):
        return items, False
    read = dashes_read(nodes, text)
    return [_Item("leaf", node) for node in read], read != nodes


def _balanced(items: list[_Item]) -> tuple[list[_Item], bool]:
    """Leave out the brackets that have no partner, hold nothing or nest too deep."""
    opened: list[int] = []
    dropped: set[int] = set()
    for place, item in enumerate(items):
        if item.kind == "open":
            opened.append(place)
        elif item.kind == "close":
            if not opened:
                dropped.add(place)
            else:
                start = opened.pop()
                inside = (i for i in range(start + 1, place) if i not in dropped)
                if len(opened) >= MAX_DEPTH or next(inside, None) is None:
                    dropped |= {start, place}
    dropped.update(opened)
    kept = [
        item if place not in dropped else _Item("leaf", item.node)
        for place, item in enumerate(items)
        if place not in dropped or item.node is not None
    ]
    return kept, bool(dropped)


def _operators_in_place(items: list[_Item]) -> tuple[list[_Item], bool]:
    """Turn operators that stand where they join nothing into words."""
    negations: list[_Item] = []
    for item in reversed(items):
        after = negations[-1].kind if negations else "close"
        if item.kind != "not" or after != "close":
            negations.append(item)
        elif item.node is not None:
            negations.append(_Item("leaf", item.node))
    placed: list[_Item] = []
    left = list(reversed(negations))
    for place, item in enumerate(left):
        before = placed[-1].kind if placed else "open"
        last = place + 1 == len(left) or left[place + 1].kind == "close"
        if item.kind in ("or", "and") and (last or before not in ("leaf", "close")):
            placed.append(_Item("leaf", item.node))
        else:
            placed.append(item)
    return placed, [i.kind for i in placed] != [i.kind for i in items]


class _Parser:
    """Recursive descent over lexemes whose brackets and operators are in place."""

    def __init__(self, items: list[_Item], columns: Columns) -> None:
        self._items = items
        self._columns = columns
        self._place = 0

    def tree(self) -> Node | None:
        return self._any() if self._items else None

    def _next(self) -> str:
        return self._items[self._place].kind if self._place < len(self._items) else "end"

    def _any(self) -> Node:
        choices = [self._all()]
        while self._next() == "or":
            self._place += 1
            choices.append(self._all())
        return choices[0] if len(choices) == 1 else Or(tuple(choices))

    def _all(self) -> Node:
        nodes = [self._unary()]
        while self._next() in ("leaf", "open", "not", "and"):
            if self._next() == "and":
                self._place += 1
            nodes.append(self._unary())
        return _one(tuple(self._together(_with_codes(nodes))))

    def _unary(self) -> Node:
        negated = False
        while self._next() == "not":
            negated = not negated
            self._place += 1
        item = self._items[self._place]
        self._place += 1
        if item.kind == "open":
            node = self._any()
            self._place += 1
            if item.field:
                node = _within(node, item)
        elif item.node is None:
            raise AssertionError("an operator that joins nothing was left in place")
        else:
            node = item.node
        if isinstance(node, Filtered):
            node = replace(node, columns=tuple(self._columns(node.filters)))
        if not negated:
            return node
        return node.item if isinstance(node, Not) else Not(node)

    def _together(self, nodes: list[Node]) -> Iterator[Node]:
        """Yield nodes side by side; the first of their clauses asks for what all of them do.

        So values of one field mean "or", as they do for a whole query.
        """
        filters = [item for node in nodes if isinstance(node, Filtered) for item in node.filters]
        columns = tuple(self._columns(filters)) if filters else ()
        for node in nodes:
            if isinstance(node, Filtered):
                yield replace(node, columns=columns)
                columns = ()
            else:
                yield node


def _one(nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(nodes)


def _with_codes(nodes: list[Node]) -> list[Node]:
    """Join neighbouring words that may be one identifier: PO 0105, CN 10P 0002."""
    found: list[Node] = []
    place = 0
    while place < len(nodes):
        for size in (3, 2):
            group = nodes[place : place + size]
            words = [node for node in group if isinstance(node, Word)]
            key = identifier_key("".join(word.surface for word in words))
            last = words[-1].term if words else ""
            if len(words) == size and looks_like_identifier(key) and any(map(str.isdigit, last)):
                found.append(Code(key, And(tuple(group))))
                place += size
                break
        else:
            found.append(nodes[place])
            place += 1
    return found
