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
