"""Words that an archive does not know: the nearest that it knows, or two that were run together.

What is put in place of a typed word is always told, never silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.analysis.words import ELISIONS
from index.engine.interface import EngineSearcher
from index.schema import TEXT_FIELDS
from index.search.functionwords import is_function_word, is_request
from index.search.tree import And, Begun, Code, Given, InField, Node, Not, Or, Word

#: So many unknown words of one query are looked for; a pasted text of another language has more.
MAX_CORRECTED = 6
#: With more unknown words than this, the first letter is taken to be right.
_ANY_LETTER = 2
#: Fewer letters begin too many words.
_BEGINNING = 3
#: A neighbour no worse than this is one slip away.
_ONE_SLIP = 1.0
#: So many times more frequent is a word that was meant although another one is akin.
_FAR_MORE = 8
_VOWELS = frozenset("aeiouyh")
#: What a whole word may have more: nothing, a plural, a feminine. More makes another word.
_ENDINGS = frozenset(("", "s", "x", "e", "es"))

_LANGUAGES = frozenset(("fr", "en", "es"))

#: Spellings that sound alike in French, English or Spanish, longest first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"eau|au", "o"),
        (r"ph", "f"),
        (r"qu|ck|c(?=[aourlt])|k|q", "k"),
        (r"sc(?=[eiy])|c(?=[eiy])|z|ss", "s"),
        (r"ai|ei|ay|ey", "e"),
        (r"th", "t"),
        (r"y", "i"),
        (r"h", ""),
        (r"am|an|em|en", "an"),
        (r"[bv]", "b"),
        (r"g(?=[eiy])|ge(?=[ao])", "j"),
        (r"(.)\1", r"\1"),
        (r"(?<=...)(?:e?nt|es|e|s|x|t|d|p)$", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A typed word and what is searched instead of it."""

    typed: str
    meant: str


