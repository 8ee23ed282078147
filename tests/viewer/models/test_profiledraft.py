from __future__ import annotations

import pytest

from index.ingest.profiles import FIELDS, read_profile
from viewer.models.profiledraft import FIELD_WORDS, Draft, field_words


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "projets.csv"
    path.write_text("Montant;Zone\n1;Asie\n", encoding="utf-8")
    return path


def test_every_field_has_words(qapp):
    assert tuple(FIELD_WORDS) == FIELDS
    assert field_words("budget") == "Budget"


def test_choices_make_a_profile(table):
    draft = Draft.begin(table).choose("Montant", "budget").choose("Zone", "title")
    draft = draft.choose("Zone", "region").choose("Autre", "end").choose("Autre", None)
    assert dict(draft.profile.fields) == {"montant": "budget", "zone": "region"}


def test_it_is_written_beside_the_document(table):
    draft = Draft.begin(table).choose("Montant", "budget")
    file = draft.save(whole_folder=False)
    assert file == table.with_name("projets.csv.fonds.toml")
    assert file.read_text(encoding="utf-8") == '[fields]\n"Montant" = "budget"\n'
    assert sorted(path.name for path in table.parent.iterdir() if path.suffix == ".new") == []


def test_or_for_its_whole_folder(table):
    file = Draft.begin(table).choose("Montant", "budget").save(whole_folder=True)
    assert file == table.with_name("fonds.toml")


def test_what_the_file_says_of_others_stays(table):
    table.with_name("fonds.toml").write_text(
        '[fields]\n"Montant" = "year"\n"Zone" = "region"\n"Fin" = "end"\n'
        '[values.status]\n"Soldé" = "completed"\n[defaults]\ncurrency = "EUR"\n',
        encoding="utf-8",
    )
    draft = Draft.begin(table)
    assert draft.profile.field_of("Montant") == "year"
    file = draft.choose("Montant", "budget").choose("Zone", None).save(whole_folder=True)
    profile = read_profile(file)
    assert dict(profile.fields) == {"montant": "budget", "fin": "end"}
    assert profile.value_of("status", "soldé") == "completed"
    assert dict(profile.defaults) == {"currency": "EUR"}


def test_a_folder_that_takes_nothing_says_so(table):
    table.with_name("projets.csv.fonds.toml.new").mkdir()
    with pytest.raises(OSError):  # noqa: PT011
        Draft.begin(table).choose("Montant", "budget").save(whole_folder=False)
