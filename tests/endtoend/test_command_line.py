"""The real program in a process of its own: what a shell sees of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest

from viewer.folders import sample_folder

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]


def command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "viewer", *arguments]


def surroundings(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "FONDS_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fonds' folders with the sample archive, imported by the program itself."""
    home = tmp_path_factory.mktemp("home")
    words = ["index", str(sample_folder()), "--archive", "sample", "--json"]
    ran = subprocess.run(
        command(words), env=surroundings(home), capture_output=True, text=True, timeout=120
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    report = json.loads(ran.stdout)
    assert report["archive"] == "sample"
    assert report["added"] == report["records"] > 30
    assert report["failed"] == []
    return home


@pytest.fixture
def fonds(home: Path, tmp_path: Path) -> Run:
    """Run the program in an empty folder, with no display and no settings of anybody."""

    def run(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
        words = command([*arguments, "--archive", "sample"])
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run(  # type: ignore[call-overload]
            words, env=surroundings(home), cwd=tmp_path, text=True, timeout=60, **options
        )

    return run


def test_from_a_search_to_a_printed_sheet(fonds: Run, tmp_path: Path):
    found = json.loads(fonds("search", "migration", "--kind", "project", "--json").stdout)
    assert found["total"] > 1
    first = found["hits"][0]["id"]
    shown = json.loads(fonds("show", first, "--json").stdout)
    assert shown["id"] == first
    ran = fonds("print", first, "-o", "sheet.pdf")
    assert (ran.returncode, ran.stderr) == (0, "")
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert shown["title"].split()[0] in document[0].get_textpage().get_text_bounded()
    document.close()


def test_a_second_update_finds_nothing_new(fonds: Run):
    ran = fonds("index", "--json")
    report = json.loads(ran.stdout)
    assert (report["added"], report["updated"], report["removed"]) == (0, 0, 0)
    assert report["unchanged"] == report["records"]


def test_export_and_check(fonds: Run, tmp_path: Path):
    assert fonds("export", "--query", "", "--format", "csv", "-o", "all.csv").returncode == 0
    assert (tmp_path / "all.csv").read_text(encoding="utf-8").startswith("id,project_id,")
    ran = fonds("check")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_commands_but_print_do_without_qt(home: Path):
    code = (
        "import sys; from viewer.__main__ import main;"
        "status = main(['search', 'eau', '--archive', 'sample', '--json']);"
        "import viewer.cli.show, viewer.cli.export, viewer.cli.index, viewer.cli.check,"
        " viewer.cli.rebuild, viewer.cli.print;"
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=surroundings(home), capture_output=True, timeout=60
    )
    assert ran.returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ["show", "no-such-record"],
        ["search", "x", "--limit", "few"],
        ["print", "-o", "a.pdf"],
        ["export", "--query", "x", "--format", "docx"],
        ["index", "nowhere"],
    ],
)
def test_a_fault_is_one_line_on_stderr_and_status_2(fonds: Run, words: list[str]):
    ran = fonds(*words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("fonds")
    assert ran.stderr.count("\n") == 1


def test_no_display_is_said_plainly(fonds: Run):
    ran = fonds()
    assert ran.returncode == 2
    assert "no display" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(fonds: Run):
    with Path("/dev/full").open("w") as full:
        ran = fonds("search", "", stdout=full)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_is_no_fault(home: Path):
    program = subprocess.Popen(
        command(["search", "", "--limit", "0", "--json", "--archive", "sample"]),
        env=surroundings(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.read(1)
    program.stdout.close()
    assert program.stderr is not None
    told = program.stderr.read()
    program.stderr.close()
    assert program.wait(60) in (0, 141)
    assert told == b""


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_an_import_that_is_stopped_keeps_what_it_has_and_says_so(tmp_path: Path):
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(3000):
        (documents / f"{number}.txt").write_text(f"Titre {number}\n\n" + "Un texte. " * 40)
    program = subprocess.Popen(
        command(["index", str(documents)]),
        env=surroundings(tmp_path / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A suite that runs in the background of a shell has interrupts ignored, and so would this.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 60
    archive = tmp_path / "home" / "data" / "archives" / "default" / "archive.json"
    while not archive.exists() and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(program.pid, signal.SIGINT)
    _out, told = program.communicate(timeout=60)
    assert program.returncode == 130
    assert told.count("\n") == 1
    assert "stopped" in told
    ran = subprocess.run(
        command(["check"]), env=surroundings(tmp_path / "home"), capture_output=True, timeout=60
    )
    assert ran.returncode == 0
