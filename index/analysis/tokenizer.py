"""Tokens: a text as terms with positions and code point spans.

The same memo serves indexing, queries and marking, so that what is found is what is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from index.analysis.words import WORD, Part, advance, split_word

#: A memo is emptied when it holds so many words (about 200 MB), so that no archive fills memory.
MEMO_LIMIT = 1_000_000


class Token(NamedTuple):
    """A term at a position, found in ``text[start:end]`` (code points)."""

    term: str
    position: int
    start: int
    end: int


class WordMemo(dict[str, tuple[Part, ...]]):
    """Word → its parts, worked out once: ``memo[word]`` never fails.

    One per process or writer; a bulk writer reads ``map(memo.__getitem__, WORD.findall(text))``.
    """

    def __missing__(self, word: str) -> tuple[Part, ...]:
        """Split a word that was not met before."""
        if len(self) >= MEMO_LIMIT:
            self.clear()
        parts = self[word] = split_word(word)
        return parts


def tokens(text: str, memo: WordMemo | None = None) -> Iterator[Token]:
    """Yield the tokens of a text in the order of their positions."""
    known = WordMemo() if memo is None else memo
    position = 0
    for match in WORD.finditer(text):
        begin = match.start()
        parts = known[match.group()]
        for term, offset, start, end in parts:
            yield Token(term, position + offset, begin + start, begin + end)
        position += advance(parts)


def terms_of(text: str, memo: WordMemo | None = None) -> tuple[list[str], list[int]]:
    """Return the terms of a text and the position of each, two lists of one length."""
    known = WordMemo() if memo is None else memo
    terms: list[str] = []
    positions: list[int] = []
    position = 0
    for parts in map(known.__getitem__, WORD.findall(text)):
        if len(parts) == 1:
            terms.append(parts[0].term)
            positions.append(position)
            position += 1
            continue
        terms.extend(part.term for part in parts)
        positions.extend(position + part.offset for part in parts)
        position += advance(parts)
    return terms, positions
