"""Function words: what language a query is in, which of its words carry no topic, is it a question.

The lists are in ``resources/search/functionwords.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from index.analysis import fold
from index.gazetteer import load_table

#: Opening words that ask only where a question begins with them: "que", "como", "donde".
_OPENERS = frozenset(["que", "qu", "como", "donde", "cual", "cuales", "quien", "quienes", "est"])


def languages_of(terms: Iterable[str]) -> frozenset[str]:
    """Return the languages that most function words of a query belong to; empty without any.

    >>> sorted(languages_of(["retour", "des", "migrants", "dans", "les", "pays"]))
    ['fr']
    """
    known = list(terms)
    counts = {code: sum(term in words for term in known) for code, words in _tables().items()}
    most = max(counts.values())
    return frozenset(code for code, count in counts.items() if most and count == most)


def is_function_word(term: str, languages: frozenset[str]) -> bool:
    """Tell whether a folded word carries no topic in any of these languages."""
    return any(term in _tables()[code] for code in languages)


def is_request(term: str, languages: frozenset[str]) -> bool:
    """Tell whether a folded word only says in what way something is asked: "the name of"."""
    return any(term in _requests(code) for code in languages)


def is_question(text: str, terms: list[str], languages: frozenset[str]) -> bool:
    """Tell whether a query is a sentence that asks, not a few words to look for."""
    if text.rstrip().endswith("?") or "¿" in text:
        return True
    opens = bool(terms) and len(terms) > 2 and terms[0] in _OPENERS
    return opens or any(term in _questions(code) for code in languages for term in terms)


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    table = load_table("search", "functionwords")
    return MappingProxyType(
        {
            code: frozenset(map(fold, f"{entry['words']} {entry['questions']}".split()))
            for code, entry in table.items()
        }
    )


@cache
def _requests(language: str) -> frozenset[str]:
    table = load_table("search", "functionwords")
    return frozenset(map(fold, table[language]["requests"].split()))


@cache
def _questions(language: str) -> frozenset[str]:
    table = load_table("search", "functionwords")
    asked = frozenset(map(fold, table[language]["questions"].split()))
    return asked - _OPENERS
