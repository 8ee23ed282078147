import io
import sys

import pytest

from viewer import __main__ as program
from viewer.cli.commands import COMMANDS


@pytest.fixture(autouse=True)
def own_hook(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def opened(monkeypatch):
    calls = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("viewer.app.run_window", lambda *call: calls.append(call) or 0)
    return calls


def test_without_a_subcommand_the_window_opens(opened, own_home):
    assert program.main([]) == 0
    assert opened == [(own_home / "data" / "archives" / "default", [])]


def test_paths_are_sources(opened, tmp_path):
    assert program.main(["--archive", str(tmp_path / "a"), str(tmp_path)]) == 0
    assert opened == [(tmp_path / "a", [tmp_path])]


def test_a_path_that_is_missing_is_one_line_and_status_2(opened, capsys):
    assert program.main(["nowhere/at/all"]) == 2
    assert capsys.readouterr().err == "fonds: there is no file or folder “nowhere/at/all”\n"
    assert opened == []


def test_a_command_misspelt_is_told(opened, capsys):
    assert program.main(["serch", "x"]) == 2
    assert "did you mean the command “search”?" in capsys.readouterr().err


def test_a_document_with_the_name_of_a_command_is_opened_by_its_path(opened, tmp_path, monkeypatch):
    (tmp_path / "check").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert program.main(["./check"]) == 0
    assert opened[0][1] == [tmp_path / "check"]


def test_no_display_is_told(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert program.main([]) == 2
    assert "no display" in capsys.readouterr().err


@pytest.mark.parametrize("before", [True, False])
def test_the_archive_may_be_named_before_or_after_the_command(tmp_path, capsys, before):
    archive = ["--archive", str(tmp_path / "none")]
    words = [*archive, "check"] if before else ["check", *archive]
    assert program.main(words) == 2
    assert str(tmp_path / "none") in capsys.readouterr().err


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit, match="0"):
        program.main(["--help"])
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit, match="0"):
        program.main(["--version"])
    assert capsys.readouterr().out.startswith("fonds ")


def test_a_name_that_no_terminal_can_write_does_not_stop_the_output(monkeypatch, capsys):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", out)
    assert program.main(["nö\udcff"]) == 2


def test_after_two_dashes_a_word_is_a_path(opened, capsys):
    assert program.main(["--", "search"]) == 2
    assert "no file or folder “search”" in capsys.readouterr().err
    assert opened == []


def test_the_name_of_an_archive_is_no_command(opened, own_home):
    assert program.main(["--archive", "search"]) == 0
    assert opened == [(own_home / "data" / "archives" / "search", [])]


def test_a_part_that_is_missing_is_told(opened, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "viewer.app", None)
    assert program.main([]) == 2
    error = capsys.readouterr().err
    assert "the window cannot be opened, a part of it is missing" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_these_systems_always_have_a_display(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not program.has_no_display()


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_of_these_says_that_there_is_a_display(monkeypatch, name):
    monkeypatch.setattr(sys, "platform", "linux")
    for other in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(other, raising=False)
    assert program.has_no_display()
    monkeypatch.setenv(name, "0")
    assert not program.has_no_display()
