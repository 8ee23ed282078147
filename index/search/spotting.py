"""Spots: where in a text a word may begin that a query looks for.

Most words of a text begin with other letters than anything that is looked for. One pattern over
the text as it stands passes over those many times faster than they could be cut out and folded.
It may stop too often, never too seldom: what it finds is cut into words and compared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from itertools import groupby

from index.analysis import fold

#: More beginnings than this are those of most words: then all words are looked at.
MOST = 16

#: Letters below this are known one by one; the others may fold to anything. Classes of these alone
#: compile ten times faster than those of all letters.
_KNOWN = 0x100

#: What may stand between the first two letters of a term: marks, hyphens, apostrophes, dots.
_BETWEEN = r"(?:[^\w\s]|_)*"

#: What is none of the known, often met, and no letter.
_NO_LETTERS = "’‘“”–—…•€\u0300\u0301\u0302\u0303\u0308\u0327"


def spots(starts: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that is found wherever a term may begin that has one of these beginnings.

    Args:
        starts: the first two letters of folded terms, or the first one where that is all.
    """
    return _compiled(frozenset(starts))


@lru_cache(256)
def _compiled(starts: frozenset[str]) -> re.Pattern[str]:
    letters, seconds = _letters(), dict[str, set[str]]()
    for start in starts:
        seconds.setdefault(start[0], set()).add(start[1:])
    heads, branches = "", []
    for first, then in sorted(seconds.items()):
        alone, several = letters.get(first, ""), letters.get(first + "…", "")
        heads += alone + several
        if alone:
            second = "" if "" in then else _BETWEEN + _class(_written(then))
            branches.append(f"(?<=[{alone}]){second}")
        if several:
            branches.append(f"(?<=[{several}])")
    # A letter within a word is passed over; a character of a script without spaces is none.
    within = rf"(?<![{''.join(letters.values())}][\x00-\xff])"
    unknown = r"(?<=[^\x00-\xff])" + "".join(f"(?<!{sign})" for sign in _NO_LETTERS)
    return re.compile(f"{_class(heads)}(?:{within}(?:{'|'.join(branches)})|{unknown})")


def _written(folded: Collection[str]) -> str:
    letters = _letters()
    return "".join(letters.get(f, "") + letters.get(f + "…", "") for f in sorted(folded))


def _class(characters: str) -> str:
    """Return the class of some characters and of all that are not known."""
    others = [code for code in range(_KNOWN) if chr(code) not in characters]
    runs = [
        [code for _, code in run] for _, run in groupby(enumerate(others), lambda x: x[1] - x[0])
    ]
    return f"[^{''.join(f'{_escaped(run[0])}-{_escaped(run[-1])}' for run in runs)}]"


def _escaped(code: int) -> str:
    return f"\\x{code:02x}"


@cache
def _letters() -> Mapping[str, str]:
    """Return folded letter → what is written for it; letter and "…" → what spells out with it."""
    found: dict[str, str] = {}
    for letter in filter(str.isalnum, map(chr, range(_KNOWN))):
        folded = fold(letter)
        key = folded if len(folded) == 1 else folded[0] + "…"
        found[key] = found.get(key, "") + letter
    return found
