"""How the words of a query are asked for: all of them, or enough of them, and what lifts a record.

Up to ``ALL_WORDS`` plain words must all be in a record; where hardly any has three, those with
some follow. A question, or more words, finds records with enough of them: every word adds what it
weighs, the rarer the more, so that those with the most telling words come first. Function words
never decide, and add little. What was asked with operators is answered to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whoosh import query as wq

from index.engine.wordquery import EnoughOf, FamilyTerm, Nearby, WordTerm
from index.schema import TEXT_FIELDS, identifier_key, looks_like_identifier
from index.search.compile import compile_tree, identifier_query
from index.search.functionwords import is_function_word, is_question, languages_of
from index.search.tree import (
    And,
    Code,
    Compound,
    Exact,
    Filtered,
    InField,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    leaves,
)
from index.search.weighing import FUNCTION_WEIGHT, weights_of

#: So many words that carry a topic must all be there; of more, enough are.
ALL_WORDS = 3
#: Of so many words, some are enough where hardly any record has all; of two, neither may miss.
SOME_WORDS = 3
#: What puts records with all the words before those with some: more than words can score, less
#: than an identifier.
_ALL_FIRST = 100.0
#: More topic words than this add time, not precision: of a pasted text the first are asked.
MOST_TOPICS = 40
#: The share of the words' weight (their rarity) that a record must have of a long query.
ENOUGH = 0.03
#: In a sentence, words that begin with the same letters help a little: so many letters, of a long
#: word one more; so much.
FAMILY = 5
LONG_WORD = 9
FAMILY_WEIGHT = 0.3
#: From so many words on, the best records lend the query words of theirs.
FEEDBACK_WORDS = 4
#: What a compound in one word adds ("nonlinear"), beside its words, which count by themselves.
_JOINED = 0.3
#: What the words of the query in a row in the title add, beside the words themselves.
_TITLE_ROW = 0.5
#: A row of more words is no title that somebody typed.
_ROW_WORDS = 12

ALL, SOME, EXACT = "all", "some", "exact"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is asked.

    ``mode`` is ``ALL`` (every topic word), ``SOME`` (enough of them) or ``EXACT`` (operators: to
    the letter). ``looser`` tells that ``plan(…, loose=True)`` asks for less, ``goes_on`` that
    ``plan(…, all_first=True)`` lets records with some of the words follow. ``words`` counts the
    topic words; ``lends`` tells that feedback may help.
    """

    query: wq.Query
    mode: str = EXACT
    looser: bool = False
    goes_on: bool = False
    words: int = 0
    lends: bool = False


def plan(tree: Node | None, text: str = "", loose: bool = False, all_first: bool = False) -> Plan:
    """Return how a tree is asked; ``text`` is what was typed, to tell a question.

    ``loose`` asks for enough words however few there are; ``all_first`` does, too, but for what
    is in quotation marks, and puts the records with all the words first.
    """
    parts = _plain_parts(tree)
    if parts is None or tree is None:
        return Plan(compile_tree(tree))
    terms = [term for part in parts for term in _row_terms(part)]
    languages = languages_of(terms)
    topics = [part for part in parts if not _is_light(part, languages)]
    light = [part for part in parts if _is_light(part, languages)] if topics else []
    topics = topics or parts
    words = _Words(tree, languages, topics, light)
    sentence = len(topics) > 1 and (len(topics) > ALL_WORDS or is_question(text, terms, languages))
    if loose or all_first or sentence:
        return _some(words, parts, loose, all_first)
    lift = _Lift(tree, languages, {})
    every = words.every()
    every = wq.AndMaybe(every, wq.Or(lift.words(light))) if light else every
    goes_on = len(topics) >= SOME_WORDS and not any(map(_is_identifier, leaves(tree)))
    return Plan(lift.over(every, topics), ALL, len(parts) > 1, goes_on, len(topics))


@dataclass(frozen=True, slots=True)
class _Words:
    """A query without operators: its words with a topic, its function words, their languages."""

    tree: Node
    languages: frozenset[str]
    topics: Sequence[Node]
    light: Sequence[Node]

    def every(self) -> wq.Query:
        """Return the query for all words with a topic."""
        asked = [compile_tree(part, self.languages) for part in self.topics]
        return asked[0] if len(asked) == 1 else wq.And(asked)


def _some(words: _Words, parts: Sequence[Node], loose: bool, all_first: bool) -> Plan:
    """Return how to ask for enough of the words; see ``plan``."""
    languages = words.languages
    quoted = [] if loose else [part for part in words.topics if isinstance(part, Phrase | Exact)]
    apart = list(dict.fromkeys(piece for part in words.topics for piece in _pieces(part, loose)))
    weights = weights_of([piece for part in parts for piece in _pieces(part)], languages)
    lift = _Lift(words.tree, languages, weights)
    heavy = [part for part in apart if not _is_light(part, languages)][:MOST_TOPICS]
    light = [*words.light, *(part for part in apart if heavy and _is_light(part, languages))]
    topics = heavy or apart
    asked = [compile_tree(part, languages, weights.get(part, 1.0)) for part in topics]
    enough: wq.Query = EnoughOf([*asked, *_families(topics), *lift.words(light)], ENOUGH)
    if all_first:
        enough = wq.Or([enough, wq.ConstantScoreQuery(words.every(), _ALL_FIRST)])
    if quoted:
        enough = wq.And([enough, *(compile_tree(part, languages) for part in quoted)])
    lends = len(topics) >= FEEDBACK_WORDS and not all_first
    return Plan(lift.over(enough, topics), SOME, bool(quoted), False, len(topics), lends)


