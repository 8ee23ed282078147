"""Records as a table: one row each, codes and labels, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Final, TextIO

from index.record import Record
from viewer.reading.fields import value_text

_SEPARATOR = "; "

#: Columns whose values are codes -> the facet that names them; each gets a column of labels.
_CODED: Final = {
    "kind": "kind",
    "status": "status",
    "region": "region",
    "countries": "country",
    "coverage": "coverage",
    "type": "type",
    "language": "language",
}

#: The fields of a record in the order of the columns.
FIELDS: Final = (
    "id",
    "project_id",
    "prima_id",
    "title",
    "kind",
    "year",
    "date",
    "start",
    "end",
    "status",
    "region",
    "countries",
    "coverage",
    "type",
    "budget",
    "currency",
    "language",
    "inferred",
    "card",
    "path",
)

#: What a spreadsheet takes for the beginning of a formula.
#: Source: OWASP, "CSV Injection".
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(
    records: Sequence[Record], file: TextIO, archive_name: str, language: str = "en"
) -> None:
    """Write a head and one row per record, as RFC 4180 has it."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_head())
    for record in records:
        writer.writerow(_row(record, language))


def _head() -> list[str]:
    names: list[str] = []
    for name in FIELDS:
        names.append(name)
        if name in _CODED:
            names.append(f"{name}_label")
    return names


def _row(record: Record, language: str) -> list[str]:
    cells: list[str] = []
    for name in FIELDS:
        codes = _values(record, name)
        cells.append(_cell(_SEPARATOR.join(codes), number=name in {"year", "budget"}))
        if name in _CODED:
            labels = [value_text(record, _CODED[name], code, language) for code in codes]
            cells.append(_cell(_SEPARATOR.join(labels)))
    return cells


def _values(record: Record, name: str) -> list[str]:
    if name == "card":
        return [f"{entry.label}: {' '.join(entry.value.split())}" for entry in record.card]
    value = getattr(record, name)
    if value is None or value == "":
        return []
    if isinstance(value, float):
        return [str(int(value)) if value == int(value) else str(value)]
    return list(value) if isinstance(value, tuple) else [str(value)]


def _cell(text: str, *, number: bool = False) -> str:
    """Return text that a spreadsheet shows and never works out."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not number else text
