from pathlib import Path

import pytest

from viewer import folders


def test_fonds_home_moves_all_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("FONDS_HOME", str(tmp_path))
    assert folders.data_folder() == tmp_path / "data"
    assert folders.config_folder() == tmp_path / "config"
    assert folders.state_folder() == tmp_path / "state"
    assert folders.archive_folder() == tmp_path / "data" / "archives" / "default"


def test_without_it_they_are_the_platforms(monkeypatch):
    monkeypatch.delenv("FONDS_HOME")
    for folder in (folders.data_folder(), folders.config_folder(), folders.state_folder()):
        assert folder.is_absolute()
        assert "fonds" in folder.parts[-1].lower() or "fonds" in map(str.lower, folder.parts)


def test_a_word_is_a_name_and_a_path_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert folders.archive_folder("sample") == folders.archives_folder() / "sample"
    assert folders.archive_folder("./sample") == tmp_path / "sample"
    assert folders.archive_folder(".") == tmp_path
    assert folders.archive_folder(str(tmp_path / "a")) == tmp_path / "a"
    assert folders.archive_folder("~/a") == Path("~/a").expanduser()


@pytest.mark.parametrize("name", ["..", "../x", "a/b"])
def test_a_name_never_leaves_the_folder_of_archives(name):
    assert folders.archives_folder() not in folders.archive_folder(name).resolve().parents


def test_the_sample_comes_with_fonds():
    assert any(folders.sample_folder().rglob("*.txt"))
