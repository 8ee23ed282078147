"""Checksums of the index files, written at each commit and compared by ``check``."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

NAME = "checksums.json"


def record(folder: Path, names: frozenset[str]) -> None:
    """Write the checksums of the files that make up the index now.

    Index files never change once written, so those that are known by name and size are kept.
    """
    known = _load(folder)
    sums = {name: _sum(folder / name, known.get(name)) for name in sorted(names)}
    target = folder / NAME
    partial = target.with_suffix(".part")
    with partial.open("w", encoding="utf-8") as file:
        json.dump(sums, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


def compare(folder: Path, names: frozenset[str]) -> list[str]:
    """Return one sentence for each file that is missing, cut or altered."""
    known = _load(folder)
    faults = []
    for name in sorted(names):
        path = folder / name
        if not path.is_file():
            faults.append(f"the index file “{name}” is missing")
        elif name in known and known[name] != _sum(path, None):
            faults.append(f"the index file “{name}” is damaged")
    return faults


def _load(folder: Path) -> dict[str, list[int]]:
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _sum(path: Path, known: list[int] | None) -> list[int]:
    """Return size and CRC-32 of a file, or what is known when the size agrees."""
    size = path.stat().st_size
    if known and known[0] == size:
        return known
    crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return [size, crc]
