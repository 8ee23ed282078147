"""A profile in the making: what a person says of the columns of one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from index.ingest.profiles import (
    FOLDER_PROFILE,
    Profile,
    own_profiles,
    profile_for,
    read_profile,
    to_toml,
)
from index.keys import key

#: What a column may mean, in the words of the dialog.
FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "title": str(QT_TRANSLATE_NOOP("Profile", "Title")),
        "body": str(QT_TRANSLATE_NOOP("Profile", "Text")),
        "status": str(QT_TRANSLATE_NOOP("Profile", "Status")),
        "region": str(QT_TRANSLATE_NOOP("Profile", "Region")),
        "countries": str(QT_TRANSLATE_NOOP("Profile", "Countries")),
        "coverage": str(QT_TRANSLATE_NOOP("Profile", "Coverage")),
        "type": str(QT_TRANSLATE_NOOP("Profile", "Project type")),
        "budget": str(QT_TRANSLATE_NOOP("Profile", "Budget")),
        "currency": str(QT_TRANSLATE_NOOP("Profile", "Currency")),
        "start": str(QT_TRANSLATE_NOOP("Profile", "Start")),
        "end": str(QT_TRANSLATE_NOOP("Profile", "End")),
        "date": str(QT_TRANSLATE_NOOP("Profile", "Date")),
        "year": str(QT_TRANSLATE_NOOP("Profile", "Year")),
        "prima_id": str(QT_TRANSLATE_NOOP("Profile", "Prima ID")),
        "project_id": str(QT_TRANSLATE_NOOP("Profile", "Project ID")),
        "language": str(QT_TRANSLATE_NOOP("Profile", "Language")),
        "granted": str(QT_TRANSLATE_NOOP("Profile", "Date of approval")),
        "ignore": str(QT_TRANSLATE_NOOP("Profile", "Leave out")),
    }
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The document, what profiles say of it by now, and the person's choices: column -> field."""

    path: Path
    effective: Profile
    chosen: Mapping[str, str]

    @classmethod
    def begin(cls, path: Path) -> Draft:
        """Return the draft for a document, without choices."""
        return cls(path, profile_for(path, path.parent), MappingProxyType({}))

    def choose(self, column: str, field: str | None) -> Draft:
        """Return the draft with another meaning of a column; None leaves it as Fonds reads it."""
        others = {label: name for label, name in self.chosen.items() if label != column}
        if field is not None:
            others[column] = field
        fields = {k: name for k, name in self.effective.fields.items() if k != key(column)}
        effective = replace(self.effective, fields=MappingProxyType(fields))
        return replace(self, effective=effective, chosen=MappingProxyType(others))

    @property
    def profile(self) -> Profile:
        """The profile as it would be: what stood, and the choices."""
        keyed = {key(column): name for column, name in self.chosen.items()}
        fields = {**self.effective.fields, **keyed}
        return replace(self.effective, fields=MappingProxyType(fields))

    def file(self, *, whole_folder: bool) -> Path:
        """Return where the profile is written: beside the document, for it or for its folder."""
        name = FOLDER_PROFILE if whole_folder else own_profiles(self.path.name)[0]
        return self.path.with_name(name)

    def save(self, *, whole_folder: bool) -> Path:
        """Write the profile; what its file says of other columns and of values stays.

        Raises:
            OSError: the file cannot be written.
        """
        file = self.file(whole_folder=whole_folder)
        before = read_profile(file)
        mine = {key(column) for column in self.chosen}
        left = {k: n for k, n in before.fields.items() if k not in mine}
        kept = {k: n for k, n in left.items() if k in self.effective.fields}
        text = to_toml(replace(before, fields={**kept, **self.chosen}))
        beside = file.with_name(file.name + ".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
        return file


def field_words(name: str) -> str:
    """Return what a column means in the person's language."""
    return QCoreApplication.translate("Profile", FIELD_WORDS.get(name, name))
