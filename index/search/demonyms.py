"""Countries by their adjectives, as people type them in a clause: ``pays:malienne``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from index.gazetteer import LANGUAGES, load_table
from index.keys import key


def country_of(adjective: str) -> str | None:
    """Return the country that an adjective of nationality means, whatever its gender and number.

    >>> country_of("maliennes"), country_of("chinas"), country_of("grand")
    ('ML', 'CN', None)
    """
    known = _codes()
    return next((known[form] for form in _singulars(key(adjective)) if form in known), None)


def _singulars(word: str) -> Iterator[str]:
    """Yield the masculine singulars that a word may be a form of, itself first."""
    for bare in (word, word.removesuffix("s"), word.removesuffix("es")):
        yield bare
        yield bare.removesuffix("e")
        yield bare.removesuffix("ne")
        yield bare.removesuffix("a") + "o"
        yield bare.removesuffix("a")


@cache
def _codes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, entry in load_table("gazetteer", "countries").items():
        for language in LANGUAGES:
            for adjective in str(entry.get(language, "")).split():
                found.setdefault(key(adjective), code)
    return MappingProxyType(found)
