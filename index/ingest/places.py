"""Countries and regions: those that a field card states, and those that a text is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from index import values
from index.gazetteer import country_names, load_table, regions
from index.ingest.letterruns import quick_keys
from index.ingest.mentions import find_mentions
from index.ingest.nametable import NameTable
from index.keys import key, slug

_SEGMENTS = re.compile(r"[\n;•|]| / | - ")
_LONGEST = 60
_WORD = re.compile(rf"[^\W\d_]{{1,{_LONGEST}}}")
#: Cards of a source name the same few countries; longer lists are not worth a place in the memo.
_MEMO_LENGTH = 200
#: Only the beginning of a long text tells what it is about.
_READ = 4000
_LEAD = 400
#: What one mention weighs: in the title, in the lead, later.
_TITLE_WEIGHT, _LEAD_WEIGHT, _BODY_WEIGHT = 4.0, 2.0, 1.0
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
    return _short_stated(text) if len(text) <= _MEMO_LENGTH else _stated(text)


@lru_cache(maxsize=4096)
def _short_stated(text: str) -> Stated:
    return _stated(text)


def _stated(text: str) -> Stated:
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
    if not words or (words[0] not in _names().lengths and words[0] not in _connectors()):
        return False
    found = [*_names().among(words)]
    matched = sum(end - start for _, start, end in found)
    loose = sum(word in _connectors() for word in words)
    return bool(found) and matched + loose >= len(words)


def is_country(text: str) -> bool:
    """Tell whether *text* is the name of one country."""
    return key(text) in country_names()


def infer_countries(title: str, paragraphs: Sequence[str]) -> Inferred:
    """Return the lead countries of a text, by the names and adjectives in it."""
    texts, weights = _weighted(title, paragraphs)
    scores: dict[str, float] = {}
    words: dict[str, dict[str, int]] = {}
    for text, code, word, share in find_mentions(texts):
        scores[code] = scores.get(code, 0.0) + weights[text] * share
        said = words.setdefault(code, {})
        said[word] = said.get(word, 0) + 1
    ranked = sorted(scores, key=lambda code: -scores[code])
    top = scores[ranked[0]] if ranked else 0.0
    leads = [
        code for code in ranked if scores[code] >= _MIN_SCORE and scores[code] >= _MIN_SHARE * top
    ][:_MAX_COUNTRIES]
    evidence = ", ".join(f"“{max(words[code], key=words[code].__getitem__)}”" for code in leads)
    return Inferred(tuple(leads), evidence)


def infer_regions(countries: Iterable[str], title: str) -> Inferred:
    """Return the regions of *countries* and those that the title names."""
    known = regions()
    lead = [country for country in countries if country in known]
    codes = dict.fromkeys(known[country] for country in lead)
    evidence = [values.label("country", country) for country in lead]
    tokens = _WORD.findall(title) if _can_name_region(title) else []
    words = [*map(key, tokens)]
    for region, start, end in _regions().among(words):
        if tokens[start][0].isupper() and region not in codes:
            codes[region] = None
            evidence.append(f"“{' '.join(tokens[start:end])}”")
    return Inferred(tuple(codes), ", ".join(evidence))


def _can_name_region(title: str) -> bool:
    """Tell whether a word that tells a region can be among the tokens of a title."""
    words = quick_keys(title)
    # They are the keys of the tokens, but for those that are parts of longer words.
    if words is None or (len(title) > _LONGEST and any(len(word) > _LONGEST for word in words)):
        return True
    return not _telling_regions().isdisjoint(words)


def _match_countries(segment: str) -> tuple[list[str], list[str]]:
    """Return the countries of one line, and its comma parts that name none."""
    words = key(segment).split()
    hits = [*_names().among(words)]
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


def _weighted(title: str, paragraphs: Sequence[str]) -> tuple[list[str], list[float]]:
    """Return the texts that are read, and what a mention in each weighs."""
    texts, weights, read = [title], [_TITLE_WEIGHT], 0
    for text in paragraphs:
        if read + len(text) > _READ:
            text = text[: _READ - read]
        if read < _LEAD:
            cut = len(text) if len(text) < _LEAD * 2 else text.rfind(" ", 0, _LEAD) + 1 or _LEAD
            texts += text[:cut], text[cut:]
            weights += _LEAD_WEIGHT, _BODY_WEIGHT
        else:
            texts.append(text)
        read += len(text)
        if read >= _READ:
            break
    weights += [_BODY_WEIGHT] * (len(texts) - len(weights))
    return texts, weights


@cache
def _names() -> NameTable[str]:
    return NameTable.of(country_names().items())


@cache
def _regions() -> NameTable[str]:
    vague = load_table("gazetteer", "context")["vague_regions"]
    return NameTable.of(
        (word, code)
        for code in values.codes("region")
        for word in values.words("region", code)
        if word not in vague
    )


@cache
def _telling_regions() -> frozenset[bytes]:
    return frozenset(word.encode("ascii") for word in _regions().telling())


@cache
def _connectors() -> frozenset[str]:
    return frozenset(load_table("labels", "words")["between_countries"].split())
