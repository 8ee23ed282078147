"""What a document would become: its labels or columns, what they mean, and its first records.

For a dialog in which a person maps words to fields before anything is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from index.ingest.columns import field_of, shown
from index.ingest.document import DEFAULT_LIMITS, Part
from index.ingest.parts import record_of
from index.ingest.profiles import NO_PROFILE, Profile
from index.ingest.readers import read_parts
from index.record import Record

#: So many rows are looked at; a preview is there at once.
_LOOKED_AT = 50
_EXAMPLES = 3
_EXAMPLE_LENGTH = 80
#: Several columns may mean these; of any other meaning the first column counts.
_MANY = frozenset(("body", "ignore"))


@dataclass(frozen=True, slots=True)
class Column:
    """One label or column: ``field`` is what it means, None for nothing that Fonds knows."""

    label: str
    field: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns of a document in their order, and its first records."""

    columns: tuple[Column, ...]
    records: tuple[Record, ...]


def preview(path: Path, profile: Profile = NO_PROFILE, count: int = 5) -> Preview:
    """Return the columns of the document at *path* and its first *count* records.

    Raises:
        ReadError: it cannot be read, with the reason in plain words.
    """
    limits = replace(DEFAULT_LIMITS, parts=_LOOKED_AT)
    parts = [part for part in islice(read_parts(path, limits), _LOOKED_AT) if not part.empty]
    records = [
        record_of(
            part, path=str(path), source="", record_id=part.name or path.name, profile=profile
        )
        for part in parts
    ]
    cells = _cells(parts, records)
    return Preview(tuple(_columns(cells, profile)), tuple(records[:count]))


def _cells(parts: Iterable[Part], records: Iterable[Record]) -> list[tuple[str, str, str | None]]:
    """Return (label, value, meaning) of all cells of rows, and of all fields of cards."""
    cells: list[tuple[str, str, str | None]] = []
    for part, record in zip(parts, records, strict=True):
        if part.kind == "table-row":
            cells += [(label, value, field_of(label)) for label, value in part.card]
        else:
            cells += [(entry.label, entry.value, entry.field) for entry in record.card]
    return cells


def _columns(cells: Iterable[tuple[str, str, str | None]], profile: Profile) -> Iterator[Column]:
    examples: dict[str, list[str]] = {}
    meanings: dict[str, str | None] = {}
    for label, value, meaning in cells:
        seen = examples.setdefault(label, [])
        meanings.setdefault(label, meaning)
        text = " ".join(value.split())[:_EXAMPLE_LENGTH]
        if text and text not in seen and len(seen) < _EXAMPLES:
            seen.append(text)
    taken: set[str] = set()
    for label, seen in examples.items():
        stated = profile.field_of(label) or profile.field_of(shown(label))
        meaning = stated or meanings[label]
        if meaning in taken and meaning not in _MANY:
            meaning = None
        if meaning:
            taken.add(meaning)
        yield Column(label, meaning, tuple(seen))
