"""Where the person left off: the window's shape, and per archive the search and the record.

A session is not a setting: it is written at every close, and a broken file means a fresh start.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from viewer.settings import read_object, write_object

FILE = "session.json"
_ARCHIVES_KEPT = 50


@dataclass(frozen=True, slots=True)
class Session:
    """One archive's session; ``geometry`` and ``panes`` (pane widths) are shared by all.

    ``recent`` are the latest searches as texts, the last one first.

    ``query`` is the text form of the query, ``geometry`` Qt's own saved geometry in base64.
    """

    geometry: str = ""
    panes: tuple[int, ...] = ()
    zoom: int = 0
    query: str = ""
    record: str = ""
    recent: tuple[str, ...] = ()


def load_session(folder: Path, archive: Path) -> Session:
    """Read the session of an archive; whatever cannot be read has its default."""
    data = read_object(folder / FILE)
    archives = data.get("archives")
    own = archives.get(str(archive)) if isinstance(archives, dict) else None
    own = own if isinstance(own, dict) else {}
    panes = data.get("panes")
    sound = isinstance(panes, list) and all(isinstance(w, int) and w >= 0 for w in panes)
    zoom = data.get("zoom")
    return Session(
        geometry=_text(data.get("geometry")),
        panes=tuple(panes) if sound and panes else (),
        zoom=max(-5, min(15, zoom)) if isinstance(zoom, int) else 0,
        query=_text(own.get("query")),
        record=_text(own.get("record")),
        recent=_texts(own.get("recent")),
    )


def save_session(folder: Path, archive: Path, session: Session) -> None:
    """Write the session of an archive, keeping those of the others."""
    data = read_object(folder / FILE)
    archives = data.get("archives")
    kept: dict[str, Any] = dict(archives) if isinstance(archives, dict) else {}
    values = asdict(session)
    kept.pop(str(archive), None)
    kept[str(archive)] = {name: values.pop(name) for name in ("query", "record", "recent")}
    latest = dict(list(kept.items())[-_ARCHIVES_KEPT:])
    write_object(folder / FILE, {**values, "panes": list(session.panes), "archives": latest})


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value))) if isinstance(value, list) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
