"""The query as a frozen value object whose text form round-trips.

>>> Query.parse('migration "pacte mondial" year:2024 -region:africa sort:-date').words
'migration "pacte mondial"'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

SORTS = ("relevance", "date", "-date", "title", "budget", "-budget")

#: Facets that a clause ``name:value`` filters by, in the order of the panel.
FACETS = ("year", "status", "region", "country", "kind", "type", "coverage", "language")

_CLAUSE = re.compile(
    r'(?<!\S)(?P<minus>-)?(?P<name>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"()]+))(?!\S)'
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet value that is asked for, or left out.

    ``value`` is a facet code, for ``year`` also a range "2015..2018" (either end may be empty),
    and None for records in which the facet is not stated.
    """

    facet: str
    value: str | None
    exclude: bool = False

    def to_text(self) -> str:
        """Write the filter as a clause, e.g. ``-region:africa``, ``no:year``."""
        minus = "-" if self.exclude else ""
        if self.value is None:
            return f"{minus}no:{self.facet}"
        bare = self.value and not re.search(r'[\s"()]', self.value)
        return f"{minus}{self.facet}:" + (self.value if bare else f'"{self.value}"')


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched: words, facet filters, an order.

    Several values of one facet mean "or", facets among each other mean "and".
    """

    words: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "relevance"

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read the text form; what is no known clause stays among the words. Never fails."""
        filters: list[Filter] = []
        sort = "relevance"
        rest: list[str] = []
        cursor = 0
        for match in _CLAUSE.finditer(text):
            name = match["name"]
            value = match["quoted"] if match["quoted"] is not None else match["bare"]
            exclude = match["minus"] is not None
            if name == "sort" and value in SORTS and not exclude:
                sort = value
            elif name == "no" and value in FACETS:
                filters.append(Filter(value, None, exclude))
            elif name in FACETS and value:
                filters.append(Filter(name, value, exclude))
            else:
                continue
            rest.append(text[cursor : match.start()])
            cursor = match.end()
        rest.append(text[cursor:])
        words = " ".join(" ".join(rest).split())
        return cls(words, tuple(dict.fromkeys(filters)), sort)

    def to_text(self) -> str:
        """Write the query so that ``Query.parse`` gives an equal one."""
        parts = [self.words] if self.words else []
        parts += [item.to_text() for item in self.filters]
        if self.sort != "relevance":
            parts.append(f"sort:{self.sort}")
        return " ".join(parts)

    def with_filter(self, item: Filter) -> Query:
        """Return the query with a filter added; its opposite is dropped."""
        others = tuple(
            f for f in self.filters if (f.facet, f.value) != (item.facet, item.value)
        )
        return replace(self, filters=(*others, item))

    def without_filter(self, item: Filter) -> Query:
        """Return the query without one filter."""
        return replace(self, filters=tuple(f for f in self.filters if f != item))

    def without_facet(self, facet: str) -> Query:
        """Return the query without any filter of one facet."""
        return replace(self, filters=tuple(f for f in self.filters if f.facet != facet))
