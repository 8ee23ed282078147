"""The first command of the README: a window on the sample, or the picture of one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import sample
from viewer.folders import sample_folder

ROOT = Path(__file__).resolve().parents[2]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def pictured(monkeypatch):
    """Take pictures of nothing, where there is no display, and say that it held 7 records."""
    asked = []
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sample, "_picture", lambda path: asked.append(path) or 7)
    yield asked
    os.environ.pop("QT_QPA_PLATFORM", None)


def test_where_there_is_a_display_the_window_opens_on_the_sample(monkeypatch):
    asked = []
    monkeypatch.setattr(sample, "has_no_display", lambda: False)
    monkeypatch.setattr(sample, "main", lambda words: asked.append(words) or 5)
    assert sample.open_sample() == 5
    assert asked == [["--archive", "sample", str(sample_folder())]]


def test_where_there_is_none_a_picture_is_saved_and_named(pictured, capsys):
    assert sample.open_sample() == 0
    [path] = pictured
    out = capsys.readouterr().out
    assert "no display" in out
    assert "7 records" in out
    assert str(path) in out
    assert path.suffix == ".png"
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_an_import_that_failed_is_told(pictured, capsys, monkeypatch):
    monkeypatch.setattr(sample, "_picture", lambda path: 0)
    assert sample.open_sample() == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "could not be imported" in captured.err


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a display")
def test_the_picture_is_taken_of_a_real_window(tmp_path):
    """In a process of its own: it makes the one application, and ends it."""
    environment = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    environment |= {"TMPDIR": str(tmp_path), "FONDS_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "viewer.sample"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=150)
    assert (ended.returncode, ended.stderr) == (0, b"")
    picture = tmp_path / "fonds-window.png"
    assert str(picture) in ended.stdout.decode()
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 10_000
