"""Import profiles: files beside documents and in folders, the nearer ones winning."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.ingest.profiles import (
    NO_PROFILE,
    Profile,
    own_profiles,
    profile_files,
    profile_for,
    read_profile,
    to_toml,
)

TEXT = """
[fields]
"Montant engagé" = "budget"
Zone = "region"

[values.status]
"Soldé" = "completed"

[defaults]
currency = "EUR"
"""


def test_a_profile(tmp_path: Path) -> None:
    file = tmp_path / "fonds.toml"
    file.write_text(TEXT, encoding="utf-8")
    found = read_profile(file)
    assert found.field_of("MONTANT ENGAGE :") == "budget"
    assert found.field_of("Autre") is None
    assert found.value_of("status", "soldé") == "completed"
    assert found.value_of("status", "Actif") == "Actif"
    assert found.defaults == {"currency": "EUR"}
    assert found.warnings == ()
    assert found


def test_no_profile() -> None:
    assert not NO_PROFILE
    assert read_profile(Path("nulle/part.toml")) == NO_PROFILE


def test_nearer_files_win(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    document = inner / "projets.csv"
    document.touch()
    (tmp_path / "fonds.toml").write_text('[fields]\nx = "title"\ny = "body"\nz = "status"\n')
    (inner / "fonds.toml").write_text('[fields]\nx = "region"\ny = "region"\n')
    (inner / "projets.fonds.toml").write_text('[fields]\nx = "budget"\n')
    found = profile_for(document, tmp_path)
    assert [found.field_of(name) for name in "xyz"] == ["budget", "region", "status"]
    assert profile_for(document, inner).field_of("z") is None
    assert [file.name for file in profile_files(document, tmp_path)] == [
        "projets.fonds.toml", "fonds.toml", "fonds.toml",
    ]  # fmt: skip


def test_a_source_that_is_a_file(tmp_path: Path) -> None:
    document = tmp_path / "projets.csv"
    (tmp_path / "fonds.toml").write_text('[fields]\nx = "title"\n')
    assert profile_for(document, document).field_of("x") == "title"
    assert own_profiles("projets.csv") == ("projets.csv.fonds.toml", "projets.fonds.toml")


def test_a_profile_that_changes_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "fonds.toml"
    file.write_text('[fields]\nx = "title"\n')
    assert read_profile(file).field_of("x") == "title"
    file.write_text('[fields]\nx = "region"\n\n')
    assert read_profile(file).field_of("x") == "region"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("[fields", "“fonds.toml” is no valid profile: it cannot be understood at end of document"),
        ("[fields]\nx=\n", "it cannot be understood at line 2, column 3"),
        ('[fields]\nx = "farbe"\n', "names a field that there is not: “farbe”"),
        ("x" * 2_000_000, "is too large for a profile"),
        ('fields = "x"\n', "has a part that means nothing: [fields]"),
        ("[defaults]\nunknown = 1\n", "has a part that means nothing: “unknown” in [defaults]"),
        ("[default]\ncurrency = 'EUR'\n", "has a part that means nothing: [default]"),
        ("[values.statut]\nx = 'y'\n", "has a part that means nothing: [values.statut]"),
        ("[values]\nstatus = 3\n", "has a part that means nothing: [values.status]"),
        ("[values.status]\nx = 'active'\n[defaults]\nkind = 'report'\n", None),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, warning: str | None) -> None:
    file = tmp_path / "fonds.toml"
    file.write_text(text)
    told = " ".join(read_profile(file).warnings)
    assert (warning in told) if warning else not told


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "fonds.toml"
    file.write_bytes(b"\xff\xfe\x00")
    assert read_profile(file).warnings == (
        "“fonds.toml” is no valid profile: it is not written in UTF-8",
    )


def test_what_a_dialog_writes_is_read_back(tmp_path: Path) -> None:
    made = Profile(
        fields={'le "mot"': "title", "a\\b": "budget"},
        values={"status": {"solde": "completed"}},
        defaults={"currency": "EUR"},
    )
    file = tmp_path / "fonds.toml"
    file.write_text(to_toml(made), encoding="utf-8")
    found = read_profile(file)
    assert found.field_of('Le "mot"') == "title"
    assert found.field_of("a\\b") == "budget"
    assert found.value_of("status", "Soldé") == "completed"
    assert found.defaults == {"currency": "EUR"}
