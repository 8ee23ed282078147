"""Values of several words as people type them, without quotation marks: ``pays:Cote d'Ivoire``.

A clause ends where a space is. The words behind it belong to it where a table knows them as one
value, and groups of three digits where it asks for an amount: ``budget:>100 000``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from index import values
from index.keys import key
from index.search.clauses import LONGEST, QUOTED

#: Facets whose values a table knows by names of several words.
_NAMED = frozenset(("status", "region", "country", "kind", "type", "coverage", "currency"))

_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
_NUMBER = rf"(?:{_GROUPED}|\d)[\d.,]*?[a-zA-Z€$£¥]{{0,3}}"
#: An amount, or two, in which spaces part thousands; a currency may stand behind it.
_AMOUNT = re.compile(
    rf"(?P<amount>[<>]?=?{_NUMBER}(?:\.\.<?{_NUMBER})?)"
    r"(?P<currency> (?:[A-Za-z]{3}|[€$£¥]))?(?![^\s)])"
)
_CLAUSE = re.compile(
    rf"(?P<quoted>{QUOTED})"
    r'|(?<![^\s(])(?P<head>-?(?P<name>[^\W\d_]+):)(?P<value>[^\s()"“«]+)'
    r'(?P<more>(?:\s+[^\s()"“«:]+(?![^\s()])){1,4})'
)


def joined_values(text: str, meant: Callable[[str], str | None]) -> str:
    """Return a text with such values in quotation marks, and such amounts without spaces.

    ``meant`` gives the English name of a field, None for a name of nothing.
    """
    if ":" not in text[:LONGEST]:
        return text

    def joined(match: re.Match[str]) -> str:
        field = None if match["quoted"] else meant(match["name"])
        if field == "budget":
            return _amount(match)
        return _value(match, field) if field in _NAMED else match.group()

    return _CLAUSE.sub(joined, text[:LONGEST]) + text[LONGEST:]


def _amount(match: re.Match[str]) -> str:
    """Return a clause of an amount without the spaces in it."""
    behind = match["value"] + match["more"]
    found = _AMOUNT.match(behind)
    if found is None:
        return match.group()
    currency = (found["currency"] or "").strip()
    known = bool(currency) and values.is_known("currency", currency)
    end = found.end() if known else found.end("amount")
    return match["head"] + "".join(behind[:end].split()) + behind[end:]


def _value(match: re.Match[str], facet: str) -> str:
    """Return a clause with as many of the words behind it as a table knows as its value."""
    behind = match["value"] + match["more"]
    ends = [found.end() for found in re.finditer(r"\S+", behind)]
    for shorter, end in reversed(list(pairwise(ends))):
        longer = key(behind[:end]) != key(behind[:shorter])
        typed = behind[:end].split("/")
        if longer and all(values.is_known(facet, value) for value in typed):
            quoted = "/".join(f'"{value}"' for value in typed)
            return f"{match['head']}{quoted}{behind[end:]}"
    return match.group()
