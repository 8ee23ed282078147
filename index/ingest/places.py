"""Countries and regions: those that a field card states, and those that a text is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from index import values
from index.gazetteer import LANGUAGES, country_names, load_table, regions
from index.ingest.glance import key_runs_of, run_at, words_of
from index.ingest.inflection import forms
from index.keys import key, slug

_SEGMENTS = re.compile(r"[\n;•|]| / | - ")
_WORD = re.compile(r"[^\W\d_]{1,60}")
#: Only the beginning of a long text tells what it is about.
_READ = 4000
_LEAD = 400
#: What one mention weighs: in the title, in the lead, later; an adjective weighs a part of it.
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT, _ADJECTIVE = 4.0, 2.0, 1.0, 0.65
_MIN_SCORE, _MIN_SHARE, _MAX_COUNTRIES = 2.0, 0.5, 6


class Stated(NamedTuple):
    """Country codes of a card, and the texts of those that no gazetteer knows (slug -> text)."""

    codes: tuple[str, ...]
    unknown: Mapping[str, str]


class Inferred(NamedTuple):
    """Codes that a text is about, the leading one first, and the words that say so."""

    codes: tuple[str, ...]
    evidence: str


def stated_countries(text: str) -> Stated:
    """Return the countries of a card's value: on lines, with commas, or with spaces only.

    >>> stated_countries("Costa Rica Belize El Salvador").codes
    ('CR', 'BZ', 'SV')
    """
    codes: list[str] = []
    unknown: dict[str, str] = {}
    for segment in _SEGMENTS.split(text):
        found, strays = _match_countries(segment)
        codes.extend(found)
        if not found and key(segment):
            strays = [segment]
        for stray in strays:
            text = stray.strip(" .,\t\xa0")
            unknown[slug(text)] = text
            codes.append(slug(text))
    return Stated(tuple(dict.fromkeys(codes)), MappingProxyType(unknown))


def is_country_list(text: str) -> bool:
    """Tell whether *text* is made of country names and nothing else."""
    if len(text) > 2000:
        return False
    words = key(text).split()
    if not words or (words[0] not in _names_by_first().lengths and words[0] not in _connectors()):
        return False
    found = [*_greedy(words, _names_by_first())]
    matched = sum(end - start for _, start, end in found)
    loose = sum(word in _connectors() for word in words)
    return bool(found) and matched + loose >= len(words)


def is_country(text: str) -> bool:
    """Tell whether *text* is the name of one country."""
    return key(text) in country_names()


def infer_countries(title: str, paragraphs: Sequence[str]) -> Inferred:
    """Return the lead countries of a text, by the names and adjectives in it."""
    scores: dict[str, float] = defaultdict(float)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    texts, weights = zip(*_weighted(title, paragraphs), strict=True)
    for text, runs, weight in zip(texts, key_runs_of(texts), weights, strict=True):
        for code, word, share in _mentions(text, runs):
            scores[code] += weight * share
            words[code][word] += 1
    ranked = sorted(scores, key=lambda code: -scores[code])
    top = scores[ranked[0]] if ranked else 0.0
    leads = [
        code for code in ranked if scores[code] >= _MIN_SCORE and scores[code] >= _MIN_SHARE * top
    ][:_MAX_COUNTRIES]
    evidence = ", ".join(f"“{words[code].most_common(1)[0][0]}”" for code in leads)
    return Inferred(tuple(leads), evidence)


def infer_regions(countries: Iterable[str], title: str) -> Inferred:
    """Return the regions of *countries* and those that the title names."""
    known = regions()
    lead = [country for country in countries if country in known]
    codes = dict.fromkeys(known[country] for country in lead)
    evidence = [values.label("country", country) for country in lead]
    tokens = _WORD.findall(title)
    words = [*map(key, tokens)]
    for region, start, end in _greedy(words, _regions_by_first()):
        if tokens[start][0].isupper() and region not in codes:
            codes[region] = None
            evidence.append(f"“{' '.join(tokens[start:end])}”")
    return Inferred(tuple(codes), ", ".join(evidence))


def _match_countries(segment: str) -> tuple[list[str], list[str]]:
    """Return the countries of one line, and its comma parts that name none."""
    words = key(segment).split()
    hits = list(_greedy(words, _names_by_first()))
    covered = {place for _, start, end in hits for place in range(start, end)}
    strays: list[str] = []
    cursor = 0
    for part in segment.split(","):
        count = len(key(part).split())
        places = range(cursor, cursor + count)
        stray = hits and covered.isdisjoint(places)
        if stray and any(words[place] not in _connectors() for place in places):
            strays.append(part)
        cursor += count
    return [code for code, _, _ in hits], strays


def _weighted(title: str, paragraphs: Sequence[str]) -> Iterator[tuple[str, float]]:
    yield title, _TITLE_WEIGHT
    read = 0
    for text in paragraphs:
        if read >= _READ:
            return
        text = text[: _READ - read]
        if read < _LEAD:
            cut = len(text) if len(text) < _LEAD * 2 else text.rfind(" ", 0, _LEAD) + 1 or _LEAD
            yield text[:cut], _LEAD_WEIGHT
            yield text[cut:], _BODY_WEIGHT
        else:
            yield text, _BODY_WEIGHT
        read += len(text)


def _mentions(text: str, runs: str | None) -> Iterator[tuple[str, str, float]]:
    """Yield (country, word as it stands, share of the weight) for every mention in *text*.

    *runs* are its ``key_runs_of``.
    """
    words = [*map(key, words_of(text))] if runs is None else runs.split()
    if _telling().isdisjoint(words):
        return
    context = _context()
    for value, start, end in _greedy(words, _mentions_by_first()):
        code, kind = value.split(":")
        tokens = _tokens(text, runs, start, words[start:end])
        if kind == "name" and not tokens[-1][0].isupper():
            continue
        before, after = words[max(0, start - 2) : start], words[end : end + 1]
        if {*before[-1:], " ".join(before)} & context["not_after"]:
            continue
        if after and after[0] in context["not_before"]:
            continue
        wary = kind == "name" and " ".join(words[start:end]) in _wary()
        if wary and not _is_meant(words_of(text), words, start, end):
            continue
        yield code, " ".join(tokens), 1.0 if kind == "name" else _ADJECTIVE


def _tokens(text: str, runs: str | None, start: int, words: Sequence[str]) -> list[str]:
    """Return some words as they stand in a text, by their keys and the place of the first."""
    if runs is None:
        return words_of(text)[start : start + len(words)]
    return [run_at(text, runs, place, len(word)) for place, word in enumerate(words, start)]


def _is_meant(tokens: Sequence[str], words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a wary name ("Maurice", "la Réunion") is the country here."""
    context = _context()
    if _is_headline(tokens):
        return start == 0 or words[start - 1] in context["leads"]
    if end - start == 1 and (start == 0 or words[start - 1] not in context["leads"]):
        return False
    if end == len(tokens):
        return True
    return not tokens[end][0].isupper() and words[end] not in context["genitives"]


