from pathlib import Path

import pytest


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("Un titre\n\nUn texte assez long pour être lu.\n")
    (folder / "vide.txt").write_text("")
    return folder


def test_folders_are_added_and_what_failed_is_told(fonds, tmp_path, documents):
    archive = ["--archive", str(tmp_path / "mission")]
    ran = fonds("index", str(documents), "--json", *archive)
    assert ran.status == 1
    assert ran.json["added"] == 1
    (failed,) = ran.json["failed"]
    assert Path(failed["path"]).name == "vide.txt"
    assert failed["reason"]
    again = fonds("index", "--json", *archive).json
    assert (again["added"], again["unchanged"], again["records"]) == (0, 1, 1)


def test_a_missing_path_is_one_line_and_makes_no_archive(fonds, tmp_path):
    archive = tmp_path / "mission"
    ran = fonds("index", str(tmp_path / "nowhere"), "--archive", str(archive))
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "nowhere" in ran.err
    assert not archive.exists()


def test_nothing_to_update_is_told(fonds, tmp_path):
    ran = fonds("index", "--archive", str(tmp_path / "mission"))
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "there is no archive" in ran.err
