"""Finds a record by what a person may call it: its id, an identifier, or its file."""

from __future__ import annotations

import os

from whoosh import query as wq

from index.engine.interface import EngineSearcher
from index.errors import RecordMissingError
from index.record import Record
from index.schema import identifier_key, unpack_record

#: Records that mention an identifier and are looked at for the one that bears it.
_MOST_BEARERS = 50


def record_called(searcher: EngineSearcher, key: str) -> Record:
    """Return the record with this id, identifier (however written) or path.

    Raises:
        RecordMissingError: there is none.
    """
    found = record_with_id(searcher, key) or _bearer(searcher, identifier_key(key))
    if found:
        return found
    real = key if "\0" in key else os.path.realpath(key)
    for path in (key, real):
        docs = searcher.search(wq.Term("path", path)).docs
        if len(docs):
            return stored_record(searcher, int(docs[0]))
    raise RecordMissingError(f"there is no record “{key}” in this archive")


def record_with_id(searcher: EngineSearcher, id: str) -> Record | None:
    """Return the record with this very id, None when there is none."""
    docnum = searcher.docnum(id)
    return None if docnum is None else stored_record(searcher, docnum)


def stored_record(searcher: EngineSearcher, docnum: int) -> Record:
    """Return the record of a document number."""
    return unpack_record(searcher.stored(docnum)["record"])


def _bearer(searcher: EngineSearcher, term: str) -> Record | None:
    """Return the record that bears an identifier, else one that mentions it in its title."""
    if not term:
        return None
    found = searcher.search(wq.Term("ident", term)).docs[:_MOST_BEARERS].tolist()
    records = [stored_record(searcher, docnum) for docnum in found]
    own = [record for record in records if term in map(identifier_key, record.identifiers)]
    return next(iter([*own, *records]), None)
