"""Words: one compiled pattern that cuts a text, and what each cut yields.

A *word* is a run of letters and digits with the hyphens, apostrophes and dots inside it
("d'œuvre", "PO.0105", "Asie-Pacifique"). A word yields *parts*: its pieces at successive positions
and, where there are several, the joined whole at the position of the first.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import NamedTuple

from index.analysis.folding import MAX_TERM, fold


def _marks() -> str:
    """Return the combining marks as a character class; ``re`` knows no general category."""
    blocks = ((0x0300, 0x1E00), (0x20D0, 0x2100), (0x302A, 0x309B), (0xA66F, 0xAC00))
    points = [
        point
        for first, last in (*blocks, (0xFB1E, 0xFB1F), (0xFE20, 0xFE30))
        for point in range(first, last)
        if unicodedata.category(chr(point))[0] == "M"
    ]
    runs = [[p for _, p in run] for _, run in groupby(enumerate(points), lambda x: x[1] - x[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


#: Scripts written without spaces: every character is a word, and a query for several a phrase.
_UNSPACED = "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER_APOSTROPHE = "ʼ"  # Unicode counts it among the letters
_APOSTROPHES = f"'’‘´`{_LETTER_APOSTROPHE}"
_HYPHENS = "\\-\u2010\u2011_&"
_LETTER = rf"[^\W_{_LETTER_APOSTROPHE}{_UNSPACED}]"
# No possessive quantifiers: in Debian 12's Python, 3.11.2, they lose a word's last letter. Letters,
# marks and links have no character in common, so that nothing is tried twice without them.
_RUN = rf"{_LETTER}+(?:[{_marks()}\u00ad\u200c\u200d]+{_LETTER}*)*"
_LINK = rf"(?:[{_APOSTROPHES}{_HYPHENS}]|(?<=\d)[./]|[./](?=\d))"

#: Cuts a text into words, left to right.
WORD = re.compile(rf"{_RUN}(?:{_LINK}{_RUN})*|[{_UNSPACED}]")

_PIECE = re.compile(rf"({_RUN}|[{_UNSPACED}])([{_APOSTROPHES}]?)")

#: Words that lose their vowel before another one and are not looked for: l'eau, jusqu'à.
ELISIONS = frozenset(
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]
)


class Part(NamedTuple):
    """What a word yields at one place.

    ``offset`` is the position counted from the word's own, ``start`` and ``end`` are code points
    counted from the word's first.
    """

    term: str
    offset: int
    start: int
    end: int


def split_word(word: str) -> tuple[Part, ...]:
    """Return the parts of one word that ``WORD`` cut, in the order of their offsets.

    >>> [part.term for part in split_word("main-d’œuvre")]
    ['main', 'maindoeuvre', 'oeuvre']
    >>> [part.term for part in split_word("L'OIM")], [part.term for part in split_word("PO.0105")]
    (['oim'], ['po', 'po0105', '0105'])
    """
    if word.isalnum() and _LETTER_APOSTROPHE not in word:
        return (Part(fold(word), 0, 0, len(word)),)
    pieces = _pieces(word)
    parts = [
        Part(fold(text), offset, start, end) for offset, (text, start, end) in enumerate(pieces)
    ]
    begin, end = pieces[0][1], pieces[-1][2]
    named = _is_name(word, begin)
    if len(pieces) > 1 or named:
        begin = 0 if named else begin
        joined = "".join(filter(str.isalnum, fold(word[begin:end])))
        if joined != parts[0].term and len(joined) < MAX_TERM:
            parts.insert(1, Part(joined, 0, begin, end))
    return tuple(parts)


def advance(parts: tuple[Part, ...]) -> int:
    """Return how many positions the parts of one word take."""
    return parts[-1].offset + 1


def _pieces(word: str) -> list[tuple[str, int, int]]:
    """Cut a word at its links: elisions are dropped, other apostrophes hold a piece together."""
    pieces: list[tuple[str, int, int]] = []
    held = False
    for match in _PIECE.finditer(word):
        text, apostrophe = match.groups()
        start, end = match.span(1)
        if held:
            if text in ("s", "S") and not apostrophe:  # the English possessive: Cox's
                held = False
                continue
            before, begin, _ = pieces.pop()
            pieces.append((before + text, begin, end))
            held = bool(apostrophe)
        elif apostrophe and match.end() < len(word) and fold(text) in ELISIONS:
            continue
        else:
            pieces.append((text, start, end))
            held = bool(apostrophe)
    return pieces or [(word, 0, len(word))]


def _is_name(word: str, begin: int) -> bool:
    """Tell whether a cut-off letter belongs to a name: N'Djamena, M'Bour."""
    return begin == 2 and word[0] in "NM" and word[begin].isupper()
