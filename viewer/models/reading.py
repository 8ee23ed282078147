"""What the reader pane shows: a record with everything in it that the query matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.record import Record
from index.results import Span
from index.search.query import Query
from viewer.reading.fields import card_rows
from viewer.tasks import Readable


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and its matched ranges, in code points of title, body and card values."""

    record: Record
    title_spans: tuple[Span, ...] = ()
    body_spans: tuple[Span, ...] = ()
    value_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def spans_of(self, value: str) -> Sequence[Span]:
        """Return the matched ranges of a value of the card."""
        return self.value_spans.get(value, ())


def read(archive: Readable, query: Query, record_id: str, language: str) -> Reading:
    """Fetch a record and find what the query matches in it; runs beside the window."""
    record = archive.record(record_id)
    if not query.words:
        return Reading(record)
    values = {row.value for row in card_rows(record, language, str)}
    return Reading(
        record,
        archive.spans(query, record.title),
        archive.spans(query, record.body),
        {value: archive.spans(query, value) for value in values},
    )
