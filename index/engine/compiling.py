"""From a Whoosh query tree to nodes over arrays; what has no such form goes to Whoosh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from whoosh import query as wq
from whoosh.matching import NullMatcher
from whoosh.reading import TermNotFound

from index.engine import nodes
from index.engine.columnquery import ColumnQuery, Unranked, holding
from index.engine.expansion import Expansion
from index.engine.facets import passing
from index.engine.nearness import Nearness
from index.engine.nodes import Match, Node
from index.engine.phrase import Phrase
from index.engine.statistics import Statistics
from index.engine.stemterm import OTHER_FORM_WEIGHT, StemTerm
from index.engine.termnodes import Forms, ManyTerms, OneTerm
from index.engine.wordnodes import Enough, Family, Found, Mixed, Word
from index.engine.wordquery import EnoughOf, FamilyTerm, Feedback, Nearby, WordTerm
from index.errors import CancelledError

#: A step of a matcher of Whoosh's own is slow; after so many, the cancel flag is looked at.
_STEP = 2048
Make = Callable[["Compiler", Any], Node]


class Compiler:
    """Compiles queries for one snapshot.

    Args:
        stats: the snapshot.
        leaves: gives Whoosh's own searcher of each segment, asked for only when one is needed.
        scored: whether scores are asked for.
        cancelled: tells whether to stop.
        expand: finds terms; one for a snapshot remembers what it found.
    """

    def __init__(
        self,
        stats: Statistics,
        leaves: Callable[[], Sequence[Any]],
        scored: bool,
        cancelled: Callable[[], bool],
        expand: Expansion | None = None,
    ) -> None:
        self.stats, self.leaves, self.scored, self.cancelled = stats, leaves, scored, cancelled
        self.totals = [view.documents for view in stats.views]
        self.expand = expand or Expansion(stats)

    def compile(self, query: Any) -> Node:
        """Return the node of a query.

        Raises:
            QueryError: a pattern is out of bounds, or a phrase is asked of a field without places.
            CancelledError: ``cancelled`` answered True.
        """
        if self.cancelled():
            raise CancelledError("the search was cancelled")
        make = _MAKERS.get(type(query))
        if make is not None:
            return make(self, query)
        if isinstance(query, wq.MultiTerm):
            return self._many(query, self.expand.by_whoosh(query, self.leaves()))
        if query is wq.NullQuery:
            return nodes.Nothing(self.scored)
        return Foreign(self, query)

    def unscored(self) -> Compiler:
        """Return a compiler for parts of a query that only include or exclude."""
        return Compiler(self.stats, self.leaves, False, self.cancelled, self.expand)

    def all_of(self, query: Any) -> Node:
        """And."""
        children = [self.compile(child) for child in query.subqueries]
        if not children:
            return nodes.Nothing(self.scored)
        # Whoosh gives an And or Or of one child without its own boost.
        return (
            children[0] if len(children) == 1 else nodes.AllOf(children, self.totals, query.boost)
        )

    def any_of(self, query: Any) -> Node:
        """Or, in Whoosh's several classes for it."""
        if query.scale:
            return Foreign(self, query)
        children = [self.compile(child) for child in query.subqueries]
        if len(children) == 1:
            return children[0]
        return nodes.AnyOf(children, self.totals, query.boost)

    def best_of(self, query: Any) -> Node:
        """DisjunctionMax."""
        children = [self.compile(child) for child in query.subqueries]
        if len(children) == 1:
            return children[0]
        return nodes.BestOf(children, self.totals, query.boost, query.tiebreak)

    def without(self, query: Any) -> Node:
        """AndNot."""
        return nodes.Without(self.compile(query.a), self.unscored().compile(query.b), self.totals)

    def require(self, query: Any) -> Node:
        """Require."""
        return nodes.Required(self.compile(query.a), self.unscored().compile(query.b), self.totals)

    def maybe(self, query: Any) -> Node:
        """AndMaybe."""
        return nodes.Maybe(self.compile(query.a), self.compile(query.b), self.totals)

    def otherwise(self, query: Any) -> Node:
        """Otherwise."""
        lives = [view.live for view in self.stats.views]
        return nodes.Otherwise(self.compile(query.a), self.compile(query.b), lives)

    def negated(self, query: Any) -> Node:
        """Not."""
        return nodes.Other(self.unscored().compile(query.query), self.totals, self.scored)

    def constant(self, query: Any) -> Node:
        """ConstantScoreQuery."""
        child = self.unscored().compile(query.child)
        return nodes.Constant(child, query.score, self.totals, self.scored)

    def every(self, query: Any) -> Node:
        """Every."""
        if query.fieldname is None:
            return nodes.Constant(None, query.boost, self.totals, self.scored)
        numbers = self.expand.everything(query.fieldname)
        child = ManyTerms(self.stats, query.fieldname, numbers, 1.0, False)
        return nodes.Constant(child, query.boost, self.totals, self.scored)

    def term(self, query: Any) -> Node:
        """Term."""
        numbers = self.expand.term(query.fieldname, query.text)
        if max(numbers, default=-1) < 0:
            return nodes.Nothing(self.scored)
        return OneTerm(self.stats, query.fieldname, numbers, query.boost, self.scored)

    def forms(self, query: Any) -> Node:
        """StemTerm; one that recurs, in the next query too, is worked out once."""
        return self.stats.kept.get((query, self.scored), lambda: self._forms(query))

    def _forms(self, query: Any) -> Forms:
        found = self.expand.forms(query.fieldname, query.text)
        forms = [numbers.tolist() for numbers, _ in found]
        factors = [
            [1.0 if number == exact else OTHER_FORM_WEIGHT for number in numbers.tolist()]
            for numbers, exact in found
        ]
        return Forms(self.stats, query.fieldname, forms, factors, query.boost, self.scored)

    def word(self, query: Any) -> Word:
        """WordTerm and FamilyTerm; one that recurs, in the next query too, is worked out once."""

        def make() -> Word:
            fields = {n: weight for n, weight in query.fields.items() if n in self.stats.schema}
            node = Family if isinstance(query, FamilyTerm) else Word
            return node(self.stats, fields, query.text, query.languages, query.boost, self.scored)

        return self.stats.kept.get((query, self.scored), make)

    def columns(self, query: Any) -> Node:
        """ColumnQuery; one that recurs, in the next query too, is tested once."""

        def make() -> nodes.Held:
            files = [view.file for view in self.stats.views]
            return nodes.Held(
                [holding(query.test, partial(passing, f)) for f in files], self.scored
            )

        return self.stats.kept.get((query, self.scored), make)

    def enough_of(self, query: Any) -> Node:
        """EnoughOf."""
        children = [self.compile(child) for child in query.subqueries]
        return Enough(children, query.need, self.totals, self.scored)

    def nearby(self, query: Any) -> Node:
        """Nearby; the same one is searched again with the words that its best records lend it."""
        base = self.compile(query.a)
        if not self.scored or not self._has_positions(query.field_name):
            return base
        words = [self.word(word) for word in query.words]
        node = Nearness(base, words, self.stats, query.field_name)
        return self.stats.kept.get(query, lambda: Found(node, len(self.totals)))

    def feedback(self, query: Any) -> Node:
        """Feedback."""
        base = self.compile(query.a)
        if not self.scored:
            return base
        return Mixed(base, self.compile(query.b), query.share, self.totals)

    def prefix(self, query: Any) -> Node:
        """Prefix."""
        if query.text == "":
            return self.every(wq.Every(query.fieldname, boost=query.boost))
        return self._many(query, self.expand.prefix(query.fieldname, query.text))

    def wildcard(self, query: Any) -> Node:
        """Wildcard."""
        if query.text == "*":
            return self.every(wq.Every(query.fieldname, boost=query.boost))
        return self._many(query, self.expand.wildcard(query.fieldname, query.text))

    def regex(self, query: Any) -> Node:
        """Regex."""
        if query.text == ".*":
            return self.every(wq.Every(query.fieldname, boost=query.boost))
        # Whoosh takes a{0,2}b to begin with an a.
        prefix = "" if "{" in query.text else query._find_prefix(query.text)
        return self._many(query, self.expand.regex(query.fieldname, query.text, prefix))

    def fuzzy(self, query: Any) -> Node:
        """FuzzyTerm."""
        numbers = self.expand.fuzzy(
            query.fieldname, query.text, int(query.maxdist), query.prefixlength
        )
        return self._many(query, numbers)

    def term_range(self, query: Any) -> Node:
        """TermRange."""
        return self._many(query, self.expand.between(query))

    def number_range(self, query: Any) -> Node:
        """NumericRange and DateRange: Whoosh cuts them into ranges of terms."""
        if query.fieldname not in self.stats.schema:
            return nodes.Nothing(self.scored)
        return self.compile(query._compile_query(self.stats))

    def phrase(self, query: Any) -> Node:
        """Phrase."""
        name = query.fieldname
        if name not in self.stats.schema:
            return nodes.Nothing(self.scored)
        form = self.stats.schema[name].format
        if not form or not form.supports("positions"):
            if getattr(query, "degrade", False):
                return self.compile(wq.And([wq.Term(name, word) for word in query.words]))
            raise wq.QueryError(f"the field “{name}” keeps no positions")
        known = {word: self.expand.term(name, word) for word in dict.fromkeys(query.words)}
        words = [known[word] for word in query.words]
        if not words or not self._has_positions(name):
            return Foreign(self, query)
        numbers = list(zip(*words, strict=True))
        if all(min(row) < 0 for row in numbers):
            return nodes.Nothing(self.scored)
        made = {
            word: OneTerm(self.stats, name, held, 1.0, self.scored) for word, held in known.items()
        }
        terms = [made[word] for word in query.words]
        return Phrase(self.stats, name, numbers, terms, query.slop, query.boost, self.scored)

    def _has_positions(self, name: str) -> bool:
        fields = [self.stats.field(name, number) for number in range(len(self.totals))]
        return all(field is None or field.positions is not None for field in fields)

    def _many(self, query: Any, numbers: Sequence[Sequence[int]]) -> Node:
        """A query for several terms of one field; a single one is scored as itself."""
        name = query.fieldname
        single = self.expand.single(name, numbers)
        if single is not None:
            return OneTerm(self.stats, name, single, query.boost, self.scored)
        frequencies = None
        if self.scored and not query.constantscore:
            frequencies = self.expand.frequencies(name, numbers)
        return ManyTerms(self.stats, name, numbers, query.boost, self.scored, frequencies)


