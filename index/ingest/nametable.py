"""Names of several words, found word by word: the longest at each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")


class NameTable(NamedTuple, Generic[V]):
    """Names and what they stand for; how many words names have, by their first, the most first."""

    lengths: Mapping[str, tuple[int, ...]]
    values: Mapping[str, V]

    @classmethod
    def of(cls, names: Iterable[tuple[str, V]]) -> NameTable[V]:
        """Return the table of names, as keys, with what they stand for."""
        values = {name: value for name, value in names if name}
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in values:
            parts = name.split()
            lengths[parts[0]].add(len(parts))
        ordered = {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()}
        return NameTable(ordered, values)

    def among(self, words: Sequence[str]) -> Iterator[tuple[V, int, int]]:
        """Yield (value, first word, end) of every name in *words*, the longest at each place."""
        end = 0
        for place in [place for place, word in enumerate(words) if word in self.lengths]:
            if place < end:
                continue
            found = self.at(words, place)
            if found:
                end = place + found[1]
                yield found[0], place, end

    def at(self, words: Sequence[str], place: int) -> tuple[V, int] | None:
        """Return what the longest name at a place stands for, and how many words it has."""
        for length in self.lengths.get(words[place], ()):
            value = self.values.get(" ".join(words[place : place + length]))
            if value is not None and place + length <= len(words):
                return value, length
        return None

    def telling(self) -> dict[str, dict[int, int]]:
        """Return one word, the longest, of each name: where none of them is, there is no name.

        With each, how many words stand before it in names -> how many those names have at most.
        """
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for name in self.values:
            words = name.split()
            word = max(words, key=len)
            back = words.index(word)
            found[word][back] = max(found[word].get(back, 0), len(words))
        return dict(found)
