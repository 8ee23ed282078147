"""The query as a frozen value object whose text form round-trips.

>>> Query.parse('migration "pacte mondial" year:2024 -region:africa sort:-date').words
'migration "pacte mondial"'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from babel.core import get_global

from index import values
from index.keys import key
from index.search.clauses import (
    LONGEST,
    QUOTED,
    Clause,
    binds,
    find_clauses,
    inner_clauses,
    joins,
)
from index.search.demonyms import country_of
from index.search.ranges import value_range
from index.search.unquoted import joined_values

SORTS = ("relevance", "date", "-date", "title", "budget", "-budget")

#: What may also be typed after ``sort:``.
MORE_SORTS = ("-title", "country", "-country", "added", "-added")

#: Facets that a clause ``name:value`` filters by, in the order of the panel.
FACETS = (
    *("year", "status", "region", "country", "kind", "type", "coverage", "language"),
    *("budget", "currency", "source"),
)

#: Columns of numbers and dates that a clause asks for by range: ``budget:>100k``.
NUMBERS = ("date", "start", "end", "budget", "added")

#: What a person's own annotations will answer; until there are any, no record has them.
RESERVED = ("tag", "note", "dossier")

#: What may be typed before the colon, accents aside, and the English name that always works.
NAMES: Mapping[str, str] = MappingProxyType(
    {name: name for name in (*FACETS, *NUMBERS, *RESERVED, "sort", "no", "has", "inferred")}
    | {"annee": "year", "ano": "year", "statut": "status", "estado": "status"}
    | {"pays": "country", "pais": "country", "genre": "kind", "clase": "kind", "tipo": "type"}
    | {"couverture": "coverage", "cobertura": "coverage"}
    | {"lang": "language", "langue": "language", "idioma": "language"}
    | {"fecha": "date", "debut": "start", "inicio": "start", "fin": "end"}
    | {"presupuesto": "budget", "ajoute": "added", "agregado": "added", "fuente": "source"}
    | {"devise": "currency", "monnaie": "currency", "moneda": "currency", "divisa": "currency"}
    | {"etiquette": "tag", "etiqueta": "tag", "nota": "note", "expediente": "dossier"}
    | {"deduit": "inferred", "deducido": "inferred", "inferido": "inferred"}
    | {"tri": "sort", "orden": "sort", "sans": "no", "sin": "no", "avec": "has", "con": "has"}
)

#: What may be typed after ``inferred:``, accents aside: whether inferred values are let in.
_SWITCH = {"yes": True, "oui": True, "si": True, "no": False, "non": False}

#: What may be typed after ``sort:`` beside the names of fields.
_ORDER_NAMES = MappingProxyType(
    {"title": "title", "titre": "title", "titulo": "title", "relevance": "relevance"}
    | {"pertinence": "relevance", "relevancia": "relevance"}
)

#: Clauses about the query itself: they are joined to nothing.
_ALONE = frozenset(("sort", "inferred"))

#: A currency behind an amount: ``>100k EUR``, ``50k..100k€``.
_CURRENCY = re.compile(r"(?<=[\dkm])\s*(?P<currency>[a-z]{3}|[€$£¥])$", re.IGNORECASE)

#: A range of years as people write it.
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet value that is asked for, or left out.

    ``value`` is a facet code, for ``year`` also a range "2015..2018" (either end may be empty),
    and None for records in which the facet is not stated. ``facet`` may also be one of
    ``NUMBERS``, with a range as value ("50k..<100k" is also a value of the facet ``budget``), or
    one of ``RESERVED``.
    """

    facet: str
    value: str | None
    exclude: bool = False

    def to_text(self) -> str:
        """Write the filter as a clause, e.g. ``-region:africa``, ``no:year``."""
        minus = "-" if self.exclude else ""
        if self.value is None:
            return f"{minus}no:{self.facet}"
        value = self.value.replace('"', "'")
        bare = value and not re.search(r"[\s()/“«]", value)
        return f"{minus}{self.facet}:" + (value if bare else f'"{value}"')


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched: words, facet filters, an order.

    Several values of one facet mean "or", facets among each other mean "and". ``stated_only``
    leaves out what Fonds inferred: such a value is neither counted nor found ("inferred:no").
    ``ended`` tells that a space follows the last word, so that it is not half typed.
    """

    words: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "relevance"
    stated_only: bool = False
    ended: bool = False

    @property
    def typed(self) -> str:
        """The words as they are typed, with the space that ends them."""
        return f"{self.words} " if self.ended else self.words

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read the text form; what is no known clause stays among the words. Never fails."""
        found, words = find_clauses(joined_values(text, _named), _meant, _ALONE)
        filters: list[Filter] = []
        sort, stated_only = "relevance", False
        for clause in found:
            if clause.name == "sort":
                sort = _order(clause.values[0]) or sort
            elif clause.name == "inferred":
                stated_only = not _SWITCH[key(clause.values[0])]
            else:
                filters += _filters(clause)
        words = joined_values(words, _named)  # what stood between may be gone
        ended = bool(words) and text[-1].isspace()
        return cls(words, tuple(dict.fromkeys(filters)), sort, stated_only, ended)

    def to_text(self) -> str:
        """Write the query so that ``Query.parse`` gives an equal one.

        Words with a quote that is not closed come last, so that it cannot close in a clause, and
        so does a pasted text, behind the beginning of which nothing is looked for. An
        operator at the end of the words is kept away from the clauses by the order, and so are
        words that OR joins to clauses of their own. Words that a space ends come last, too.
        """
        parts = [item.to_text() for item in self.filters]
        if self.stated_only:
            parts.append("inferred:no")
        words = self.words.split()
        order = [f"sort:{self.sort}"] if self.sort != "relevance" else []
        apart = words and parts and (joins(words[0]) or joins(words[-1]))
        if apart or (parts and binds(self.words, _meant)):
            order = [f"sort:{self.sort}"]
        short = len(self.words) < LONGEST / 2
        first = short and not re.search(r'["“«]', re.sub(QUOTED, "", self.words))
        first = first and not self.ended
        texts = [self.words, *order, *parts] if first else [*parts, *order, self.typed]
        text = " ".join(filter(None, texts))
        if joined_values(text, _named) != text:  # the words would be taken for a part of a value
            text = " ".join([*parts, f"sort:{self.sort}", self.typed])
        return text

    def with_filter(self, item: Filter) -> Query:
        """Return the query with a filter added; its opposite is dropped."""
        others = tuple(f for f in self.filters if (f.facet, f.value) != (item.facet, item.value))
        return replace(self, filters=(*others, item))

    def without_filter(self, item: Filter) -> Query:
        """Return the query without one filter."""
        return replace(self, filters=tuple(f for f in self.filters if f != item))

    def without_facet(self, facet: str) -> Query:
        """Return the query without any filter of one facet."""
        return replace(self, filters=tuple(f for f in self.filters if f.facet != facet))


