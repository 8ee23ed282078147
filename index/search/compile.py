"""From the tree of a query to the Whoosh query that the engine evaluates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from whoosh import query as wq

from index.engine.columnquery import Both, ColumnQuery, Either, Neither, Test, Unranked
from index.engine.interface import ColumnFilter
from index.engine.wordquery import FamilyTerm, WordTerm
from index.schema import TEXT_FIELDS, identifier_key, looks_like_identifier
from index.search.tree import (
    And,
    Begun,
    Code,
    Compound,
    Exact,
    Filtered,
    Fuzzy,
    InField,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Widened,
    Word,
    has_words,
)

#: Scores of an identifier that was typed whole: above any sum of word scores, so that its
#: record comes first.
IDENTIFIER_SCORE = 1000.0

#: How much a phrase counts beside the same words apart.
_PHRASE_BOOST = 1.5


#: Holds for every record: what a clause asks for that leaves nothing out.
_ANY = ColumnFilter("added")


class Fields(dict[str, float]):
    """The fields that words are looked for in, by weight, the languages they seem to be in, and
    how much a word counts.
    """

    languages: frozenset[str] = frozenset()
    boost: float = 1.0

    @classmethod
    def of(
        cls, weights: Mapping[str, float], languages: frozenset[str], boost: float = 1.0
    ) -> Fields:
        """Return these fields for words of some languages, which count so much."""
        made = cls(weights)
        made.languages, made.boost = languages, boost
        return made


def compile_tree(
    tree: Node | None, languages: frozenset[str] = frozenset(), boost: float = 1.0
) -> wq.Query:
    """Return the Whoosh query of a tree; everything when there is none.

    Forms that are akin to a word in one of *languages* count fully, all where none is given. The
    scores of words are multiplied by *boost*.
    """
    return wq.Every() if tree is None else _compile(tree, Fields.of(TEXT_FIELDS, languages, boost))


def _compile(node: Node, fields: Fields) -> wq.Query:
    test = _test(node)
    if test is not None:
        return ColumnQuery(test)
    match node:
        case And(items):
            return _all(items, fields)
        case Or(items) | Widened(items, _, _):
            return wq.Or([_part(item, fields) for item in items])
        case Not(item):
            return wq.And([wq.Every(), wq.Not(_compile(item, fields))])
        case Code(key, inner):
            return wq.Or([_compile(inner, fields), identifier_query(key)])
        case InField("ident", inner, _):
            return identifier_query(identifier_key(getattr(inner, "surface", "")))
        case InField("path", inner, _):
            return _path(getattr(inner, "term", ""))
        case InField(field, inner, _) if field.startswith("entry:"):
            return _entry(field.removeprefix("entry:"), inner)
        case InField(field, inner, _):
            return _compile(inner, Fields.of({field: 1.0}, fields.languages))
        case _:
            return _leaf(node, fields)


def _all(items: tuple[Node, ...], fields: Fields) -> wq.Query:
    """Return the items that must match, without the items of a ``Not``; clauses are one test."""
    tests = tuple(test for item in items if (test := _test(item)) is not None)
    words = [item for item in items if _test(item) is None]
    wanted = [_part(item, fields) for item in words if not isinstance(item, Not)]
    unwanted = [wq.Not(_compile(item.item, fields)) for item in words if isinstance(item, Not)]
    if tests:
        wanted.append(ColumnQuery(Both(tests)))
    return wq.And([*(wanted or [wq.Every()]), *unwanted])


def _part(node: Node, fields: Fields) -> wq.Query:
    """Return the query of a node among others: paths and entries choose, words rank."""
    query = _compile(node, fields)
    return query if has_words(node) or isinstance(query, ColumnQuery) else Unranked(query)


def _test(node: Node) -> Test | None:
    """Return what columns must hold for a node of nothing but clauses; None for any other."""
    match node:
        case Filtered(_, columns, _):
            return Both(columns or (_ANY,))
        case Not(item):
            inner = _test(item)
            return None if inner is None else Neither(inner)
        case And(items) | Or(items):
            tests = tuple(test for item in items if (test := _test(item)) is not None)
            if len(tests) == len(items):
                return Both(tests) if isinstance(node, And) else Either(tests)
    return None


def _leaf(node: Node, fields: Fields) -> wq.Query:
    match node:
        case Word(term, surface):
            return _with_identifier(_word(term, fields), surface)
        case Exact(term, _):
            return _over(fields, lambda field, boost: wq.Term(field, term, boost=boost))
        case Compound(parts, joined, surface):
            apart = _phrase(parts, 1, fields) if len(parts) > 1 else _word(parts[0], fields)
            return _with_identifier(wq.Or([apart, _word(joined, fields)]), surface)
        case Phrase(terms, slop, _):
            return _phrase(terms, slop, fields)
        case Begun(term, _):
            return FamilyTerm(fields, term, fields.boost)
        case Prefix(term, _):
            return _over(fields, lambda field, boost: wq.Prefix(field, term, boost=boost))
        case Pattern(pattern, _):
            return _over(fields, lambda field, boost: wq.Wildcard(field, pattern, boost=boost))
        case Fuzzy(term, _):
            reach = 1 if len(term) < 6 else 2
            return _over(
                fields,
                lambda field, boost: wq.FuzzyTerm(
                    field, term, boost=boost, maxdist=reach, prefixlength=1
                ),
            )
    raise TypeError(f"{type(node).__name__} is no leaf")


def _word(term: str, fields: Fields) -> wq.Query:
    return WordTerm(fields, term, fields.languages, fields.boost)


def _phrase(terms: tuple[str, ...], slop: int, fields: Fields) -> wq.Query:
    return _over(
        fields,
        lambda field, boost: wq.Phrase(field, list(terms), slop=slop, boost=boost * _PHRASE_BOOST),
    )


def _over(fields: Fields, make: Callable[[str, float], wq.Query]) -> wq.Query:
    """Return the same query over several fields, their scores added up."""
    made = [make(field, boost) for field, boost in fields.items()]
    return made[0] if len(made) == 1 else wq.Or(made)


def _with_identifier(query: wq.Query, surface: str) -> wq.Query:
    key = identifier_key(surface)
    return wq.Or([query, identifier_query(key)]) if looks_like_identifier(key) else query


def identifier_query(key: str) -> wq.Query:
    """Return the query for the records of an identifier, joined and folded: they come first."""
    return wq.ConstantScoreQuery(wq.Term("ident", key), IDENTIFIER_SCORE)


def _path(text: str) -> wq.Query:
    """Return the query for documents with a text in their path, in any case."""
    letters = (f"[{c.lower()}{c.upper()}]" if c.isalpha() and c.isascii() else c for c in text)
    pattern = "".join("?" if letter in "*?[]" else letter for letter in letters)
    return wq.Wildcard("path", f"*{pattern}*")


def _entry(label: str, inner: Node) -> wq.Query:
    """Return the query for a value of a card entry whose label no table knows."""
    match inner:
        case Word(term, _) | Exact(term, _):
            return wq.Term("entry", f"{label}:{term}")
        case Compound(parts, _, _) | Phrase(parts, _, _):
            return wq.And([wq.Term("entry", f"{label}:{part}") for part in parts])
        case Prefix(term, _):
            return wq.Prefix("entry", f"{label}:{term}")
    return wq.NullQuery()
