"""What the person chose for good: the theme. A broken file means the defaults, never a crash."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's settings; ``theme`` is "system", "light" or "dark"."""

    theme: str = "system"


def load_settings(folder: Path) -> Settings:
    """Read the settings of a folder; whatever cannot be read has its default."""
    return Settings(**_known(read_object(folder / FILE)))


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings; a folder that cannot be written to is left alone."""
    write_object(folder / FILE, asdict(settings))


def read_object(path: Path) -> dict[str, Any]:
    """Read one JSON object; a missing or broken file gives an empty one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_object(path: Path, data: dict[str, Any]) -> None:
    """Write one JSON object beside the old file, then put it in its place."""
    beside = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)


def _known(data: dict[str, Any]) -> dict[str, Any]:
    defaults = {item.name: item.default for item in fields(Settings)}
    return {
        name: data[name]
        for name, default in defaults.items()
        if isinstance(data.get(name), type(default))
    }
