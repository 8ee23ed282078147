"""Import profiles: a person's own words for labels and columns, in a TOML file beside a source.

``<name>.fonds.toml`` beside a document speaks for it alone, ``fonds.toml`` in its folder or in
one above, up to the source, for everything below::

    [fields]                         # label or column = field
    "Montant engagé" = "budget"
    "Zone" = "region"

    [values.status]                  # what the archive writes = the value's code
    "Soldé" = "completed"

    [defaults]                       # where a record says nothing
    currency = "EUR"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from index.keys import key

FOLDER_PROFILE = "fonds.toml"
DOCUMENT_ENDING = ".fonds.toml"
#: Fields that a label or a column may be mapped to; "ignore" leaves a column out of the record.
FIELDS = (
    "title", "body", "status", "region", "countries", "coverage", "type", "budget", "currency",
    "start", "end", "date", "year", "prima_id", "project_id", "language", "granted", "ignore",
)  # fmt: skip
#: Fields for which a profile may state what holds where a record says nothing.
DEFAULTS = ("currency", "language", "kind", "region", "status", "coverage", "type")
_PARTS = ("fields", "values", "defaults")
_PLACE = re.compile(r"\((at [^()]{1,60})\)$")
_MAX_BYTES = 1_000_000
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person said of an archive's words; keys are compared as ``index.keys.key`` does."""

    fields: Mapping[str, str] = field(default_factory=lambda: _NONE)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    defaults: Mapping[str, str] = field(default_factory=lambda: _NONE)
    warnings: tuple[str, ...] = ()

    def field_of(self, label: str) -> str | None:
        """Return the field that the person gave to *label*, or None."""
        return self.fields.get(key(label)) if self.fields else None

    def value_of(self, name: str, text: str) -> str:
        """Return the code that the person gave to a value of the field *name*, else the text."""
        known = self.values.get(name)
        return known.get(key(text), text) if known else text

    def __bool__(self) -> bool:
        return bool(self.fields or self.values or self.defaults)


NO_PROFILE = Profile()


def own_profiles(name: str) -> tuple[str, str]:
    """Return the names that a profile for the document *name* alone may have.

    >>> own_profiles("projets.csv")
    ('projets.csv.fonds.toml', 'projets.fonds.toml')
    """
    return name + DOCUMENT_ENDING, Path(name).stem + DOCUMENT_ENDING


def profile_files(path: Path, top: Path) -> list[Path]:
    """Return the profile files that speak for the document *path*, the nearest first.

    Folders above *top*, the source, have no say.
    """
    names = [path.with_name(name) for name in own_profiles(path.name)] if path.name else []
    names += [folder / FOLDER_PROFILE for folder in _folders(path, top)]
    return [name for name in dict.fromkeys(names) if name.is_file()]


def profile_for(path: Path, top: Path) -> Profile:
    """Return the profile of the document *path* in the source *top*; nearer files win."""
    found = NO_PROFILE
    for file in reversed(profile_files(path, top)):
        found = _over(read_profile(file), found)
    return found


def read_profile(path: Path) -> Profile:
    """Read one profile; what cannot be understood in it is told in its ``warnings``."""
    try:
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return NO_PROFILE


def to_toml(profile: Profile) -> str:
    """Return a profile as the text of its file, for a dialog that writes it for the person."""
    tables: list[tuple[str, Mapping[str, str]]] = [("fields", profile.fields)]
    tables += [(f"values.{name}", profile.values[name]) for name in sorted(profile.values)]
    tables.append(("defaults", profile.defaults))
    pieces = [
        "\n".join((f"[{name}]", *(f"{_quoted(k)} = {_quoted(v)}" for k, v in table.items())))
        for name, table in tables
        if table
    ]
    return "\n\n".join(pieces) + "\n"


def _folders(path: Path, top: Path) -> Iterator[Path]:
    """Yield the folder of *path* and those above it, up to *top*."""
    for folder in path.parents:
        yield folder
        if folder == top or path == top:
            return


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, size: int) -> Profile:
    if size > _MAX_BYTES:
        return Profile(warnings=(f"“{path.name}” is too large for a profile",))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Profile(warnings=(f"“{path.name}” is no valid profile: {_told(error)}",))
    warnings = _unknown(path, data)
    values = {
        name: _strings(table)
        for name, table in _table(data, "values").items()
        if isinstance(table, dict)
    }
    return Profile(
        fields=_allowed(path, _table(data, "fields"), FIELDS, warnings),
        values=MappingProxyType(values),
        defaults=MappingProxyType(
            {k: str(v) for k, v in _table(data, "defaults").items() if k in DEFAULTS}
        ),
        warnings=tuple(warnings),
    )


def _told(error: Exception) -> str:
    """Return in plain words why a profile cannot be read, with the place of the fault."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    place = _PLACE.search(str(error))
    return f"it cannot be understood {place[1]}" if place else "it cannot be understood"


def _unknown(path: Path, data: Mapping[str, Any]) -> list[str]:
    """Return what is told of a profile's words that mean nothing, which are misspelt mostly."""
    values, defaults = _table(data, "values"), _table(data, "defaults")
    strange = [
        f"[{name}]" for name, table in data.items() if name not in _PARTS or not _is_table(table)
    ]
    strange += [
        f"[values.{name}]"
        for name, table in values.items()
        if name not in FIELDS or not _is_table(table)
    ]
    strange += [f"“{name}” in [defaults]" for name in defaults if name not in DEFAULTS]
    return [f"“{path.name}” has a part that means nothing: {name}" for name in strange]


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = data.get(name, {})
    return table if _is_table(table) else {}


def _is_table(found: object) -> bool:
    return isinstance(found, dict)


def _strings(table: Mapping[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({key(name): str(value) for name, value in table.items()})


def _allowed(
    path: Path, table: Mapping[str, Any], allowed: tuple[str, ...], warnings: list[str]
) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for label, name in table.items():
        if name in allowed:
            found[key(label)] = name
        else:
            warnings.append(f"“{path.name}” names a field that there is not: “{name}”")
    return MappingProxyType(found)


def _over(near: Profile, far: Profile) -> Profile:
    """Return two profiles as one, the nearer winning wherever both say something."""
    values = {name: far.values.get(name, {}) for name in (*far.values, *near.values)}
    merged = {
        name: MappingProxyType({**table, **near.values.get(name, {})})
        for name, table in values.items()
    }
    return Profile(
        MappingProxyType({**far.fields, **near.fields}),
        MappingProxyType(merged),
        MappingProxyType({**far.defaults, **near.defaults}),
        (*near.warnings, *far.warnings),
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
