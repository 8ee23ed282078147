"""Processes that stand by, tried in a process of one thread, as the building one is."""

import multiprocessing as mp
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from index.ingest.standby import Standby

ROOT = Path(__file__).resolve().parents[3]

BEGIN = """
import multiprocessing as mp, os, sys, time
from pathlib import Path
from index.archive import Archive
from index.ingest.updating import Watch
from index.ingest import crew, standby
crew.MANY_FOR_STANDBY = 4
claim = crew._Desk.claim
crew._Desk.claim = lambda self, number, *, nobody: nobody and claim(self, number, nobody=True)
folder = Path(sys.argv[1])
waiting = standby.Standby.of(2)
assert len(mp.active_children()) == 2, "no copies were made"
"""


@pytest.fixture
def alone(tmp_path):
    """Return what runs a script in a process of its own, and its exit status."""
    if sys.platform != "linux":
        pytest.skip("only Linux copies processes well")
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(90):
        (docs / f"{number:03}.txt").write_text(f"Le titre {number}\n\nLe texte {number}.\n")

    def run(script):
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", BEGIN + textwrap.dedent(script), str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_copies_read_what_they_are_given(alone):
    done = alone("""
        archive = Archive.create(folder / "archive", "essai")
        crew._started = None  # no other process is started
        report = archive.update([folder / "docs"], watch=Watch(workers=2, standby=waiting))
        assert (report.added, report.failed) == (90, ()), report
        assert archive.check() == []
        archive.close()
        assert mp.active_children() == []
    """)
    assert (done.returncode, done.stderr) == (0, "")


def test_who_is_not_needed_is_dismissed(alone):
    done = alone("""
        assert waiting.waits
        waiting.dismiss()
        assert mp.active_children() == []
        assert not waiting.waits
        assert waiting.hire(folder, 5.0) is None
    """)
    assert (done.returncode, done.stderr) == (0, "")


def test_who_waits_ends_with_who_it_waits_for(alone):
    done = alone("""
        for child in mp.active_children():
            print(child.pid)
        sys.stdout.flush()
        os.kill(os.getpid(), 9)
    """)
    assert done.returncode == -9
    for number in map(int, done.stdout.split()):
        _wait_for_end(number)


def test_a_copy_that_died_is_replaced_by_another_process(alone):
    done = alone("""
        for child in mp.active_children():
            os.kill(child.pid, 9)
        crew.MANY = 4
        archive = Archive.create(folder / "archive", "essai")
        report = archive.update([folder / "docs"], watch=Watch(workers=2, standby=waiting))
        assert (report.added, report.failed) == (90, ()), report
        archive.close()
    """)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_copies_for_one_or_in_a_process_of_several_threads(monkeypatch, tmp_path):
    assert Standby.of(1).hire(Path(), 1.0) is None
    for name in ("1", "2"):
        (tmp_path / name).touch()
    monkeypatch.setattr("index.ingest.standby._THREADS", tmp_path)
    assert Standby.of(2).hire(Path(), 1.0) is None
    assert mp.active_children() == []


def _wait_for_end(number):
    try:
        psutil.Process(number).wait(20)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        pytest.fail("it waits for nobody")