def topical(tree: Node | None) -> Node | None:
    """Return a tree without the function words of a plain query: what is shown and marked of it.

    They stand in every text and would hide what tells; of a query of nothing else they stay. Of a
    pasted text the first topics are asked, and marked.
    """
    parts = _plain_parts(tree)
    if parts is None or not isinstance(tree, And):
        return tree
    languages = languages_of(term for part in parts for term in _row_terms(part))
    kept = dict.fromkeys(item for item in tree.items if not _is_light(item, languages))
    asked = tuple(kept)[:MOST_TOPICS]
    return And(asked) if len(asked) > 1 else next(iter(asked), tree)


def _plain_parts(tree: Node | None) -> list[Node] | None:
    """Return what a query without operators is made of; None when it has operators.

    A word that recurs is asked once.
    """
    match tree:
        case And(items):
            found = [_plain_parts(item) for item in items]
            parts = [part for inner in found for part in inner or ()]
            return None if None in found else list(dict.fromkeys(parts))
        case Code(_, inner):
            return _plain_parts(inner)
        case Not() | Or() | InField() | Filtered() | None:
            return None
        case _:
            return [tree]


def _pieces(part: Node, loose: bool = False) -> tuple[Node, ...]:
    """Return a compound as its words: in a sentence each word counts; *loose*, a phrase, too."""
    if loose and isinstance(part, Phrase):
        return tuple(Word(term, term) for term in part.terms)
    if isinstance(part, Compound) and not looks_like_identifier(identifier_key(part.surface)):
        named = any(map(str.isupper, part.surface))
        return tuple(Word(term, term.capitalize() if named else term) for term in part.parts)
    return (part,)


def _families(topics: Sequence[Node]) -> list[wq.Query]:
    """Return queries for the words that begin as the longer topic words do."""
    terms = [part.term for part in topics if isinstance(part, Word)]
    starts = [term[: FAMILY + (len(term) >= LONG_WORD)] for term in terms]
    return [
        FamilyTerm(TEXT_FIELDS, start, FAMILY_WEIGHT)
        for start in dict.fromkeys(starts)
        if len(start) >= FAMILY and start.isalpha()
    ]


def _is_identifier(leaf: Node) -> bool:
    """Tell whether a leaf may name one record; nobody wants others after it."""
    surface = getattr(leaf, "surface", "")
    return looks_like_identifier(identifier_key(surface))


def _is_light(part: Node, languages: frozenset[str]) -> bool:
    """Tell whether a part is of function words only; in capitals it is a name ("IL", "US")."""
    if not isinstance(part, Word | Compound):
        return False
    shouted = len(part.surface) > 1 and part.surface.isupper()
    return not shouted and all(is_function_word(term, languages) for term in _row_terms(part))


@dataclass(frozen=True, slots=True)
class _Lift:
    """Ranks what a query matches by compounds, by rows in the title and by closeness, too."""

    tree: Node
    languages: frozenset[str]
    weights: Mapping[Node, float]

    def words(self, light: Sequence[Node]) -> list[wq.Query]:
        """Return the queries of function words: "why" and "how many" tell a little."""
        terms = dict.fromkeys(term for part in light for term in _row_terms(part))
        return [self._word(term, FUNCTION_WEIGHT) for term in terms]

    def over(self, query: wq.Query, topics: Sequence[Node]) -> wq.Query:
        """Return a query that matches the same, and the records of any identifier in the text."""
        named = [identifier_query(key) for key in _codes(self.tree)]
        query = wq.Or([query, *named]) if named else query
        extras: list[wq.Query] = [
            self._word(leaf.joined, _JOINED)
            for leaf in leaves(self.tree)
            if isinstance(leaf, Compound)
        ]
        row = [term for part in _plain_parts(self.tree) or () for term in _row_terms(part)]
        if 1 < len(row) <= _ROW_WORDS:
            extras.append(wq.Phrase("title", row, boost=_TITLE_ROW))
        ranked = wq.AndMaybe(query, wq.Or(extras)) if extras else query
        words = [
            self._word(term, self.weights.get(topic, 1.0))
            for topic in topics
            for term in _terms_in(topic)
        ]
        return Nearby(ranked, words, "body") if len(words) > 1 else ranked

    def _word(self, term: str, boost: float = 1.0) -> WordTerm:
        return WordTerm(TEXT_FIELDS, term, self.languages, boost)


def _codes(node: Node) -> Iterator[str]:
    """Yield the identifiers that neighbouring words may be."""
    match node:
        case Code(key, _):
            yield key
        case And(items):
            for item in items:
                yield from _codes(item)


def _terms_in(node: Node) -> Iterator[str]:
    for leaf in leaves(node):
        yield from _row_terms(leaf)


def _row_terms(node: Node) -> tuple[str, ...]:
    match node:
        case Word(term, _) | Exact(term, _):
            return (term,)
        case Compound(parts, _, _) | Phrase(parts, _, _):
            return parts
    return ()
