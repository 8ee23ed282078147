"""Columns of tables: the field that a column's name means, and the label a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from index.gazetteer import load_table
from index.ingest.budgets import currency_of
from index.ingest.labels import lookup
from index.keys import key

#: What ``labels`` says of a known label without a field of its own.
_OTHER = "other"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[_.\s]+")
_LAST_WORD = re.compile(r"(?<=[\s_])([A-Za-z]{3})$")
_MAX_NAME = 200


@lru_cache(maxsize=4096)
def shown(column: str) -> str:
    """Return the name of a column as a label.

    >>> shown("budget_eur"), shown("dateFin"), shown("Budget (USD)")
    ('Budget (EUR)', 'Date fin', 'Budget (USD)')
    """
    words = _words(column)
    last = _LAST_WORD.search(words)
    if last and currency_of(last[1].upper()) and not words.endswith(")"):
        words = f"{words[: last.start()].strip()} ({last[1].upper()})"
    if words.islower() and len(words) <= 3:
        return words.upper()
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)
def field_of(column: str) -> str | None:
    """Return the field that a column means: one of a record's, "title", "body", or None.

    A name within objects ("location.country") is looked up whole, then by its last piece.
    """
    if len(column) > _MAX_NAME:
        return None
    for name in dict.fromkeys((column, column.rpartition(".")[2])):
        label = shown(name)
        bare = key(label.rpartition(" (")[0] if label.endswith(")") else label)
        known = lookup(label)
        if known is not None and known.field != _OTHER:
            return known.field
        found = _table().get(key(label)) or _table().get(bare)
        if found is not None:
            return found
    return None


def _words(column: str) -> str:
    if " " in column.strip():
        return " ".join(column.split())
    words = [word for word in _JOINTS.split(_CAMEL.sub(" ", column)) if word]
    return " ".join(word.lower() if word[1:].islower() else word for word in words)


@cache
def _table() -> Mapping[str, str]:
    return MappingProxyType(
        {
            key(name): field
            for field, names in load_table("labels", "columns").items()
            for name in names
        }
    )
