"""Labels of field cards: which Fonds field a label means, in three languages, from one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from index.gazetteer import LANGUAGES, load_table
from index.ingest.firstwords import HEAD, FirstWords
from index.keys import key

#: A label is a few words; the longest known one has twelve.
MAX_LENGTH = 120
_OPTIONAL = re.compile(r"\((?:s|e|es|n|ne|ren)\)", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:\([^()]{0,40}\)|\[[^\[\]]{0,40}\]|\b[A-Z]{3}|[$€£])\s*$")
#: The last character of such a tail.
_TAIL_END = re.compile(r"[)\]A-Z$€£\s]")
#: What a label by its stems must not hold: a value, or the end of a sentence.
_NO_LABEL = re.compile(r"[\d:：\t|]|[?!;,]$")
_ACCENT = re.compile("[\u0300-\u036f]")
#: Ends of plurals, which the keys of labels leave out.
_PLURALS = "sx"
_EDGES = " \t\xa0\u202f:：.*_#|=-–—"


class Label(NamedTuple):
    """What the table says of a label: its field ("other" for none) and its languages."""

    field: str
    languages: frozenset[str]


@lru_cache(maxsize=8192)
def lookup(text: str) -> Label | None:
    """Return what the label *text* means, or None when no table knows it.

    >>> lookup("* Budget Amount (USD) :").field
    'budget'
    """
    text = text.strip(_EDGES)
    if not text or len(text) > MAX_LENGTH or not _may_be_known(text):
        return None
    return _sought(text)


def _may_be_known(text: str) -> bool:
    """Tell, at little cost, whether a table may know *text*; nearly no line of a page may be.

    Where no ending in brackets has to be left out, the first word of a label is that of its key,
    and a tail that is cut off leaves it be. A label by its stems holds one of the ``_marks``.
    """
    if "(" in text or _may_open(text[:HEAD]):
        return True
    if not text[0].isupper():
        return False
    name = text.lower() if text.isascii() else key(text)
    for mark in _marks():  # noqa: SIM110 - asked of every line; a generator takes twice as long
        if mark in name:
            return True
    return False


@lru_cache(maxsize=8192)
def _may_open(head: str) -> bool:
    """Tell whether the first word of a label may begin so.

    An accent that is a character of its own can hold the currency at its end to a label.
    """
    accented = not head.isascii() and _ACCENT.search(head) is not None
    return accented or _first_words().may_open(head)


def _sought(text: str) -> Label | None:
    """Return what the tables say of a label without marks around it."""
    whole, name = text, _label_key(text)
    found = _table().get(name)
    while found is None:
        shorter = _TAIL.sub("", text) if _TAIL_END.match(text[-1]) else text
        if shorter == text or not shorter:
            return _by_stems(whole, name)
        text = shorter
        found = _table().get(_label_key(text))
    return found


@cache
def shown_label(field: str, language: str) -> str:
    """Return the label that Fonds shows for *field* where the document has none."""
    entry = load_table("labels", "fields")[field]
    return str(entry[language if language in LANGUAGES else "en"][0])


def tidy(text: str) -> str:
    """Return a label as it is kept: without the marks around it."""
    return text.strip(_EDGES).strip()


def _by_stems(text: str, name: str) -> Label | None:
    """Return the field whose words are all in *text*, in any order and ending.

    *name* is its key.
    """
    if not text[0].isupper() or not 0 < name.count(" ") < _longest() or _NO_LABEL.search(text):
        return None
    length, words = name.count(" ") + 1, f" {name}"
    for field, most, stems in _stems():
        if length <= most and all(f" {stem}" in words for stem in stems):
            return Label(field, frozenset())
    return None


@cache
def _longest() -> int:
    """Return how many words a label by its stems has at most."""
    return max(most for _, most, _ in _stems())


@cache
def _stems() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    return tuple(
        (entry["field"], entry["words"], tuple(stems))
        for entry in load_table("labels", "fields")["stems"]
        for stems in entry["any"]
    )


@cache
def _marks() -> tuple[str, ...]:
    """Return stems of which every label by its stems holds one: as few as can easily be told."""
    left, marks = [stems for _, _, stems in _stems()], list[str]()
    while left:
        counts = Counter(chain.from_iterable(left))
        marks.append(max(sorted(counts), key=counts.__getitem__))
        left = [stems for stems in left if marks[-1] not in stems]
    return tuple(
        mark for mark in marks if not any(other in mark for other in marks if other != mark)
    )


@cache
def _first_words() -> FirstWords:
    """Return the first words of the table's labels, with the ends that their keys leave out."""
    first = {name.partition(" ")[0] for name in _table()}
    return FirstWords(first.union(f"{word}{end}" for word in first for end in _PLURALS))


def _label_key(text: str) -> str:
    """Return the key of *text* with plurals and optional endings aside."""
    words = key(_OPTIONAL.sub("", text) if "(" in text else text).split()
    return " ".join(
        [word[:-1] if len(word) > 3 and word[-1] in _PLURALS else word for word in words]
    )


@cache
def _table() -> Mapping[str, Label]:
    found: dict[str, Label] = {}
    for field, entry in load_table("labels", "fields").items():
        if field == "stems":
            continue
        for language in LANGUAGES:
            for text in entry[language]:
                name = _label_key(text)
                old = found.get(name)
                if old is None:
                    found[name] = Label(field, frozenset({language}))
                elif old.field == field:
                    found[name] = Label(field, old.languages | {language})
    return MappingProxyType(found)
