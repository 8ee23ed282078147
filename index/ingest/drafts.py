"""Drafts: records on their way into the index, as plain data that crosses between processes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any

from index.ingest.judging import Judged
from index.linking import idents_of, sketch_of
from index.prints import Print
from index.record import Record
from index.schema import pack_text, packed_body, to_document

_BODY = "body"


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes of one record.

    ``document`` is what the engine writes, ``print`` what is kept to compare the record with
    others; when it came into the archive is said by ``dated``. ``judged`` tells whether its lines
    were judged. ``value_labels`` are the texts of the values that no table knows.

    It crosses as values without their names, and its text only as it is stored.
    """

    document: Mapping[str, Any]
    print: Print
    judged: bool
    value_labels: Mapping[str, Mapping[str, str]]

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.print.id

    @property
    def size(self) -> int:
        """The bytes of the record as the engine stores it."""
        return len(self.document["record"])

    def dated(self, added: float) -> tuple[dict[str, Any], Print]:
        """Return the document and the print of a record that came then."""
        kept = self.print
        came = Print(
            kept.id,
            kept.path,
            kept.source,
            added,
            kept.outline,
            kept.taken,
            kept.sketch,
            kept.idents,
        )
        return {**self.document, "added": added}, came

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes this draft again."""
        values, kept = _values()(self.document), _of_print()(self.print)
        return _received, (values, kept, self.judged, self.value_labels)


def draft_of(record: Record, judged: Judged | None = None) -> Draft:
    """Return the draft of a record."""
    outline, taken = (judged.outline, judged.taken) if judged else (b"", b"")
    body = pack_text(record.body)  # once, for the sketch and for the store
    kept = Print(
        record.id,
        record.path,
        record.source,
        math.nan,
        outline,
        taken,
        sketch_of(record, body),
        idents_of(record),
    )
    labels = {facet: dict(texts) for facet, texts in record.value_labels.items()}
    return Draft(to_document(record, math.nan, body), kept, judged is not None, labels)


def _received(
    values: tuple[Any, ...],
    kept: tuple[Any, ...],
    judged: bool,
    value_labels: Mapping[str, Mapping[str, str]],
) -> Draft:
    """Return a draft that has crossed."""
    document = dict(zip(_names(), values, strict=True))
    document[_BODY] = packed_body(document["record"])
    return Draft(document, Print(*kept), judged, value_labels)


@cache
def _names() -> tuple[str, ...]:
    """Return the names in a document, in the order that all documents have."""
    return tuple(to_document(Record("", "", ""), math.nan))


@cache
def _values() -> itemgetter[Any]:
    """Return what gives the values of a document: in the place of its text the id, once more."""
    return itemgetter(*("id" if name == _BODY else name for name in _names()))


@cache
def _of_print() -> attrgetter[Any]:
    return attrgetter(*(item.name for item in fields(Print)))
