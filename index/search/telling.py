"""What was searched, told in a line: only what a person could not know from what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from index.search.asking import Answer
from index.search.calling import called
from index.search.filters import Labels
from index.search.language import Understood
from index.search.ranking import SOME
from index.search.tree import And, Begun, InField, Node, Or, Widened, clauses_in, leaves, told
from index.search.wording import joined, say

#: An archive without values of its own.
NO_LABELS: Labels = MappingProxyType({})

#: A line holds no more of a long query, in code points.
_LONGEST = 160


def told_of(
    understood: Understood, answer: Answer, language: str = "en", labels: Labels = NO_LABELS
) -> str:
    """Return what was searched in plain words; empty when it is simply what was typed.

    ``labels`` names the values that are an archive's own.
    """
    return joined(_sentences(understood, answer, language, labels))


def _sentences(
    understood: Understood, answer: Answer, language: str, labels: Labels
) -> Iterator[str]:
    clauses = next(clauses_in(answer.tree), None) is not None
    if (understood.odd or clauses) and not understood.cut:
        named = called(answer.tree, labels, language) if answer.tree else None
        query = told(named) if named else say("everything", language)
        yield say("searched", language, query=_short(query))
    for made in answer.corrections:
        yield say("unknown", language, typed=made.typed, meant=made.meant)
    for leaf in leaves(answer.tree):
        if isinstance(leaf, Begun):
            yield say("begun", language, typed=leaf.surface)
    others = ", ".join(dict.fromkeys(_widened(answer.tree)))
    if others:
        yield say("widened", language, words=_short(others))
    if answer.loosened:
        yield _loosened(answer, language)
    elif answer.plan.mode == SOME:
        yield say("some", language, count=answer.plan.words)
    if understood.cut:
        yield say("cut", language)


def _loosened(answer: Answer, language: str) -> str:
    if answer.whole:
        return say("goes_on", language, count=answer.whole)
    return say("loosened_here" if answer.elsewhere else "loosened", language)


def _widened(node: Node | None) -> Iterator[str]:
    """Yield the terms that the thesaurus added."""
    match node:
        case Widened(_, others, _):
            yield from others
        case And(items) | Or(items):
            for item in items:
                yield from _widened(item)
        case InField(_, inner, _):
            yield from _widened(inner)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST)] + " …"
