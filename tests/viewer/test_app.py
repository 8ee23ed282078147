from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from shiboken6 import isValid

from index.progress import Report
from viewer.app import Program, make_application, open_archive, update
from viewer.folders import archive_folder, config_folder, sample_folder, state_folder
from viewer.session import load_session
from viewer.settings import load_settings


def settle(qtbot, program):
    qtbot.waitUntil(lambda: program.window.worker.idle)


@pytest.fixture
def made(qapp, monkeypatch):
    QLocale.setDefault(QLocale(QLocale.Language.C))
    monkeypatch.setattr("viewer.app.QApplication", lambda _arguments: qapp)
    return make_application(["fonds"])


def test_the_application_is_named(made):
    assert made.applicationName() == "fonds"
    assert not made.windowIcon().isNull()


def test_a_machine_without_a_language_speaks_english(made):
    assert QLocale().toString(12403) == "12,403"


def test_the_window_opens_and_its_session_is_kept(qtbot, program, tmp_path):
    folder = tmp_path / "mission"
    window = program.open(folder)
    window.search.type_text("migration")
    settle(qtbot, program)
    window.close()
    assert load_session(state_folder(), folder).query == "migration"


def test_the_session_is_restored(qtbot, program, tmp_path):
    folder = tmp_path / "mission"
    program.open(folder).search.type_text("migration")
    settle(qtbot, program)
    program.window.close()
    again = program.open(folder)
    settle(qtbot, program)
    assert again.search.query.words == "migration"
    assert again.panes.hits.rowCount() == 40


def test_the_chosen_colours_are_kept(qtbot, program, tmp_path):
    program.open(tmp_path / "mission").theme_chosen.emit("dark")
    settle(qtbot, program)
    assert load_settings(config_folder()).theme == "dark"


def test_the_sample_archive_takes_the_window_s_place(qtbot, program, tmp_path):
    asked = []

    def update(folder, paths, *, on_event, cancelled, options):
        asked.append((folder, list(paths)))
        return Report()

    program._update = update
    first = program.open(tmp_path / "mission")
    first.sample_wanted.emit()
    qtbot.waitUntil(lambda: bool(asked) and not program.window.importing.running)
    settle(qtbot, program)
    assert asked == [(archive_folder("sample"), [sample_folder()])]
    assert program.window is not first
    assert not isValid(first)


def test_an_archive_is_made_where_none_stands(tmp_path):
    archive = open_archive(tmp_path / "new")
    assert archive.record_count == 0
    assert archive.name == "new"
    archive.close()
    assert Path(tmp_path / "new").is_dir()


@pytest.mark.parametrize("theme", ["dark", "nonsense"])
def test_settings_colour_the_window(qapp, archive, theme):
    config_folder().mkdir(parents=True)
    (config_folder() / "settings.json").write_text(f'{{"theme": "{theme}"}}')
    program = Program(qapp, lambda _folder: archive, lambda *_args, **_named: None)
    assert program.theme.choice == ("dark" if theme == "dark" else "system")
    qapp.setStyleSheet("")
    program.theme.setParent(None)
    program.theme.deleteLater()
    program.setParent(None)


@pytest.mark.parametrize(
    ("room", "idle"),
    [
        ("viewer.app", {"numpy", "whoosh", "asyncio", "ftfy", "index.engine", "index.ingest"}),
        ("index.archive", {"ftfy", "asyncio", "index.ingest.readers", "index.ingest.outline"}),
    ],
)
def test_what_a_start_does_not_need_is_not_loaded(room, idle):
    """The window stands before the engine is loaded, and neither waits for what reads documents."""
    told = f"import sys, {room}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert idle.isdisjoint(done.stdout.split())


def test_an_update_runs_in_a_process_of_its_own(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Un titre\n\nUn texte.", "utf-8")
    told = []
    report = update(
        tmp_path / "archive",
        [tmp_path / "texts"],
        on_event=told.append,
        cancelled=lambda: False,
    )
    assert (report.added, report.failed) == (1, ())
    assert told
