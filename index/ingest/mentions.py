"""Mentions of countries in texts: names and adjectives, and what must stand around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from index.gazetteer import LANGUAGES, country_names, load_table
from index.ingest.inflection import forms
from index.ingest.letterruns import LetterRuns, ListedRuns, Runs, Spotter
from index.ingest.nametable import NameTable
from index.keys import key

#: What an adjective weighs, where a name weighs 1.
_ADJECTIVE = 0.65
#: What is a word of a headline for its capitals, and how many it has at most.
_LONG, _HEADLINE = re.compile(r"[^\W\d_]{4,}"), 30


class Mention(NamedTuple):
    """A mention of a country in the *text*-th of some texts: the words, and what they weigh."""

    text: int
    country: str
    words: str
    share: float


def find_mentions(texts: Sequence[str]) -> Iterator[Mention]:
    """Yield the mentions of countries in *texts*, in reading order."""
    runs = LetterRuns(texts)
    if runs.known:
        yield from _mentions(texts, runs, _starts(runs))
        return
    for number, text in enumerate(texts):
        yield from (mention._replace(text=number) for mention in _mentions_alone(text))


def _mentions_alone(text: str) -> Iterator[Mention]:
    """Yield the mentions in one text, which may be in any script."""
    quick = LetterRuns((text,))
    if quick.known:
        return _mentions((text,), quick, _starts(quick))
    runs = ListedRuns(text)
    tells = not _telling().reaches.keys().isdisjoint(runs.listed)
    first = _names().lengths
    starts = [place for place, word in enumerate(runs.listed) if word in first] if tells else ()
    return _mentions((text,), runs, ((place, first[runs.listed[place]][0]) for place in starts))


def _starts(runs: LetterRuns) -> list[tuple[int, int]]:
    """Return the places where names can begin, and how many words those have at most."""
    spotter, reaches = _telling()
    found: dict[int, int] = {}
    for place in runs.places(spotter):
        reach = reaches.get(runs.key(place))
        if reach is None:
            continue
        for back, most in reach:
            if back <= place and found.get(place - back, 0) < most:
                found[place - back] = most
    return sorted(found.items())


def _mentions(
    texts: Sequence[str], runs: Runs, starts: Iterable[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield the mentions that begin at some of *starts*; no two share a word."""
    names, end, text, seen = _names(), 0, 0, 0
    for start, reach in starts:
        if start < end:
            continue
        first = max(0, start - 2)
        near, at = runs.keys(first, start + reach + 1), start - first
        found = names.at(near, at)
        if found is None:
            continue
        meant, length = found
        end = start + length
        said = runs.token(end - 1)
        if meant.name and not said[0].isupper():
            continue
        before, after = near[:at], near[at + length :]
        if _is_something_else(before, after):
            continue
        text, seen = text + runs.texts_between(seen, start), start
        if meant.wary and not _is_meant(texts[text], runs, range(start, end), before, after):
            continue
        if length > 1:
            said = " ".join(map(runs.token, range(start, end)))
        yield Mention(text, meant.country, said, 1.0 if meant.name else _ADJECTIVE)


def _is_something_else(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell by the words around a name that it is part of another ("golfe de Guinée")."""
    context = _context()
    if after and after[0] in context.not_before:
        return True
    words = context.not_after
    return bool(before) and (before[-1] in words or " ".join(before) in words)


def _is_meant(
    text: str, runs: Runs, places: range, before: Sequence[str], after: Sequence[str]
) -> bool:
    """Tell whether a wary name ("Maurice", "la Réunion") is the country here."""
    context = _context()
    led = bool(before) and before[-1] in context.leads
    if _is_headline(text):
        return led or runs.opens(places.start)
    if len(places) == 1 and not led:
        return False
    if not after:
        return True
    return after[0] not in context.genitives and not runs.token(places.stop)[0].isupper()


def _is_headline(text: str) -> bool:
    """Tell whether a text is an English headline, whose capitals say nothing of names."""
    count = 0
    for long in _LONG.finditer(text):
        count += 1
        if count > _HEADLINE or not long[0][0].isupper():
            return False
    return count >= 3


class _Meant(NamedTuple):
    """What a word means: a country by its name, with care if it is wary, or by an adjective."""

    country: str
    name: bool
    wary: bool = False


class _Telling(NamedTuple):
    """One word of each name, with how many stand before it and how many names have at most."""

    spotter: Spotter
    reaches: Mapping[str, Sequence[tuple[int, int]]]


@cache
def _telling() -> _Telling:
    reaches = {word: (*reach.items(),) for word, reach in _names().telling().items()}
    return _Telling(Spotter(reaches), reaches)


@cache
def _names() -> NameTable[_Meant]:
    """Return the table of names and adjectives."""
    table = load_table("gazetteer", "countries")
    wary = {name for entry in table.values() for name in entry.get("wary", ())}
    names = {name: code for name, code in country_names().items() if len(name) > 3}
    found = {name: _Meant(code, True, name in wary) for name, code in names.items()}
    for code, entry in table.items():
        for language in LANGUAGES:
            for adjective in str(entry.get(language, "")).split():
                for form in forms(adjective, language):
                    found.setdefault(key(form), _Meant(code, False))
    return NameTable.of(found.items())


class _Context(NamedTuple):
    """Words that tell, before and after a name, what it is."""

    not_after: frozenset[str]
    not_before: frozenset[str]
    leads: frozenset[str]
    genitives: frozenset[str]


@cache
def _context() -> _Context:
    table = load_table("gazetteer", "context")
    return _Context(*(frozenset(table[name]) for name in _Context._fields))
