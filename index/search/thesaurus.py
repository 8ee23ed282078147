"""The thesaurus of migration work: one concept in three languages, from ``resources/thesaurus``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from index.analysis import terms_of
from index.gazetteer import load_table
from index.keys import key

#: A term of more concepts than this says too little.
_MOST_TERMS = 12


@cache
def concepts() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return every concept as its French, English and Spanish terms."""
    lines = load_table("thesaurus", "migration")["concepts"].strip().splitlines()
    return tuple(
        tuple(tuple(term.strip() for term in side.split(",")) for side in line.split("|"))
        for line in lines
    )


def widen(text: str) -> tuple[str, ...]:
    """Return the other terms of the concepts that a word or phrase names, in any language.

    Accents, case, plurals in -s and hyphens aside; empty when the thesaurus does not know it.

    >>> widen("réfugiés")
    ('refugee', 'refugiado')
    """
    wanted = _key(text)
    found = [
        term
        for number in _by_key().get(wanted, ())
        for side in concepts()[number]
        for term in side
        if _key(term) != wanted
    ]
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


@cache
def _by_key() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts()):
        for term in {_key(term) for side in concept for term in side}:
            found.setdefault(term, []).append(number)
    return MappingProxyType({term: tuple(numbers) for term, numbers in found.items()})


def _key(text: str) -> str:
    """Return the comparison form of a term: folded words without elisions and plural endings."""
    words = (key(word) for word in terms_of(text.replace("-", " "))[0])
    return " ".join(word.removesuffix("s") for word in words)
