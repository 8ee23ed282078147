"""Leaves of the query language: what one lexeme between two spaces, or in quotes, asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.analysis import WORD, fold, split_word, terms_of, tokens
from index.keys import key
from index.schema import identifier_key
from index.search.query import NAMES
from index.search.thesaurus import widen
from index.search.tree import (
    Compound,
    Exact,
    Fuzzy,
    Given,
    InField,
    Node,
    Pattern,
    Phrase,
    Prefix,
    Widened,
    Word,
)

#: Folded names of the text fields that a word can be looked for in.
_TEXT_NAMES = {"title": "title", "titre": "title", "titulo": "title"}
_IDENT_NAMES = {"id", "ident", "identifiant", "identificador", "prima", "primaid", "projectid"}
_PATH_NAMES = {"path", "chemin", "ruta", "file", "fichier", "archivo", "folder", "carpeta"}

_QUOTES = re.compile(r'["“”«»]')
_WILD = re.compile(r"[\w*?]*[*?][\w*?]*")
_WRITTEN = re.compile(r"(?<![\w-])(?P<name>[^\W\d_][\w-]*):(?!//)\S*\w")
_NAMED = re.compile(r"(?P<name>[^\W\d_][\w-]*):(?P<value>.*\w.*)")


class InFieldNames:
    """What may stand before a colon, for one archive."""

    def __init__(self, labels: Callable[[str], bool]) -> None:
        self._labels = labels

    def field(self, name: str) -> str | None:
        """Return "title", "ident", "path", "entry:label", or None for a name of nothing."""
        key = identifier_key(name)
        if key in _PATH_NAMES:
            return "path"
        if key in _IDENT_NAMES:
            return "ident"
        return _TEXT_NAMES.get(key) or (f"entry:{key}" if self._labels(key) else None)


def in_field(name: str, quoted: str, node: Node, names: InFieldNames) -> list[Node]:
    """Return what ``name:"several words"`` asks for; a name of nothing is a word like any."""
    field = names.field(name)
    if field is None:
        plain = word_nodes(name, names)
        return [*(map(_given, plain) if key(name) in NAMES else plain), node]
    text = " ".join(quoted.split())
    inner = Exact(text, text) if field == "path" else node
    slop = f"~{node.slop}" if isinstance(node, Phrase) and node.slop > 1 else ""
    return [InField(field, inner, f'{name}:"{text}"{slop}')]


def phrase_leaf(text: str, slop: int) -> Node | None:
    """Return what a quoted text asks for; None when there is no word in it."""
    terms: dict[int, str] = {}
    for token in tokens(text):
        terms.setdefault(token.position, token.term)
    if not terms:
        return None
    surface = f'"{" ".join(_QUOTES.sub(" ", text).split())}"' + (f"~{slop}" if slop > 1 else "")
    if len(terms) == 1:
        return Exact(terms[0], surface)
    return Phrase(tuple(terms.values()), max(slop, 1), surface)


def widened(node: Node, text: str) -> Node:
    """Return a word or phrase with what the thesaurus calls it, in three languages.

    The node itself when the thesaurus does not know it.
    """
    others = widen(text.strip('"'))
    if not others or not isinstance(node, Word | Compound | Phrase):
        return node
    items = [node, *(item for term in others for item in _named(term))]
    return Widened(tuple(dict.fromkeys(items)), others, f"~{text}")


def _named(term: str) -> Iterator[Node]:
    """Yield what finds a term of the thesaurus: a word, or the phrase with its plurals."""
    words = terms_of(term)[0]
    if len(words) == 1:
        yield Word(words[0], term)
        return
    several = [word if len(word) < 4 else plural_of(word) for word in words]
    for phrase in (words, several, [several[0], *words[1:]], [*words[:-1], several[-1]]):
        yield Phrase(tuple(phrase), 1, f'"{" ".join(phrase)}"')


def plural_of(word: str) -> str:
    """Return the plural of a folded noun or adjective, roughly, in any of the three languages."""
    if word.endswith(("s", "x", "z")):
        return word
    return word + ("es" if word.endswith(("cion", "dor", "dad", "al", "ador")) else "s")


def word_nodes(raw: str, names: InFieldNames) -> list[Node]:
    """Return what one lexeme without spaces asks for, several nodes when it holds several words."""
    named = _NAMED.fullmatch(raw)
    field = names.field(named["name"]) if named else None
    if named and field == "path":
        value = named["value"]
        return [InField("path", Exact(value, value), f"{named['name']}:{value}")]
    if named and field:
        inner = list(_plain_nodes(named["value"]))
        return [InField(field, node, f"{named['name']}:{_surface(node)}") for node in inner]
    if raw.startswith("~") and (inner := list(_plain_nodes(raw[1:]))):
        return [widened(inner[0], _surface(inner[0])), *inner[1:]]
    if raw.startswith("=") and len(words := WORD.findall(raw)) == 1:
        parts = split_word(words[0])
        return [Exact(parts[0].term if len(parts) == 1 else parts[1].term, f"={words[0]}")]
    nodes = list(_plain_nodes(raw))
    return [_given(node) for node in nodes] if _is_clause(raw) else nodes


def _is_clause(raw: str) -> bool:
    """Tell whether the name of a field stands before a colon, whatever is behind it."""
    written = _WRITTEN.search(raw) if ":" in raw else None
    return written is not None and key(written["name"]) in NAMES


def _given(node: Node) -> Node:
    return Given(node.term, node.surface) if isinstance(node, Word) else node


def _plain_nodes(raw: str) -> Iterator[Node]:
    asked = raw.rstrip("?") if raw.count("?") == len(raw) - len(raw.rstrip("?")) else raw
    if _WILD.fullmatch(asked) and WORD.search(asked):
        yield _wild(asked)
        return
    words = list(WORD.finditer(asked))
    if asked.endswith("~") and len(words) == 1 and words[0].group().isalnum():
        yield Fuzzy(fold(words[0].group()), f"{words[0].group()}~")
        return
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and words[end].start() == words[end - 1].end():
            end += 1  # scripts without spaces: what stands together is meant together
        yield _word_leaf(asked[words[start].start() : words[end - 1].end()])
        start = end


def _wild(asked: str) -> Node:
    stem = asked.rstrip("*")
    if stem.isalnum():
        return Prefix(fold(stem), asked)
    pattern = "".join(
        piece if piece in "*?" else fold(piece) for piece in re.findall(r"[*?]|[^*?]+", asked)
    )
    return Pattern(re.sub(r"\*+", "*", pattern), asked)


def _word_leaf(word: str) -> Node:
    """Return the leaf of a word, or of a run of characters that are words each."""
    found = list(tokens(word))
    heads = {token.position: token.term for token in reversed(found)}
    if len(found) == 1:
        return Word(found[0].term, word)
    parts = tuple(heads[position] for position in sorted(heads))
    if len(parts) == len(found):
        return Phrase(parts, 1, word)
    return Compound(parts, found[1].term, word)


def _surface(node: Node) -> str:
    return getattr(node, "surface", "")