class Corrector:
    """Finds what unknown words may mean in one snapshot; remembers what it found."""

    def __init__(self, searcher: EngineSearcher) -> None:
        self._searcher = searcher
        self._found: dict[str, tuple[str, ...]] = {}

    def correct(
        self, tree: Node | None, ended: bool = False
    ) -> tuple[Node | None, tuple[Correction, ...]]:
        """Return the tree with unknown plain words replaced, and what was replaced.

        The last word may be half typed, unless a space *ended* it.
        """
        made: list[Correction] = []
        if tree is None:
            return None, ()
        tree = self._rejoined(tree, made)
        return self._walk(tree if ended else self._begun(tree), made), tuple(made)

    def is_known(self, term: str) -> bool:
        """Tell whether the archive holds a form of a word."""
        return any(self._searcher.forms(field, term) for field in TEXT_FIELDS)

    def meant(self, term: str) -> tuple[str, ...]:
        """Return the word nearest to an unknown one, or the two run together in it, or none.

        An apostrophe or a space that was left out is likelier than two wrong letters, or a wrong
        first one.
        """
        if term not in self._found:
            first = len(self._found) < _ANY_LETTER
            near = likeliest(self._searcher, term, 1)
            if near is None or near.worse > _ONE_SLIP:
                apart = self._elided(term) or self._apart(term)
                near = None if apart else likeliest(self._searcher, term, 0) if first else near
                self._found[term] = apart or ((near.term,) if near else ())
            else:
                self._found[term] = (near.term,)
        return self._found[term]

    def _elided(self, term: str) -> tuple[str, ...]:
        """Return the known word behind an elision that lost its apostrophe: "lecole"."""
        for size in (1, 2):
            rest = term[size:]
            elided = term[:size] in ELISIONS and rest[:1] in _VOWELS and len(rest) >= _BEGINNING
            if elided and self._is_held(rest):
                return (rest,)
        return ()

    def _is_held(self, term: str) -> bool:
        """Tell whether a word stands in the archive in this very form."""
        return any(self._searcher.frequency(field, term) for field in TEXT_FIELDS)

    def _rejoined(self, tree: Node, made: list[Correction]) -> Node:
        """Return the tree with words that a space cut in two as one: "rési dence"."""
        if not isinstance(tree, And):
            return tree
        items: list[Node] = []
        for item in tree.items:
            whole = self._whole(items[-1], item) if items else None
            if whole is not None:
                cut = items.pop()
                typed = f"{getattr(cut, 'surface', '')} {getattr(item, 'surface', '')}"
                made.append(Correction(typed, whole))
            items.append(Word(whole, whole) if whole else item)
        return And(tuple(items)) if len(items) > 1 else items[0]

    def _whole(self, one: Node, other: Node) -> str | None:
        """Return the known word that two make of which one is unknown; None where there is none."""
        pair = [item for item in (one, other) if isinstance(item, Word) and item.term.isalpha()]
        if len(pair) < 2 or any(isinstance(item, Given) for item in pair):
            return None
        whole = "".join(item.term for item in pair)
        unknown = [item.term for item in pair if not self.is_known(item.term)]
        if not unknown or not _may_be_misspelt(whole) or not self._is_held(whole):
            return None
        near = likeliest(self._searcher, unknown[0], 1)
        slip = near is not None and near.worse <= _ONE_SLIP
        light = any(is_function_word(item.term, _LANGUAGES) for item in pair)
        return None if slip and light else whole

    def _begun(self, node: Node) -> Node:
        """Return the tree with an unknown last word as the beginning of known ones.

        While somebody types, the last word is half there. A slip is hardly ever the beginning of
        a known word, but for a lost ending, and then it means that word.
        """
        if isinstance(node, And):
            return And((*node.items[:-1], self._begun(node.items[-1])))
        if isinstance(node, Given):
            return node
        if isinstance(node, Word) and len(node.term) >= _BEGINNING and self._begins(node.term):
            return Begun(node.term, node.surface)
        return node

    def _begins(self, term: str) -> bool:
        """Tell whether an unknown word is how known words begin."""
        return (
            term.isalpha()
            and any(self._searcher.frequent(field, term, 1) for field in TEXT_FIELDS)
            and not self._is_word(term)
            and not self._searcher.frequency("ident", term)
        )

    def _is_word(self, term: str) -> bool:
        """Tell whether the archive holds a word that is this one but for its ending.

        A bare stem ("migr") is akin to known words and yet nobody's whole word.
        """
        return any(
            not form.startswith(term) or form.removeprefix(term) in _ENDINGS
            for field in TEXT_FIELDS
            for form in self._searcher.forms(field, term)
        )

    def _walk(self, node: Node, made: list[Correction]) -> Node:
        match node:
            case And(items):
                return And(tuple(self._walk(item, made) for item in items))
            case Or(items):
                return Or(tuple(self._walk(item, made) for item in items))
            case Not() | InField() | Given():
                return node
            case Code(_, inner):
                return replace(node, inner=self._walk(inner, made))
            case Word(term, _) if is_doubtful(term) and len(self._found) < MAX_CORRECTED:
                return self._word(node, made)
        return node

    def _word(self, node: Word, made: list[Correction]) -> Node:
        if self._searcher.frequency("ident", node.term):
            return node
        known = self.is_known(node.term)
        meant = self._likelier(node.term) if known else self.meant(node.term)
        if not meant:
            return node
        made.append(Correction(node.surface, " ".join(meant)))
        words = tuple(Word(term, term) for term in meant)
        return words[0] if len(words) == 1 else And(words)

    def _likelier(self, term: str) -> tuple[str, ...]:
        """Return the word that sounds like one of which the archive holds other forms only.

        "developement" is akin to the English "developing", and yet means "développement" where
        that is far more frequent.
        """
        forms = {form for field in TEXT_FIELDS for form in self._searcher.forms(field, term)}
        if term in forms:
            return ()
        near = likeliest(self._searcher, term, 1)
        if near is None or near.worse >= _ONE_SLIP or near.term in forms:
            return ()
        own = max(self._searcher.frequency("body", form) for form in forms)
        return (near.term,) if near.frequency >= _FAR_MORE * max(own, 1) else ()

    def _apart(self, term: str) -> tuple[str, ...]:
        """Return the two known words that a word was run together from, the most frequent pair."""
        best: tuple[int, tuple[str, ...]] = (0, ())
        for cut in range(2, len(term) - 1):
            pair = (term[:cut], term[cut:])
            if any(len(part) < _BEGINNING and not _is_small_word(part) for part in pair):
                continue
            worth = min(self._searcher.frequency("body", part) for part in pair)
            best = max(best, (worth, pair))
        return best[1] if best[0] else ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A known word near a typed one; ``worse`` orders them, the likeliest first."""

    worse: float
    edits: float
    frequency: int
    term: str


def likeliest(searcher: EngineSearcher, term: str, agree: int = 0) -> Neighbour | None:
    """Return the known word that an unknown one most probably is a slip for.

    With *agree* the first so many letters are taken to be right.
    """
    found = neighbours(searcher, term, agree)
    return min(found, key=lambda near: (near.worse, -near.frequency, near.term), default=None)


def neighbours(searcher: EngineSearcher, term: str, agree: int = 0) -> list[Neighbour]:
    """Return the known words that a word may be a slip for, of the same first *agree* letters.

    At most one edit for words of up to four letters, else two; a swap of neighbours is one, a
    first letter that differs makes it half an edit worse, the same sound half an edit better.
    """
    if not _may_be_misspelt(term):
        return []
    reach = 1 if len(term) < 5 else 2
    sound = sound_of(term)
    found: dict[str, Neighbour] = {}
    for known, apart, frequency in _candidates(searcher, term, agree):
        edits = 1.0 if apart == 2 and _is_swap(known, term) else float(apart)
        if known.isalpha() and 0 < edits <= reach:
            worse = edits + (known[0] != term[0]) * 0.5 - (sound_of(known) == sound) * 0.5
            before = found[known].frequency if known in found else 0
            found[known] = Neighbour(worse, edits, before + frequency, known)
    return list(found.values())


def sound_of(term: str) -> str:
    """Return a rough key of how a folded word sounds: "magazin" and "magasins" have the same."""
    for pattern, sound in _SOUNDS:
        term = pattern.sub(sound, term)
    return term


def _candidates(searcher: EngineSearcher, term: str, agree: int) -> Iterator[tuple[str, int, int]]:
    """Yield the terms of the text fields near a word: text, edits, documents."""
    for field in TEXT_FIELDS:
        yield from searcher.similar(field, term, 2, agree)


def _is_swap(known: str, term: str) -> bool:
    """Tell whether two words of one length differ by two neighbouring letters only."""
    if len(known) != len(term):
        return False
    places = [place for place, pair in enumerate(zip(known, term, strict=True)) if len({*pair}) > 1]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and (known[places[0]], known[places[1]]) == (term[places[1]], term[places[0]])
    )


def _is_small_word(term: str) -> bool:
    return is_function_word(term, _LANGUAGES) and term not in ELISIONS


def is_doubtful(term: str) -> bool:
    """Tell whether a word may be a slip: one that only asks is none, though an archive lacks it."""
    asks = is_function_word(term, _LANGUAGES) or is_request(term, _LANGUAGES)
    return _may_be_misspelt(term) and not asks


def _may_be_misspelt(term: str) -> bool:
    return 4 <= len(term) <= 32 and term.isalpha() and term.isascii()
