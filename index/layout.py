"""Where an archive keeps its files, and the small file that names it.

``archive.json`` names the archive, its sources and the *generation* that is in use; each
generation is a folder of its own with an index and its manifest, so that a rebuild is put in
place by replacing one small file.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from index.engine.choice import ENGINE_NAME
from index.errors import ArchiveDamagedError, ArchiveMissingError
from index.progress import Source
from index.schema import SCHEMA_VERSION

_NAME = "archive.json"
_STAMP = "stamp.json"
_DAMAGED = "the index is damaged and has to be rebuilt"


@dataclass(frozen=True, slots=True)
class Card:
    """What ``archive.json`` holds."""

    id: str
    name: str
    generation: int
    sources: tuple[Source, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the card of an archive.

        Raises:
            ArchiveMissingError: there is no archive in the folder.
            ArchiveDamagedError: its card cannot be read.
        """
        try:
            data = json.loads((folder / _NAME).read_text(encoding="utf-8"))
            sources = tuple(map(_source, data["sources"]))
            return cls(data["id"], data["name"], int(data["generation"]), sources)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ArchiveMissingError(f"there is no archive in “{folder}”") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArchiveDamagedError(f"“{folder / _NAME}” cannot be read") from error

    def write(self, folder: Path) -> None:
        """Put this card in place of the one before, all or nothing."""
        sources = [
            {"id": source.id, "path": str(source.path), "watched": source.watched}
            for source in self.sources
        ]
        data = {"id": self.id, "name": self.name, "generation": self.generation}
        _write_json(folder / _NAME, {**data, "sources": sources})

    def without_source(self, id: str) -> Self:
        """Return the card with one source less."""
        return replace(self, sources=tuple(s for s in self.sources if s.id != id))

    def with_watch(self, id: str, watched: bool) -> Self:
        """Return the card with one source watched or not."""
        sources = (replace(s, watched=watched) if s.id == id else s for s in self.sources)
        return replace(self, sources=tuple(sources))


@dataclass(frozen=True, slots=True)
class Generation:
    """The folders of one generation of an archive's index."""

    folder: Path

    @classmethod
    def of(cls, archive: Path, number: int) -> Self:
        """Return where a generation of an archive lies."""
        return cls(archive / "index" / str(number))

    @property
    def index(self) -> Path:
        """The folder that belongs to the engine."""
        return self.folder / "engine"

    @property
    def manifest(self) -> Path:
        """The manifest file."""
        return self.folder / "manifest.sqlite"

    @property
    def prints(self) -> Path:
        """The file with the prints of the records."""
        return self.folder / "prints.sqlite"

    def write_stamp(self, archive_id: str) -> None:
        """Say for which archive, and by which versions, the index is made."""
        _write_json(self.folder / _STAMP, _stamp(archive_id))

    def trouble(self, archive_id: str) -> str | None:
        """Return why the index cannot be used as it is, None when its stamp is right."""
        try:
            found = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return _DAMAGED
        if found == _stamp(archive_id):
            return None if self.prints.exists() else _DAMAGED
        if not isinstance(found, dict) or found.get("archive") != archive_id:
            return "the index belongs to another archive and has to be rebuilt"
        return "the index was made by another version of Fonds and has to be rebuilt"


def source_names(sources: Sequence[Source]) -> dict[str, str]:
    """Return the name of each source by its id: that of its folder or file.

    Sources of one name have as much of their path before it as tells them apart.
    """
    names = {}
    for source in sources:
        parts = source.path.parts
        others = [other.path.parts for other in sources if other.id != source.id]
        length = 1
        while length < len(parts) and any(other[-length:] == parts[-length:] for other in others):
            length += 1
        names[source.id] = "/".join(parts[-length:])
    return names


def remove_other_generations(archive: Path, current: int) -> None:
    """Remove what rebuilds left behind; files that are still open elsewhere stay for next time."""
    folder = archive / "index"
    for child in folder.iterdir() if folder.is_dir() else ():
        if child.name != str(current):
            shutil.rmtree(child, ignore_errors=True)


def _source(data: Mapping[str, Any]) -> Source:
    return Source(data["id"], Path(data["path"]), bool(data.get("watched", False)))


def _stamp(archive_id: str) -> Mapping[str, Any]:
    return {"archive": archive_id, "schema": SCHEMA_VERSION, "engine": ENGINE_NAME}


def _write_json(target: Path, data: Mapping[str, Any]) -> None:
    partial = target.with_suffix(".part")
    with partial.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
