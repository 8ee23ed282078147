"""Completion while typing: words, titles, identifiers, field names, values of facets, countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whoosh import query as wq

from index import values
from index.analysis import fold, terms_of
from index.engine.interface import EngineSearcher
from index.keys import key
from index.results import Completion
from index.schema import facet_column, identifier_key, unpack_record
from index.search.facets import label_of
from index.search.filters import Labels
from index.search.functionwords import is_function_word
from index.search.query import FACETS, NAMES, RESERVED, Filter
from index.search.spelling import spelt

#: How many of each kind are offered at most.
MOST = {"value": 8, "identifier": 3, "field": 3, "country": 3, "title": 3, "term": 6}
#: Titles and countries are looked for from so many letters on.
_LEAST = 3

_CLAUSE = re.compile(r"(?P<minus>-?)(?P<name>[^\W\d_]+):(?P<value>[^\s:]*)$")
#: An amount or a year that is compared is nothing to choose among values.
_COMPARISON = re.compile(r"[<>]|\.\.")
_LAST = re.compile(r"[^\s():\"“”«»=~]+$")
_ALL = frozenset(("fr", "en", "es"))


def complete(
    searcher: EngineSearcher, text: str, labels: Labels, language: str = "en"
) -> tuple[Completion, ...]:
    """Return what the text being typed may become; the word at its end is what is completed.

    Args:
        searcher: the snapshot whose words, titles and values are offered.
        text: the query text up to the cursor.
        labels: the labels of the archive's own values.
        language: of labels and country names: "en", "fr" or "es".
    """
    clause = _CLAUSE.search(text)
    facet = NAMES.get(key(clause["name"])) if clause else None
    if clause and facet in FACETS:
        if _COMPARISON.search(clause["value"]):
            return ()
        return tuple(_values(searcher, text[: clause.start()], clause, labels, language))
    last = _LAST.search(text)
    if last is None or not fold(last.group()).strip("-"):
        return ()
    return tuple(_words(searcher, text[: last.start()], last.group(), language))


def _values(
    searcher: EngineSearcher, before: str, clause: re.Match[str], labels: Labels, language: str
) -> Iterator[Completion]:
    """Yield the values of a facet that begin with what stands after the colon."""
    facet, wanted = NAMES[key(clause["name"])], key(clause["value"])
    column = facet_column(facet)
    counted = searcher.search(wq.Every(), facets=(column,)).facets[column]
    found = [
        (label_of(facet, code, labels, language), code, count)
        for code, count in counted.items()
        if code is not None
    ]
    fitting = [item for item in found if _begins(item[0], wanted) or _begins(item[1], wanted)]
    fitting.sort(key=lambda item: (-item[2], item[0]))
    for label, code, count in fitting[: MOST["value"]]:
        typed = label if facet == "source" else code  # the id of a source says nothing
        clause_text = Filter(facet, typed, bool(clause["minus"])).to_text()
        yield Completion("value", label, f"{before}{clause_text} ", count)


def _words(
    searcher: EngineSearcher, before: str, typed: str, language: str
) -> Iterator[Completion]:
    yield from islice(_identifiers(searcher, before, typed), MOST["identifier"])
    yield from islice(_fields(before, typed), MOST["field"])
    yield from islice(_countries(before, typed, language), MOST["country"])
    yield from islice(_titles(searcher, before, typed), MOST["title"])
    yield from islice(_terms(searcher, before, typed), MOST["term"])


def _terms(searcher: EngineSearcher, before: str, typed: str) -> Iterator[Completion]:
    """Yield the most frequent words that begin so, with their accents."""
    prefix = fold(typed.lstrip("-"))
    for term, count in searcher.frequent("body", prefix, 4 * MOST["term"]):
        if term.isalpha() and not is_function_word(term, _ALL) and len(term) > 2:
            word = spelt(searcher, term)
            minus = "-" if typed.startswith("-") else ""
            yield Completion("term", word, f"{before}{minus}{word} ", count)


def _titles(searcher: EngineSearcher, before: str, typed: str) -> Iterator[Completion]:
    """Yield titles that hold all words typed so far, the last as a beginning."""
    terms = terms_of(f"{before} {typed}")[0]
    if not terms or len(terms[-1]) < _LEAST or ":" in before:
        return
    wanted = [*(wq.Term("title", term) for term in terms[:-1]), wq.Prefix("title", terms[-1])]
    ranking = searcher.search(wq.And(wanted))
    for docnum in ranking.page(0, MOST["title"])[0].tolist():
        title = unpack_record(searcher.stored(docnum)["record"]).title
        quoted = title.replace('"', " ")
        yield Completion("title", title, f'title:"{quoted}" ', 1)


def _identifiers(searcher: EngineSearcher, before: str, typed: str) -> Iterator[Completion]:
    """Yield identifiers that begin so, as their records write them."""
    wanted = identifier_key(typed)
    if len(wanted) < 2 or not any(map(str.isdigit, wanted)):
        return
    seen: set[str] = set()
    for term, count in searcher.frequent("ident", wanted, 3 * MOST["identifier"]):
        docnum = searcher.example("ident", term)
        if docnum is None:
            continue
        record = unpack_record(searcher.stored(docnum)["record"])
        written = next((i for i in record.identifiers if identifier_key(i) == term), None)
        if written and written not in seen:
            seen.add(written)
            yield Completion("identifier", written, f"{before}{written} ", count)


def _fields(before: str, typed: str) -> Iterator[Completion]:
    """Yield field names that begin so, in the language they are typed in."""
    wanted = key(typed.lstrip("-"))
    minus = "-" if typed.startswith("-") else ""
    if len(wanted) >= 2:
        for name in NAMES:
            if name.startswith(wanted) and NAMES[name] not in RESERVED:
                yield Completion("field", f"{name}:", f"{before}{minus}{name}:")


def _countries(before: str, typed: str, language: str) -> Iterator[Completion]:
    wanted = key(typed.lstrip("-"))
    minus = typed.startswith("-")
    if len(wanted) >= _LEAST:
        for code in values.codes("country"):
            label = values.label("country", code, language)
            if _begins(label, wanted):
                clause = Filter("country", code, minus).to_text()
                yield Completion("country", label, f"{before}{clause} ")


def _begins(text: str, wanted: str) -> bool:
    """Tell whether a text, or a word in it, begins so; accents and case aside."""
    return f" {key(text)}".find(f" {wanted}") >= 0
