"""The first word of a line, which tells at little cost what the line is not."""

from __future__ import annotations

from functools import lru_cache

from index.keys import key

#: So many characters are looked at; what is not parted by then is not told.
_REACH = 100


def first_word(text: str) -> str:
    """Return the first word of the key of *text*, or nothing where it is not told at once.

    A blank parts the words of a key wherever it stands, so that the words of what stands before
    the first blank are the first words of the whole.

    >>> first_word("Bénéficiaires : trois villes"), first_word("« Dakar »")
    ('beneficiaires', '')
    """
    words = text[:_REACH].split(None, 1)
    return _first(words[0]) if words and len(words[0]) < _REACH else ""


def same_key(text: str, other: str) -> bool:
    """Tell whether two texts have the same key; that of a long one is nearly never made.

    >>> same_key("Les puits du lac.", "LES PUITS DU LAC"), same_key("Les puits", "Le puits")
    (True, False)
    """
    one, two = first_word(text), first_word(other)
    return (one == two or not one or not two) and key(text) == key(other)


@lru_cache(maxsize=16384)
def _first(word: str) -> str:
    return key(word).partition(" ")[0]
