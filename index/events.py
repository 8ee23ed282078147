"""The JSON lines that a building process writes and the ingest controller reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from index.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveMissingError, FondsError
from index.progress import Progress, Report

#: Kinds of lines: the document in hand, a commit begins, a commit is safe, the end, a fault.
PROGRESS, COMMITTING, COMMITTED = "progress", "committing", "committed"
REPORT, ERROR = "report", "error"

_ERRORS: Mapping[str, type[FondsError]] = {
    kind.__name__: kind for kind in (ArchiveDamagedError, ArchiveMissingError)
}


def write(kind: str, content: Progress | Report | FondsError | None = None) -> str:
    """Return an event as one line, without its end."""
    data: dict[str, Any] = {"event": kind}
    if isinstance(content, FondsError):
        data |= {"kind": type(content).__name__, "message": str(content)}
    elif isinstance(content, Report):
        data |= content.to_json()
    elif content is not None:
        data |= {name: getattr(content, name) for name in _names()}  # told of every document
    return json.dumps(data)


def read(line: bytes) -> tuple[str, Progress | Report | FondsError | None]:
    """Read a line; the kind is empty for a line that is no event."""
    try:
        data = json.loads(line)
        kind = data.pop("event")
        if kind == PROGRESS:
            return kind, Progress(**data)
        if kind in (COMMITTED, REPORT):
            return kind, Report.from_json(data)
        return (kind, _error(data)) if kind == ERROR else (kind, None)
    except (ValueError, KeyError, TypeError, AttributeError):
        return "", None


@cache
def _names() -> tuple[str, ...]:
    return tuple(item.name for item in fields(Progress))


def _error(data: Mapping[str, str]) -> FondsError:
    if data["kind"] == ArchiveBusyError.__name__:
        return ArchiveBusyError()
    return _ERRORS.get(data["kind"], FondsError)(data["message"])