class Foreign:
    """A query that only Whoosh can evaluate, one posting at a time, over the same postings."""

    def __init__(self, compiler: Compiler, query: Any) -> None:
        self._compiler = compiler
        self._leaves = compiler.leaves()
        self._query = query.accept(self._spell_out)
        self._found: dict[int, Match] = {}

    def size(self, segment: int) -> int:
        """Return the number of documents of the segment: nothing better is known."""
        return self._compiler.totals[segment]

    def match(self, segment: int) -> Match:
        """Walk Whoosh's matcher to its end."""
        if segment not in self._found:
            self._found[segment] = self._walk(segment)
        return self._found[segment]

    def _walk(self, segment: int) -> Match:
        documents: list[int] = []
        scores: list[float] = []
        leaf = self._leaves[segment]
        try:
            matcher = self._query.matcher(leaf, leaf.context())
        except TermNotFound:
            matcher = NullMatcher()
        while matcher.is_active():
            documents.append(matcher.id())
            scores.append(matcher.score() if self._compiler.scored else 0.0)
            matcher.next()
            if len(documents) % _STEP == 0 and self._compiler.cancelled():
                raise CancelledError("the search was cancelled")
        found, first = np.unique(np.array(documents, np.intp), return_index=True)
        kept = np.array(scores, np.float32)[first] if self._compiler.scored else None
        return found, kept

    def _spell_out(self, query: Any) -> Any:
        """Replace what only this engine finds quickly by plain terms."""
        if not isinstance(query, StemTerm):
            return query
        terms = self._compiler.expand.form_texts(query.fieldname, query.text)
        named = [wq.Term(query.fieldname, term, boost=query.boost) for term in terms]
        return wq.Or(named) if named else wq.NullQuery