def _is_headline(tokens: Sequence[str]) -> bool:
    """Tell whether a text is an English headline, whose capitals say nothing of names."""
    long = [token for token in tokens if len(token) > 3]
    return 3 <= len(long) <= 30 and all(token[0].isupper() for token in long)


class _Table(NamedTuple):
    """Names and what they stand for; how many words names have, by their first, the most first."""

    lengths: Mapping[str, tuple[int, ...]]
    values: Mapping[str, str]


def _greedy(words: Sequence[str], table: _Table) -> Iterator[tuple[str, int, int]]:
    """Yield (value, first word, end) of every name in *words*, the longest at each place."""
    end = 0
    lengths, values = table
    for place in [place for place, word in enumerate(words) if word in lengths]:
        if place < end:
            continue
        for length in lengths[words[place]]:
            value = values.get(" ".join(words[place : place + length]))
            if value is not None and place + length <= len(words):
                end = place + length
                yield value, place, end
                break


def _by_first(names: Iterable[tuple[str, str]]) -> _Table:
    values = {name: value for name, value in names if name}
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in values:
        parts = name.split()
        lengths[parts[0]].add(len(parts))
    ordered = {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()}
    return _Table(ordered, values)


@cache
def _names_by_first() -> _Table:
    return _by_first(country_names().items())


@cache
def _mentions_by_first() -> _Table:
    entries = {name: f"{code}:name" for name, code in country_names().items() if len(name) > 3}
    for code, entry in load_table("gazetteer", "countries").items():
        for language in LANGUAGES:
            for adjective in str(entry.get(language, "")).split():
                for form in forms(adjective, language):
                    entries.setdefault(key(form), f"{code}:adjective")
    return _by_first(entries.items())


@cache
def _telling() -> frozenset[str]:
    """Return one word, the longest, of each name and adjective: where none is, no country is."""
    return frozenset(max(name.split(), key=len) for name in _mentions_by_first().values)


@cache
def _regions_by_first() -> _Table:
    vague = _context()["vague_regions"]
    return _by_first(
        (word, code)
        for code in values.codes("region")
        for word in values.words("region", code)
        if word not in vague
    )


@cache
def _connectors() -> frozenset[str]:
    return frozenset(load_table("labels", "words")["between_countries"].split())


@cache
def _wary() -> frozenset[str]:
    table = load_table("gazetteer", "countries")
    return frozenset(name for entry in table.values() for name in entry.get("wary", ()))


@cache
def _context() -> Mapping[str, frozenset[str]]:
    table = load_table("gazetteer", "context")
    return MappingProxyType({name: frozenset(words) for name, words in table.items()})
