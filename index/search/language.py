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
``title:retour``       in the title (also ``titre:``, ``título:``)
``id:PO.0105``         the record of an identifier
``path:afrique``       in the path of the document (also ``chemin:``, ``ruta:``, ``source:``)
``bailleur:AFD``       an entry of the card, by its own label
=====================  ============================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.schema import identifier_key, looks_like_identifier
from index.search.leaf import InFieldNames, in_field, phrase_leaf, widened, word_nodes
from index.search.tree import OPERATORS, And, Code, Node, Not, Or, Word, told

#: Longer texts are pasted documents; what comes after is not searched, and that is told.
MAX_LENGTH = 4000
MAX_LEAVES = 64
MAX_DEPTH = 12

_LEXEME = re.compile(
    r"""(?P<minus>(?<![^\s(])-(?=["“«(\w=*?~]))?
        (?P<wide>(?<![^\s(-])~(?=["“«]))?
        (?:(?P<name>[^\W\d_][\w-]*):(?=["“«]))?
        (?: "(?P<plain>[^"]*)"(?:~(?P<slop>\d{1,2}))?
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
    taken as a word; ``cut`` that the text was too long to be searched whole.
    """

    tree: Node | None
    odd: bool
    cut: bool = False

    def __str__(self) -> str:
        return told(self.tree) if self.tree is not None else ""


@dataclass(frozen=True, slots=True)
class _Item:
    """A lexeme: kind is "leaf", "open", "close", "or", "and" or "not"."""

    kind: str
    node: Node | None = None


def understand(text: str, labels: Callable[[str], bool] = lambda name: False) -> Understood:
    """Read a query text; never raises.

    ``labels`` tells whether an archive has card entries under a folded label, so that
    ``bailleur:AFD`` asks for that entry.
    """
    items, odd = _lexemes(text[:MAX_LENGTH], InFieldNames(labels))
    settled = False
    while not settled:  # a bracket that goes may leave an operator alone, and the other way round
        items, unbalanced = _balanced(items)
        items, misplaced = _operators_in_place(items)
        settled = not unbalanced and not misplaced
        odd = odd or not settled
    cut = len(text) > MAX_LENGTH
    return Understood(_Parser(items).tree(), odd or cut, cut)


def _lexemes(text: str, names: InFieldNames) -> tuple[list[_Item], bool]:
    items: list[_Item] = []
    odd = False
    leaf_count = 0
    for match in _LEXEME.finditer(text):
        found: list[_Item] = []
        quoted = next(
            (match[g] for g in ("plain", "curly", "french") if match[g] is not None), None
        )
        if match["open"] or match["close"]:
            found = [_Item("open" if match["open"] else "close")]
        elif match["stray"]:
            odd = True
        elif quoted is not None:
            node = phrase_leaf(quoted, int(match["slop"] or 1))
            if node and match["wide"]:
                node = widened(node, f'"{quoted}"')
            nodes = [node] if node else []
            if node and match["name"]:
                nodes = in_field(match["name"], quoted, node, names)
            found = [_Item("leaf", node) for node in nodes]
            odd = odd or not nodes
        elif match["word"] in OPERATORS and not match["minus"]:
            found = [_Item(OPERATORS[match["word"]], Word(match["word"].lower(), match["word"]))]
        else:
            found = [_Item("leaf", node) for node in word_nodes(match["word"], names)]
        leaf_count += sum(item.kind == "leaf" for item in found)
        if leaf_count > MAX_LEAVES:
            return items, True
        if match["minus"] and found:
            found = _negated(found)
        items += found
    return items, odd


def _negated(found: list[_Item]) -> list[_Item]:
    if found[0].kind == "leaf":
        nodes = tuple(item.node for item in found if item.node is not None)
        return [_Item("leaf", Not(_one(nodes)))]
    return [_Item("not"), *found]


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
    return [item for place, item in enumerate(items) if place not in dropped], bool(dropped)


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

    def __init__(self, items: list[_Item]) -> None:
        self._items = items
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
        return _one(tuple(_with_codes(nodes)))

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
        elif item.node is None:
            raise AssertionError("an operator that joins nothing was left in place")
        else:
            node = item.node
        if not negated:
            return node
        return node.item if isinstance(node, Not) else Not(node)


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