def _makers(*pairs: tuple[tuple[type, ...], Make]) -> dict[type, Make]:
    return {known: make for group, make in pairs for known in group}


#: What each class of query is compiled by; subclasses that Whoosh does not know go to Whoosh.
_MAKERS = _makers(
    ((wq.Term,), Compiler.term),
    ((StemTerm,), Compiler.forms),
    ((WordTerm, FamilyTerm), Compiler.word),
    ((ColumnQuery,), Compiler.columns),
    ((EnoughOf,), Compiler.enough_of),
    ((Nearby,), Compiler.nearby),
    ((Feedback,), Compiler.feedback),
    ((wq.And,), Compiler.all_of),
    ((wq.Or,), Compiler.any_of),
    ((wq.DisjunctionMax,), Compiler.best_of),
    ((wq.Not,), Compiler.negated),
    ((wq.AndNot,), Compiler.without),
    ((wq.AndMaybe,), Compiler.maybe),
    ((wq.Require,), Compiler.require),
    ((wq.Otherwise,), Compiler.otherwise),
    ((wq.Every,), Compiler.every),
    ((wq.Phrase,), Compiler.phrase),
    ((wq.Prefix,), Compiler.prefix),
    ((wq.Wildcard,), Compiler.wildcard),
    ((wq.Regex,), Compiler.regex),
    ((wq.FuzzyTerm,), Compiler.fuzzy),
    ((wq.TermRange,), Compiler.term_range),
    ((wq.NumericRange, wq.DateRange), Compiler.number_range),
    ((wq.ConstantScoreQuery, Unranked), Compiler.constant),
)
