"""What an update tells while it runs and when it ends, as frozen data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or file that an archive covers. ``id`` stays when the folder is found elsewhere."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failure:
    """A document or folder that could not be read, and why in plain words."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is: documents done of all that it looked at, the one in hand."""

    done: int
    total: int
    path: str
    added: int
    failed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did.

    ``added``, ``updated``, ``unchanged`` and ``removed`` count documents, ``records`` what the
    archive holds now. ``failed`` names also the documents that failed before and have not changed
    since. ``offline`` names the sources that could not be reached (their records are kept),
    ``skipped`` counts files that are no documents. ``error`` tells in a sentence why the update
    ended early, when it did.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    records: int = 0
    failed: tuple[Failure, ...] = ()
    seconds: float = 0.0
    cancelled: bool = False
    skipped: int = 0
    offline: tuple[str, ...] = ()
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        """Read what ``to_json`` gave."""
        failed = tuple(Failure(**item) for item in data["failed"])
        return cls(**{**data, "failed": failed, "offline": tuple(data["offline"])})
