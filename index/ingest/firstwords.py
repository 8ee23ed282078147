"""The first word of a line, which tells at little cost what the line is not."""

from __future__ import annotations

from collections.abc import Iterable

from index.keys import key

#: So many characters of a line are its head.
HEAD = 4
#: So many characters of two texts are compared before all of them.
_SAMPLE = 20


class FirstWords:
    """The first words of the entries of lists, by which lines that are none of them are told.

    The key of a line begins with the key of its head. Rooms keep in memos what is told of heads:
    there are few.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        starts = (word[:end] for word in self._words for end in range(1, HEAD + 1))
        self._starts = frozenset(("", *starts))

    def may_open(self, head: str) -> bool:
        """Tell whether a line with this *head*, its first ``HEAD`` characters, may be an entry."""
        name = key(head)
        word = name.partition(" ")[0]
        if len(word) < len(name):  # all of it
            return word in self._words
        return word[:HEAD] in self._starts


def same_key(text: str, other: str) -> bool:
    """Tell whether two texts have the same key; that of a long one is nearly never made.

    >>> same_key("Les puits du lac.", "LES PUITS DU LAC"), same_key("Les puits", "Le puits")
    (True, False)
    """
    one, two = key(text[:_SAMPLE]), key(other[:_SAMPLE])
    return (one.startswith(two) or two.startswith(one)) and key(text) == key(other)
