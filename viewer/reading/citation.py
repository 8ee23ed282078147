"""A citation of a record, as text for a letter or a footnote."""

from __future__ import annotations

from index.record import Record
from index.values import label


def citation(record: Record, archive_name: str, language: str = "en") -> str:
    """Return title, kind, date and identifiers, and where it was read, in one line.

    What the document does not state is left out; nothing inferred is cited.
    """
    when = record.date or record.start or (str(record.year) if record.year else "")
    if any(record.sources.get(name) == "inferred" for name in ("date", "year")):
        when = ""
    parts = [
        record.title.rstrip(" ."),
        label("kind", record.kind, language),
        when,
        ", ".join(record.identifiers),
        f"Fonds: {archive_name}",
    ]
    return ". ".join(part for part in parts if part) + "."
