"""Countries: their names in three languages, and the region that each one belongs to.

Names come from Babel's CLDR data and, for what CLDR does not say (official, inverted and former
names, adjectives), from ``resources/gazetteer``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from babel import Locale

from index.keys import key

LANGUAGES = ("fr", "en", "es")
#: CLDR territories that are no countries in the sense of ISO 3166-1.
_NOT_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)


@cache
def load_table(folder: str, name: str) -> Mapping[str, Any]:
    """Return the TOML table ``resources/<folder>/<name>.toml``; several rooms ask for the same."""
    text = files("resources").joinpath(folder, f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def country_codes() -> frozenset[str]:
    """Return every ISO 3166-1 alpha-2 code (and XK) that CLDR has a name for."""
    codes = map(str, Locale.parse("en").territories)
    return frozenset(
        code for code in codes if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    )


@cache
def country_label(code: str, language: str) -> str | None:
    """Return the name of a country in one of the three languages, or None."""
    if code not in country_codes():
        return None
    label: str | None = Locale.parse(language).territories.get(code)
    return label


@cache
def country_names() -> Mapping[str, str]:
    """Return the key of every known name of a country -> its code, in no order."""
    names: dict[str, str] = {}
    for code in country_codes():
        for language in LANGUAGES:
            name = Locale.parse(language).territories.get(code)
            if name:
                names.update((variant, code) for variant in _variants(str(name)))
    for code, entry in load_table("gazetteer", "countries").items():
        for name in entry.get("names", ()):
            names[key(name)] = code
    return MappingProxyType(names)


def _variants(name: str) -> set[str]:
    """Return the keys of *name* as it is written: with "and" for "&", "Saint" for "St."."""
    plain = re.sub(r"\s\([^()]*\)", "", name)
    spelled = plain.replace("&", "and").replace("St. ", "Saint ")
    return {key(form) for form in (name, plain, spelled)}


@cache
def regions() -> Mapping[str, str]:
    """Return country code -> region code."""
    table = load_table("gazetteer", "regions")
    return MappingProxyType(
        {country: region for region, countries in table.items() for country in countries.split()}
    )
