"""Drafts: records on their way into the index, as plain data that crosses between processes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.ingest.judging import Judged
from index.linking import idents_of, sketch_of
from index.prints import Print
from index.record import Record
from index.schema import to_document


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes of one record.

    ``document`` is what the engine writes, ``print`` what is kept to compare the record with
    others; when it came into the archive is said by ``dated``. ``judged`` tells whether its lines
    were judged. ``value_labels`` are the texts of the values that no table knows.
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
        return {**self.document, "added": added}, replace(self.print, added=added)


def draft_of(record: Record, judged: Judged | None = None) -> Draft:
    """Return the draft of a record."""
    outline, taken = (judged.outline, judged.taken) if judged else (b"", b"")
    kept = Print(
        record.id,
        record.path,
        record.source,
        math.nan,
        outline,
        taken,
        sketch_of(record),
        idents_of(record),
    )
    labels = {facet: dict(texts) for facet, texts in record.value_labels.items()}
    return Draft(to_document(record, math.nan), kept, judged is not None, labels)
