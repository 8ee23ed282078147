"""The searches that a person keeps by name, in a small file beside the archive's own.

They go with the archive when its folder moves. A broken file means none, never a crash.
"""

from __future__ import annotations

from pathlib import Path

from viewer.settings import read_object, write_object

FILE = "searches.json"


class SavedSearches:
    """Names and the text forms of queries, in the order in which they were saved."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        saved = read_object(self._path).get("saved")
        held = saved if isinstance(saved, dict) else {}
        self._held = {name: text for name, text in held.items() if isinstance(text, str)}

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """The names with their texts."""
        return tuple(self._held.items())

    def keep(self, name: str, text: str) -> None:
        """Save a search; one of the same name gives way."""
        self._held[name] = text
        self._write()

    def forget(self, name: str) -> None:
        """Save a search no more."""
        self._held.pop(name, None)
        self._write()

    def _write(self) -> None:
        write_object(self._path, {"saved": self._held})
