"""A record as the JSON object that programs read."""

from __future__ import annotations

from typing import Any

from index.record import Record


def record_object(record: Record) -> dict[str, Any]:
    """Return a record as plain values: codes, not labels; None where it does not say.

    The type has no table of codes, so it is the text that the record states.
    """
    stated_types = record.value_labels.get("type", {})
    return {
        "id": record.id,
        "title": record.title,
        "kind": record.kind,
        "year": record.year,
        "date": record.date,
        "status": record.status,
        "region": list(record.region),
        "countries": list(record.countries),
        "coverage": record.coverage,
        "type": stated_types.get(record.type, record.type) if record.type else None,
        "budget": record.budget,
        "currency": record.currency,
        "start": record.start,
        "end": record.end,
        "prima_id": record.prima_id,
        "project_id": record.project_id,
        "language": record.language,
        "path": record.path,
        "body": record.body,
        "card": [{"label": entry.label, "value": entry.value} for entry in record.card],
        "inferred": list(record.inferred),
    }
