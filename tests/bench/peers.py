"""The engines that the columnar one is measured against, each behind the same two calls.

A peer that is not installed is left out. Every answer is the whole of what a list needs: the
number of hits, the first fifty, and the counts of three facets. What each does with a text:

- Fonds folds accents and case, cuts elisions and compounds, keeps positions, the stems of three
  languages and the whole record; a word is asked for in all its forms.
- FTS5 folds accents and case and keeps the text, without stems.
- tantivy lowers case and stems in English (its ``en_stem``), with positions; accents stay, the text
  is not stored. Words, phrases and beginnings are put to it as stems, so that they find something.
- Stock Whoosh has Fonds' own terms without stems, and keeps the text.
- Recoll folds accents and case, keeps positions and the text; it reads each document from a file.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import Stemmer

from tests.bench.corpus import Document

FACETS = ("year", "status", "region")
TOP = 50

#: A question: its kind ("word", "and", "or", "phrase", "prefix") and its words.
Question = tuple[str, tuple[str, ...]]


class Peer(Protocol):
    """An engine under measurement."""

    name: str

    def build(self, documents: Iterable[Document]) -> None:
        """Make the documents searchable."""

    def ask(self, question: Question) -> int:
        """Answer a question; return the number of hits."""


class Fts5:
    """SQLite's full text search, with a table beside it for the facets."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts5.db")

    def build(self, documents: Iterable[Document]) -> None:
        base = self._base
        base.execute("create table m(rowid integer primary key, id, year int, status, region)")
        base.execute(
            "create virtual table d using fts5(title, text,"
            " tokenize='unicode61 remove_diacritics 2', prefix='')"
        )
        for number, held in enumerate(documents):
            base.execute(
                "insert into d(rowid,title,text) values(?,?,?)", (number, held.title, held.text)
            )
            base.execute(
                "insert into m values(?,?,?,?,?)",
                (number, held.id, held.year, held.status, held.region),
            )
        base.commit()

    def ask(self, question: Question) -> int:
        base, text = self._base, f"text : ({_fts5(question)})"
        base.execute("drop table if exists temp.h")
        base.execute("create temp table h as select rowid r from d where d match ?", (text,))
        total = base.execute("select count(*) from h").fetchone()[0]
        base.execute(
            "select rowid from d where d match ? order by rank limit ?", (text, TOP)
        ).fetchall()
        for name in FACETS:
            base.execute(
                f"select {name},count(*) from m join h on m.rowid=h.r group by 1"
            ).fetchall()
        return int(total)


def _fts5(question: Question) -> str:
    kind, words = question
    quoted = [f'"{word}"' for word in words]
    if kind == "phrase":
        return f'"{" ".join(words)}"'
    if kind == "prefix":
        return f"{quoted[0]}*"
    return (" OR " if kind == "or" else " AND ").join(quoted)


class Tantivy:
    """The Rust engine, with its own aggregations for the facets."""

    name = "tantivy"

    def __init__(self, folder: Path, threads: int = 2) -> None:
        import tantivy

        self._tantivy, self._threads = tantivy, threads
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True)
        builder.add_text_field("text", tokenizer_name="en_stem")
        builder.add_integer_field("year", stored=True, indexed=True, fast=True)
        for name in FACETS[1:]:
            builder.add_text_field(name, stored=True, tokenizer_name="raw", fast=True)
        self._schema = builder.build()
        (folder / "tantivy").mkdir()
        self._index = tantivy.Index(self._schema, path=str(folder / "tantivy"))
        self._aggregations = {n: {"terms": {"field": n, "size": 50}} for n in FACETS}
        self._searcher: Any = None
        self._stemmer = Stemmer.Stemmer("english")  # Snowball's, as tantivy's own

    def build(self, documents: Iterable[Document]) -> None:
        writer = self._index.writer(200_000_000, self._threads)
        make = self._tantivy.Document
        for held in documents:
            writer.add_document(
                make(
                    id=held.id,
                    title=held.title,
                    text=held.text,
                    year=held.year,
                    status=held.status,
                    region=held.region,
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> int:
        query = self._query(question)
        found = self._searcher.search(query, TOP)
        self._searcher.aggregate(query, self._aggregations)
        return int(found.count)

    def _query(self, question: Question) -> Any:
        kind, words = question
        query, field = self._tantivy.Query, "text"
        if kind == "prefix":  # most stems begin as their words do
            return query.regex_query(self._schema, field, f"{words[0].lower()}.*")
        stems = self._stemmer.stemWords([word.lower() for word in words])
        if kind == "phrase":
            return query.phrase_query(self._schema, field, stems)
        terms = [query.term_query(self._schema, field, stem) for stem in stems]
        if len(terms) == 1:
            return terms[0]
        must = self._tantivy.Occur.Should if kind == "or" else self._tantivy.Occur.Must
        return query.boolean_query([(must, term) for term in terms])


class StockWhoosh:
    """Whoosh with its own codec, a memoised analyzer and two processes, facets by its columns."""

    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        from whoosh import fields, index

        from index.analysis import FondsAnalyzer

        (folder / "whoosh").mkdir()
        self._index = index.create_in(
            str(folder / "whoosh"),
            fields.Schema(
                id=fields.ID(stored=True),
                title=fields.TEXT(stored=True, analyzer=FondsAnalyzer()),
                text=fields.TEXT(stored=True, analyzer=FondsAnalyzer()),
                year=fields.NUMERIC(int, sortable=True),
                status=fields.ID(sortable=True),
                region=fields.ID(sortable=True),
            ),
        )

    def build(self, documents: Iterable[Document]) -> None:
        writer = self._index.writer(procs=2, limitmb=128, multisegment=True)
        for held in documents:
            writer.add_document(
                id=held.id,
                title=held.title,
                text=held.text,
                year=held.year,
                status=held.status,
                region=held.region,
            )
        writer.commit()

    def ask(self, question: Question) -> int:
        with self._index.searcher() as searcher:
            found = searcher.search(_whoosh("text", question), limit=TOP, groupedby=list(FACETS))
            for name in FACETS:
                found.groups(name)
            return len(found)


def _whoosh(field: str, question: Question) -> Any:
    from whoosh import query as wq

    kind, words = question
    if kind == "phrase":
        return wq.Phrase(field, list(words))
    if kind == "prefix":
        return wq.Prefix(field, words[0])
    terms = [wq.Term(field, word) for word in words]
    if len(terms) == 1:
        return terms[0]
    return wq.Or(terms) if kind == "or" else wq.And(terms)


def recoll_build(folder: Path, documents: Sequence[Document]) -> Callable[[], None] | None:
    """Write documents as files; return what indexes them with Recoll, None where it is missing."""
    program = shutil.which("recollindex")
    if program is None:
        return None
    texts, settings = folder / "recoll-texts", folder / "recoll-settings"
    texts.mkdir()
    settings.mkdir()
    for held in documents:
        (texts / f"{held.id}.txt").write_text(f"{held.title}\n\n{held.text}", encoding="utf-8")
    (settings / "recoll.conf").write_text(f"topdirs = {texts}\nidxflushmb = 200\n")
    environment = {**os.environ, "RECOLL_CONFDIR": str(settings), "HOME": str(folder)}
    command = [program, "-c", str(settings), "-z"]
    return lambda: (
        subprocess.run(command, env=environment, check=True, capture_output=True) and None
    )


def available(folder: Path) -> list[Peer]:
    """Return the peers that take the whole corpus and are installed."""
    peers: list[Peer] = [Fts5(folder)]
    if find_spec("tantivy"):
        peers.append(Tantivy(folder))
    return peers
