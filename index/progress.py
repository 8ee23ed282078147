"""What an update tells while it runs and when it ends, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

#: So many endings of files that were left aside are named.
_MOST_ENDINGS = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or file that an archive covers. ``id`` stays when the folder is found elsewhere.

    ``watched`` tells that changes are to show up by themselves, ``online`` whether it can be
    reached: the records of one that cannot are kept.
    """

    id: str
    path: Path
    watched: bool = False
    online: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A document or folder that could not be read (or not wholly), and why in plain words."""

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
    archive holds now. ``failed`` names what gave nothing, also the documents that failed before and
    have not changed since; ``notices`` what is in the archive, with something that a person should
    know of it ("it has no text layer"). ``offline`` names the sources that could not be reached
    (their records are kept), ``skipped`` maps why files are no documents to how many there are.
    ``error`` tells in a sentence why the update ended early, when it did.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    records: int = 0
    failed: tuple[Failure, ...] = ()
    notices: tuple[Failure, ...] = ()
    seconds: float = 0.0
    cancelled: bool = False
    skipped: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    offline: tuple[str, ...] = ()
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(replace(self, skipped=dict(self.skipped)))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        """Read what ``to_json`` gave."""
        told = {
            name: tuple(Failure(**item) for item in data[name]) for name in ("failed", "notices")
        }
        return cls(**{**data, **told, "offline": tuple(data["offline"])})


def left_aside(skipped: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return (reason, how many files), most first; endings of one reason stand in one line.

    >>> left_aside({"no document (.gif)": 1, "hidden": 2, "no document (.jpg)": 9})
    [('no document (.jpg, .gif)', 10), ('hidden', 2)]
    """
    together: dict[str, list[tuple[int, str]]] = {}
    for reason, count in skipped.items():
        words, _, ending = reason.partition(" (")
        together.setdefault(words, []).append((count, ending.rstrip(")")))
    rows = []
    for words, counted in together.items():
        endings = [ending for _, ending in sorted(counted, key=lambda one: -one[0]) if ending]
        more = ["…"] if len(endings) > _MOST_ENDINGS else []
        named = ", ".join([*endings[:_MOST_ENDINGS], *more])
        count = sum(number for number, _ in counted)
        rows.append((f"{words} ({named})" if named else words, count))
    return sorted(rows, key=lambda row: -row[1])