def clauses_among(words: str) -> Iterator[tuple[int, int, tuple[Filter, ...]]]:
    """Yield the clauses that stand among the words of a query: from where, to where, and which."""
    for start, end, clause in inner_clauses(words, _meant, _ALONE):
        yield start, end, tuple(_filters(clause))


def _named(name: str) -> str | None:
    return NAMES.get(key(name))


def _meant(clause: Clause) -> str | None:
    """Return the English name of a clause that means something."""
    name = NAMES.get(key(clause.name))
    if name is None or not clause.values:
        return None
    value = clause.values[0] if len(clause.values) == 1 else ""
    if name == "sort":
        meant = _order(value) is not None and not clause.exclude
    elif name == "inferred":
        meant = key(value) in _SWITCH and not clause.exclude
    else:
        meant = bool(_filters(replace(clause, name=name)))
    return name if meant else None


def _filters(clause: Clause) -> list[Filter]:
    """Return the filters of a clause with an English name; none when a value does not fit it."""
    name, typed, exclude = clause.name, [*clause.values], clause.exclude
    if name in ("no", "has"):
        facet = NAMES.get(key(typed[0])) if len(typed) == 1 else None
        known = facet in (*FACETS, *NUMBERS, *RESERVED)
        return [Filter(facet, None, exclude != (name == "has"))] if facet and known else []
    currencies: list[str] = []
    if name == "budget":
        typed, currencies = _without_currency(typed)
    if name in ("year", *NUMBERS) and not all(value_range(name, item) for item in typed):
        typed = ["/".join(typed)]  # the slashes may be those of a date
        if value_range(name, typed[0]) is None:
            return []  # such a clause is words
    if name not in (*FACETS, *NUMBERS, *RESERVED):
        return []
    found = [Filter(name, _as_code(name, item), exclude) for item in typed]
    return [*found, *(Filter("currency", code) for code in currencies)]


def _without_currency(typed: list[str]) -> tuple[list[str], list[str]]:
    """Return amounts without the currency behind them, and the codes of these currencies."""
    amounts, codes = [], []
    for item in typed:
        found = _CURRENCY.search(item)
        known = found is not None and values.is_known("currency", found["currency"])
        if found and known:
            codes.append(values.code("currency", found["currency"]) or "")
        amounts.append(item[: found.start()] if found and known else item)
    return amounts, codes


def _order(typed: str) -> str | None:
    """Return the order that a typed word means, in any of the three languages."""
    minus = "-" if typed.startswith("-") else ""
    order = minus + _ORDER_NAMES.get(key(typed), NAMES.get(key(typed), ""))
    return order if order in (*SORTS, *MORE_SORTS) else None


def _as_code(name: str, typed: str) -> str:
    """Return the code of a value that a table knows, so that typing and clicking are the same."""
    if name == "year" and (years := _YEARS.fullmatch(typed)):
        return f"{years[1]}..{years[2]}"
    if name == "country" and not values.is_known(name, typed):
        return country_of(typed) or _country_of_code(typed) or typed
    code = values.code(name, typed) if values.is_known(name, typed) else None
    return code or typed


def _country_of_code(typed: str) -> str | None:
    """Return the country of an ISO 3166-1 code of three letters or digits, None for another."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    codes = aliases.get(typed.upper(), []) if len(typed) == 3 else []
    return codes[0] if len(codes) == 1 else None
