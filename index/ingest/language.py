"""The language of a text: French, English and Spanish preferred, others recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from index.gazetteer import load_table
from index.ingest.glance import lowered_words

_SAMPLE = 600
_MIN_WORDS, _FEW_WORDS, _CLEAR_SHARE = 5, 25, 0.18


def detect_language(text: str, *, hints: Sequence[str] = ()) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, or None when there is no telling.

    *hints* are languages that the labels of a card speak; they decide where the text is short.
    """
    sample = text[:_SAMPLE]
    words = lowered_words(sample)
    if len(words) < _MIN_WORDS and hints:
        return Counter(hints).most_common(1)[0][0]
    if not words:
        return None
    told = Counter(map(_languages_of().get, words))
    shares = {
        language: sum(count for spoken, count in told.items() if spoken and language in spoken)
        / len(words)
        for language in _function_words()
    }
    ranked = sorted(shares, key=lambda language: -shares[language])
    best, second = ranked[0], ranked[1]
    if hints and len(words) < _FEW_WORDS:
        hint = Counter(hints).most_common(1)[0][0]
        if shares[best] < shares.get(hint, 0.0) + 0.2:
            return hint
    if shares[best] >= _CLEAR_SHARE and shares[best] >= shares[second] + 0.08:
        return best
    return _by_model(sample, shares, hints)


def _by_model(sample: str, shares: Mapping[str, float], hints: Sequence[str]) -> str | None:
    ranking = _identifier().rank(sample)
    guess = str(ranking[0][0])
    short = len(sample) < 160
    if guess in shares and not short:
        return guess
    order = [str(code) for code, _ in ranking if code in shares]
    hint = Counter(hints).most_common(1)[0][0] if hints else None
    if short and hint and shares[hint] >= max(shares.values()) - 0.1:
        return hint
    if short or max(shares.values()) >= _CLEAR_SHARE:
        return order[0] if guess in shares or max(shares.values()) > 0 else hint or guess
    return guess


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    return MappingProxyType(
        {
            language: frozenset(words.split())
            for language, words in load_table("labels", "words")["languages"].items()
        }
    )


@cache
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    """Return function word -> the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _function_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return MappingProxyType(found)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
