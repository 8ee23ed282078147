"""What is asked for: the text in the search field, and the filters and the order that are kept.

Clauses that are typed ("year:2024") count at once; they become kept filters when the text is
settled, and a kept filter can become text again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from index.search.query import Filter, Query

#: Stands for the switch ``Query.stated_only`` among the filters: "inferred:no".
STATED_ONLY = Filter("inferred", "no")


@dataclass(frozen=True, slots=True)
class QueryState:
    """A value: every method returns another one. ``kept`` has no words."""

    text: str = ""
    kept: Query = field(default_factory=Query)

    @classmethod
    def of(cls, query: Query) -> QueryState:
        """Return the state in which a whole query is kept, its words in the field."""
        return cls(query.typed, replace(query, words="", ended=False))

    @property
    def query(self) -> Query:
        """The query in force: what is typed, and what is kept."""
        typed = Query.parse(self.text)
        query = replace(
            self.kept,
            words=typed.words,
            ended=typed.ended,
            stated_only=self.kept.stated_only or typed.stated_only,
            sort=self.kept.sort if typed.sort == "relevance" else typed.sort,
        )
        for item in typed.filters:
            query = query.with_filter(item)
        return query

    @property
    def typed(self) -> tuple[Filter, ...]:
        """The filters that stand in the text still."""
        parsed = Query.parse(self.text)
        return (*parsed.filters, *((STATED_ONLY,) if parsed.stated_only else ()))

    def settled(self) -> QueryState:
        """Let typed clauses become filters that are kept."""
        return QueryState.of(self.query)

    def with_filter(self, item: Filter) -> QueryState:
        """Narrow by a value, or leave it out."""
        return self._keep(self.query.with_filter(item))

    def without_filter(self, item: Filter) -> QueryState:
        """Take a filter away."""
        if item == STATED_ONLY:
            return self.with_stated_only(False)
        return self._keep(self.query.without_filter(item))

    def narrowed(self, item: Filter) -> QueryState:
        """Let one filter stand for its whole facet."""
        return self._keep(self.query.without_facet(item.facet).with_filter(item))

    def without_facet(self, facet: str) -> QueryState:
        """Take all filters of a facet away."""
        return self._keep(self.query.without_facet(facet))

    def cleared(self) -> QueryState:
        """Take all filters away; words and order stay."""
        return self._keep(replace(self.query, filters=(), stated_only=False))

    def ordered(self, sort: str) -> QueryState:
        """Order the list."""
        return self._keep(replace(self.query, sort=sort))

    def with_stated_only(self, on: bool) -> QueryState:
        """Leave inferred values out, or let them in."""
        return self._keep(replace(self.query, stated_only=on))

    def turned_over(self, item: Filter) -> QueryState:
        """Leave out what was asked for, or the other way round."""
        return self.with_filter(replace(item, exclude=not item.exclude))

    def as_text(self, item: Filter) -> QueryState:
        """Let a kept filter be text in the field, behind the words."""
        state = self.without_filter(item)
        text = f"{state.text} {item.to_text()}".strip()
        if item != STATED_ONLY and item not in Query.parse(text).filters:
            text = Query.parse(state.text).with_filter(item).to_text()  # OR would bind it
        return replace(state, text=text)

    def named(self, query: Query) -> QueryState:
        """Take the archive's own codes for what is kept, once an answer told them."""
        if self.typed or self.query.words != query.words:
            return self
        return replace(self, kept=replace(self.kept, filters=query.filters))

    def _keep(self, query: Query) -> QueryState:
        return QueryState.of(query)
