"""The language of a text: French, English and Spanish preferred, others recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.gazetteer import load_table
from index.ingest.glance import UNITS, units_of

_SAMPLE = 600
#: A sample has fewer words than a count of so many bits can hold.
_BITS = 10
_MOST = (1 << _BITS) - 1
#: What stands for a letter that is not in Latin-1, and for a unit that is looked at by itself.
_LETTER, _UNKNOWN, _BLANK = 1, 0, ord(" ")
#: Characters that are told one by one: Latin letters, then the marks and symbols of all scripts.
_TOLD = (*range(0x250), *range(0x2000, 0x2C00))
_RUNS = re.compile(r"[^\W\d_]+")
#: The probability from which a short text is taken for one of a language beyond the three.
_SURE = 0.5
_MIN_WORDS, _FEW_WORDS, _CLEAR_SHARE = 5, 25, 0.18


def detect_language(text: str, *, hints: Sequence[str] = ()) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, or None when there is no telling.

    *hints* are languages that the labels of a card speak; they decide where the text is short.
    """
    sample = text[:_SAMPLE]
    words = sample_words(sample)
    hint = _most_common(hints)
    if len(words) < _MIN_WORDS and hint:
        return hint
    if not words:
        return None
    told = sum(filter(None, map(_counts_of().get, words)))
    shares = {
        language: (told >> place & _MOST) / len(words) for language, place in _places().items()
    }
    ranked = sorted(shares, key=lambda language: -shares[language])
    best, second = ranked[0], ranked[1]
    few = len(words) < _FEW_WORDS
    if hint and few and shares[best] < shares.get(hint, 0.0) + 0.2:
        return hint
    if shares[best] >= _CLEAR_SHARE and shares[best] >= shares[second] + 0.08:
        return best
    return _by_model(sample, shares, hint)


def _most_common(hints: Sequence[str]) -> str | None:
    """Return the hint that is given most often, of several the first."""
    return max(dict.fromkeys(hints), key=hints.count, default=None)


def sample_words(sample: str) -> list[bytes]:
    """Return the runs of letters of a sample, in lower case, as function words are written here.

    Letters that no function word has are not told apart.
    """
    runs = _lowered().take(units_of(sample)).tobytes()
    if _UNKNOWN not in runs:
        return runs.split()
    return [word.encode("latin-1", "replace") for word in _RUNS.findall(sample.lower())]


def _by_model(sample: str, shares: Mapping[str, float], hint: str | None) -> str | None:
    short = len(sample) < 160
    if short and hint and shares[hint] >= max(shares.values()) - 0.1:
        return hint
    ranking = _identifier().rank(sample)
    guess, sure = str(ranking[0][0]), float(ranking[0][1])
    if guess in shares and not short:
        return guess
    if short and guess not in shares and sure >= _SURE:
        return guess
    order = [str(code) for code, _ in ranking if code in shares]
    if short or max(shares.values()) >= _CLEAR_SHARE:
        # A name or a title of few words may be of any language: nothing is told by chance.
        return order[0] if guess in shares or max(shares.values()) > 0 else hint
    return guess


@cache
def _places() -> Mapping[str, int]:
    """Return language -> where its count of words stands in a number that holds all counts."""
    languages = load_table("labels", "words")["languages"]
    return MappingProxyType({one: place * _BITS for place, one in enumerate(languages)})


@cache
def _counts_of() -> Mapping[bytes, int]:
    """Return function word -> 1 in the count of each language that has it."""
    found: dict[bytes, int] = {}
    for language, words in load_table("labels", "words")["languages"].items():
        for word in {*words.encode("latin-1").split()}:
            found[word] = found.get(word, 0) + (1 << _places()[language])
    return found


@cache
def _lowered() -> NDArray[np.uint8]:
    """Return what each unit becomes: a blank, a lower-case letter of Latin-1, or a mark."""
    table = np.zeros(UNITS, np.uint8)
    for code in _TOLD:
        lowered = chr(code).lower()
        if not _RUNS.match(chr(code)):
            table[code] = _BLANK
        elif len(lowered) == 1:
            table[code] = ord(lowered) if ord(lowered) < 256 else _LETTER
    return table


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
