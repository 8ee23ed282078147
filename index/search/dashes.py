"""Dashes: inside a sentence, a minus before a word is a dash that lost its second space.

"Que font -ils de plus ?", "le rapport de l'agence -version longue- sur les retours" are pasted,
and leave nothing out; "retour volontaire -femmes" does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.search.functionwords import is_function_word, languages_of
from index.search.tree import And, Compound, Exact, Node, Not, Phrase, Word, leaves

#: Somebody who leaves words out types no more words with a topic before them.
_TYPED = 3


def dashes_read(nodes: Sequence[Node], text: str) -> list[Node]:
    """Return what stands side by side in a text, with the words behind dashes as words.

    In a question each minus is a dash; in another sentence (with function words, and more words
    than one types), each that words follow. What else has operators is left as it is.
    """
    kept = [node for node in nodes if not isinstance(node, Not)]
    bare = [node.item if isinstance(node, Not) else node for node in nodes]
    if len(kept) == len(nodes) or not all(map(_is_plain, bare)):
        return list(nodes)
    terms = [term for node in kept for term in _terms(node)]
    languages = languages_of(terms)
    topics = [term for term in terms if not is_function_word(term, languages)]
    asks = text.rstrip().endswith("?")
    if not languages or not (asks or len(topics) > _TYPED):
        return list(nodes)
    end = len(nodes) if asks else max(nodes.index(node) for node in kept)
    return [*bare[:end], *nodes[end:]]


def _is_plain(node: Node) -> bool:
    """Tell whether a node is a word or a phrase, or what stood together as several."""
    if isinstance(node, And):
        return all(map(_is_plain, node.items))
    return isinstance(node, Word | Compound | Exact | Phrase)


def _terms(node: Node) -> Iterator[str]:
    for leaf in leaves(node):
        if isinstance(leaf, Word):
            yield leaf.term
        elif isinstance(leaf, Compound):
            yield from leaf.parts
