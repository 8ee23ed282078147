"""What the reader pane shows: a record with everything in it that the query matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.errors import FondsError
from index.record import Record
from index.results import Span
from index.search.query import Query
from viewer.reading.fields import card_rows
from viewer.tasks import Readable

if TYPE_CHECKING:
    from index.linking import Related


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and its matched ranges, in code points of title, body and card values.

    ``related`` are the same text elsewhere in the archive, and the record in other languages.
    """

    record: Record
    title_spans: tuple[Span, ...] = ()
    body_spans: tuple[Span, ...] = ()
    value_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    related: tuple[Related, ...] = ()

    def spans_of(self, value: str) -> Sequence[Span]:
        """Return the matched ranges of a value of the card."""
        return self.value_spans.get(value, ())


def read(archive: Readable, query: Query, record_id: str, language: str) -> Reading:
    """Fetch a record and find what the query matches in it; runs beside the window."""
    record = archive.record(record_id)
    plain = Reading(record, related=_related(archive, record.id))
    if not query.words:
        return plain
    values = {row.value for row in card_rows(record, language, str)}
    return replace(
        plain,
        title_spans=archive.spans(query, record.title),
        body_spans=archive.spans(query, record.body),
        value_spans={value: archive.spans(query, value) for value in values},
    )


def _related(archive: Readable, record_id: str) -> tuple[Related, ...]:
    """Return the links of a record; a fault in them is no reason not to show it."""
    try:
        return archive.related(record_id)
    except FondsError:
        return ()
