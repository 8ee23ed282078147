"""Spots: where in a text a word may begin that a query looks for.

Most words of a text begin with other letters than anything that is looked for. One pattern over
the text as it stands passes over those many times faster than they could be cut out and folded.
It may stop too often, never too seldom: what it finds is cut into words and compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from index.analysis import fold
from index.analysis.words import LETTER

#: More beginnings than this are those of most words: then all words are looked at.
MOST = 24

#: How many letters below this fold is known one by one; the others may fold to anything. General
#: punctuation is left out: no letter is there.
_KNOWN = 0x250
_OTHERS = "\\u0250-\\u1fff\\u2070-\\U0010ffff"

#: What may stand between the first two letters of a term: marks, hyphens, apostrophes, dots.
_BETWEEN = "(?:[^\\w\\s]|[_\\u02bc\\u0640])*"


def spots(starts: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that is found wherever a term may begin that has one of these beginnings.

    Args:
        starts: the first two letters of folded terms, or the first one where that is all.
    """
    by_first: dict[str, set[str]] = {}
    for start in starts:
        by_first.setdefault(start[0], set()).add(start[1:])
    letters = _letters()
    firsts = {first: letters.get(first, "") for first in sorted(by_first)}
    several = "".join(letters.get(first + "…", "") for first in firsts) + _OTHERS
    branches = [f"(?<=[{several}])"]
    for first, written in firsts.items():
        if written:
            then = "" if "" in by_first[first] else _second(by_first[first])
            branches.append(f"(?<=[{written}]){then}")
    head = "".join(firsts.values()) + several
    return re.compile(rf"[{head}](?<!{LETTER}[\s\S])(?:{'|'.join(branches)})")


def _second(seconds: Collection[str]) -> str:
    letters = _letters()
    written = "".join(
        letters.get(second, "") + letters.get(second + "…", "") for second in sorted(seconds)
    )
    return f"{_BETWEEN}[{written}{_OTHERS}]"


@cache
def _letters() -> Mapping[str, str]:
    """Return folded letter → what is written for it; letter and "…" → what spells out with it."""
    found: dict[str, str] = {}
    for letter in filter(str.isalnum, map(chr, range(_KNOWN))):
        folded = fold(letter)
        key = folded if len(folded) == 1 else folded[0] + "…"
        found[key] = found.get(key, "") + letter
    return found
