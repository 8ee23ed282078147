"""Comparison forms of words: what a label or a value is when accents, case and marks are aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ı": "i", "ł": "l"})
_MARKS = re.compile(r"[^\w\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
#: Longer texts are not labels or values; they are not worth a place in the memo.
_MEMO_LENGTH = 200


def key(text: str) -> str:
    """Return *text* as lower-case words without accents or marks, single spaces between.

    >>> key("  Etat(s) membre(s) bénéficiaires :")
    'etat s membre s beneficiaires'
    """
    return _short_key(text) if len(text) <= _MEMO_LENGTH else _key(text)


def keys(words: Iterable[str]) -> list[str]:
    """Return the key of each of many single words, quickly."""
    return [*map(_short_key, words)]


def slug(text: str) -> str:
    """Return *text* as a code: its key with hyphens, or the text itself in another script.

    >>> slug("Afrique Sub-saharienne / Sahel")
    'afrique-sub-saharienne-sahel'
    """
    latin = key(text).replace(" ", "-")
    return latin or "-".join(text.casefold().split())


def _key(text: str) -> str:
    lowered = text.lower()
    if not lowered.isascii():
        words = _MARKS.sub(" ", lowered.translate(_LIGATURES))
        lowered = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return _SEPARATORS.sub(" ", lowered).strip()


@lru_cache(maxsize=65536)
def _short_key(text: str) -> str:
    return _key(text)
