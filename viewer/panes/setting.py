"""Sets a reading into a document passage by passage, so that no text holds up the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from viewer.models.reading import Reading
from viewer.reading.document import RecordDocument, append_body, append_furniture, build_document
from viewer.reading.options import ReadingOptions
from viewer.reading.passages import Passage, passages


class Setting:
    """A document with the first passage set, and the passages that are still to come."""

    def __init__(self, reading: Reading, options: ReadingOptions, *, with_furniture: bool) -> None:
        self._options = options
        record = reading.record
        self._furniture = record.furniture if with_furniture else ()
        self._coming: Iterator[Passage] = passages(record.body, reading.body_spans)
        first = next(self._coming)
        self._unmarked = len(reading.body_spans) - len(first.spans)
        self.done = False
        self.furniture_at = 0
        self.document: RecordDocument = build_document(
            replace(record, body=first.text),
            options,
            reading.title_spans,
            first.spans,
            reading.spans_of,
            reading.related,
        )
        if len(first.text) == len(record.body):
            self._finish()

    @property
    def marks_count(self) -> int:
        """How many hits the whole text has, set or not."""
        return len(self.document.marks) + max(0, self._unmarked)

    def set_next(self) -> bool:
        """Set one more passage; return whether there is more to come."""
        if self.done:
            return False
        passage = next(self._coming, None)
        if passage is None:
            self._finish()
            return False
        append_body(self.document, self._options, passage.text, passage.spans)
        self._unmarked -= len(passage.spans)
        return True

    def _finish(self) -> None:
        self.done = True
        self._unmarked = 0
        if self._furniture:
            self.furniture_at = self.document.characterCount()
            append_furniture(self.document, self._options, self._furniture)
