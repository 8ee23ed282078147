"""From the text of a document to its record."""

from __future__ import annotations

from index.record import Record


def understand(text: str, *, path: str, source: str, record_id: str) -> Record:
    """Return the record that *text* tells of. Never raises, whatever the text."""
    lines = [line.strip() for line in text.split("\n")]
    first = next((line for line in lines if line), record_id)
    body = "\n\n".join(line for line in lines if line)
    return Record(id=record_id, title=first, body=body, path=path, source=source)
