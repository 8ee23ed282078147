"""Stems: which forms of a word belong together, in French, English and Spanish.

The index holds exact folded forms; stems are only used to find the forms that share one. Snowball
(https://snowballstem.org) works on spelling with accents, which folding took away, so a form is
also stemmed with the accent that its ending may have had ("refugie" as "réfugié").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import Stemmer

from index.analysis.folding import fold, fold_all

#: Language → endings of folded forms and the accented endings that they may stand for.
#: On Snowball's vocabularies this finds 93 % of the French and 91 % of the Spanish pairs of one
#: stem (79 % and 87 % without), at 0.5 % and 2.3 % of pairs that Snowball keeps apart.
RESTORED = {
    "fr": (("e", "é"), ("es", "és"), ("ee", "ée"), ("ees", "ées")),
    "en": (),
    "es": (("ion", "ión"), ("a", "á"), ("e", "é"), ("o", "ó")),
}

_MAYBE_ACCENTED = tuple({bare for pairs in RESTORED.values() for bare, _ in pairs})

_SNOWBALL = {"fr": "french", "en": "english", "es": "spanish"}

#: A stem with the language that it is a stem in.
Stem = tuple[str, str]


class Stems:
    """The stems of folded forms. Not to be shared between threads (Snowball keeps state)."""

    def __init__(self) -> None:
        # Without its own cache PyStemmer is three times as fast on words that it meets once.
        self._stemmers = {code: Stemmer.Stemmer(name, 0) for code, name in _SNOWBALL.items()}
        self._known: dict[str, frozenset[Stem]] = {}

    def of(self, term: str) -> frozenset[Stem]:
        """Return the stems of a folded form; a form with digits in it has none."""
        found = self._known.get(term)
        if found is None:
            if len(self._known) >= 500_000:
                self._known.clear()
            found = self._known[term] = frozenset(self._work_out(term))
        return found

    def in_bulk(self, terms: Sequence[str]) -> Iterator[tuple[str, list[int], list[str]]]:
        """Yield for each language the places of terms, and the stems they have (a term may recur).

        The same stems as ``of`` gives, many times faster for a whole lexicon.
        """
        everywhere = [place for place, term in enumerate(terms) if term.isalpha()]
        plain = [terms[place] for place in everywhere]
        maybe = [place for place in everywhere if terms[place].endswith(_MAYBE_ACCENTED)]
        for language, stemmer in self._stemmers.items():
            places, forms = everywhere.copy(), plain.copy()
            for bare, accented in RESTORED[language]:
                ending = [place for place in maybe if terms[place].endswith(bare)]
                places += ending
                forms += [terms[place][: -len(bare)] + accented for place in ending]
            stems = stemmer.stemWords(forms)
            other = [place for place, stem in enumerate(stems) if not stem.isascii()]
            for place, folded in zip(other, fold_all([stems[p] for p in other]), strict=True):
                stems[place] = folded
            yield language, places, stems

    def table(self, terms: Iterable[str]) -> dict[Stem, list[str]]:
        """Return stem → forms for the terms of a lexicon, forms in the order given."""
        forms: dict[Stem, list[str]] = {}
        for term in terms:
            for stem in self._work_out(term):
                forms.setdefault(stem, []).append(term)
        return forms

    def _work_out(self, term: str) -> set[Stem]:
        if not term.isalpha():
            return set()
        return {
            (language, fold(stemmer.stemWord(form)))
            for language, stemmer in self._stemmers.items()
            for form in _spellings(term, language)
        }


def _spellings(term: str, language: str) -> Iterator[str]:
    """Yield the form itself and the accented spellings that it may stand for."""
    yield term
    for plain, accented in RESTORED[language]:
        if term.endswith(plain):
            yield term.removesuffix(plain) + accented
