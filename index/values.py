"""Facet values: the codes that records carry, and their labels in English, French and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from babel import Locale

from index.gazetteer import LANGUAGES, country_codes, country_label, country_names, load_table
from index.keys import key, slug

__all__ = ["code", "codes", "is_known", "label", "slug", "words"]


def label(facet: str, code: str, language: str = "en") -> str:
    """Return what a person reads for the value *code* of *facet*; an unknown code as it is.

    >>> label("status", "completed", "fr")
    'Achevé'
    """
    wanted = language if language in LANGUAGES else "en"
    if facet == "country":
        return country_label(code, wanted) or code
    if facet == "language":
        return _language_names(wanted).get(code, code)
    entry = _table().get(facet, {}).get(code)
    return str(entry[wanted]) if entry else code


def code(facet: str, text: str) -> str | None:
    """Return the code of *facet* that *text* means, in any of the three languages.

    Accents, case and marks do not count. A value that no table knows becomes its slug; None when
    there is nothing to make a code of.

    >>> code("status", "EN EXÉCUTION"), code("country", "Viet-Nam"), code("region", "Orient(s)")
    ('active', 'VN', 'orient-s')
    """
    known = _codes_by_key(facet).get(_key(facet, text))
    if known is not None:
        return known
    return slug(text) or None


def is_known(facet: str, text: str) -> bool:
    """Tell whether a table knows *text* as a value of *facet*."""
    return _key(facet, text) in _codes_by_key(facet)


def codes(facet: str) -> tuple[str, ...]:
    """Return the codes of *facet* in the order of its table (countries and languages sorted)."""
    if facet == "country":
        return tuple(sorted(country_codes()))
    if facet == "language":
        return tuple(sorted(_language_names("en")))
    return tuple(_table().get(facet, {}))


@cache
def words(facet: str, code: str) -> frozenset[str]:
    """Return the keys of all words that mean *code* in the table of *facet*."""
    return frozenset(word for word, value in _codes_by_key(facet).items() if value == code)


@cache
def _table() -> Mapping[str, Any]:
    return MappingProxyType(load_table("labels", "values"))


@cache
def _codes_by_key(facet: str) -> Mapping[str, str]:
    if facet == "country":
        own = {name.lower(): name for name in country_codes()}
        return MappingProxyType({**own, **country_names()})
    if facet == "language":
        return MappingProxyType(_language_codes())
    if facet == "currency":
        return MappingProxyType(_currency_codes())
    found: dict[str, str] = {}
    for value, entry in _table().get(facet, {}).items():
        stated = (value, *(entry[language] for language in LANGUAGES), *entry["words"])
        found.update((key(word), value) for word in stated)
    return MappingProxyType(found)


def _key(facet: str, text: str) -> str:
    """Return the key of a word; the sign of a currency, which has none, is its own."""
    return key(text) or (text.strip() if facet == "currency" else "")


def _currency_codes() -> dict[str, str]:
    """Return what people write for the currencies that documents are read for."""
    table = load_table("labels", "currencies")
    codes = table["codes"].split()
    found = {key(code): code for code in codes}
    for locale in LANGUAGES:
        names = Locale.parse(locale).currencies
        found.update((key(str(names[code])), code) for code in codes if code in names)
    found.update((sign, code) for sign, code in table["symbols"] if not key(sign))
    return found | dict(table["words"])


def _language_codes() -> dict[str, str]:
    found = {value: value for value in _language_names("en")}
    for locale in LANGUAGES:
        found.update((key(name), value) for value, name in _language_names(locale).items())
    return found


@cache
def _language_names(locale: str) -> Mapping[str, str]:
    names = Locale.parse(locale).languages
    return MappingProxyType({code: str(name) for code, name in names.items() if len(code) == 2})
