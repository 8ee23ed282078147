"""Feminines and plurals of adjectives of nationality in French, English and Spanish, by rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType


def forms(adjective: str, language: str) -> frozenset[str]:
    """Return the forms of the masculine singular *adjective*.

    >>> sorted(forms("italien", "fr"))
    ['italien', 'italienne', 'italiennes', 'italiens']
    """
    return frozenset(_RULES[language](adjective))


def _french(word: str) -> set[str]:
    if word.endswith(("ien", "éen", "on")):
        feminine = word + "ne"
    elif word.endswith("e"):
        feminine = word
    elif word == "turc":
        feminine = "turque"
    elif word == "grec":
        feminine = "grecque"
    else:
        feminine = word + "e"
    plural = word if word.endswith("s") else word + "s"
    return {word, feminine, plural, feminine + "s"}


def _english(word: str) -> set[str]:
    return {word, word + "s"} if word.endswith(("n", "i")) else {word}


def _spanish(word: str) -> set[str]:
    if word.endswith("o"):
        return {word, word[:-1] + "a", word + "s", word[:-1] + "as"}
    if word.endswith("és"):
        stem = word[:-2] + "es"
        return {word, stem + "a", stem + "es", stem + "as"}
    if word.endswith("án"):
        stem = word[:-2] + "an"
        return {word, stem + "a", stem + "es", stem + "as"}
    if word.endswith("ol"):
        return {word, word + "a", word + "es", word + "as"}
    return {word, word + ("es" if word[-1] in "líú" else "s")}


_RULES: Mapping[str, Callable[[str], set[str]]] = MappingProxyType(
    {"fr": _french, "en": _english, "es": _spanish}
)
