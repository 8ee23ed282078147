"""The controller: a child that may be cancelled, hang or die, and an archive that is whole."""

import textwrap

import pytest

from index import events
from index.archive import Archive
from index.errors import ArchiveBusyError
from index.ingest.controller import _Child, run_update
from index.locking import writing
from index.progress import Failure, Progress, Report

#: Runs in the child before anything else: two documents that no reader survives.
TROUBLE = """
import os, time
from pathlib import Path
from index.ingest import records

whole = records.records_of

def records_of(path, source, *rest):
    path = Path(path)
    if "hangs" in path.name:
        time.sleep(600)
    if "kills" in path.name:
        os._exit(9)
    return whole(path, source, *rest)

records.records_of = records_of
"""


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    root.mkdir()
    for number in range(12):
        (root / f"{number:02}.txt").write_text(f"Le titre {number}\n\nLe texte du document.\n")
    return root


@pytest.fixture
def folder(tmp_path):
    Archive.create(tmp_path / "archive", "essai").close()
    return tmp_path / "archive"


def count(folder):
    archive = Archive.open(folder)
    found = archive.record_count
    assert archive.check() == []
    archive.close()
    return found


def test_an_update_beside_this_process(folder, docs):
    events = []
    report = run_update(folder, [docs], on_event=events.append)
    assert (report.added, report.records, report.error) == (12, 12, None)
    assert isinstance(events[0], Progress)
    assert events[-1] == report
    assert count(folder) == 12
    again = run_update(folder, [])
    assert (again.unchanged, again.added) == (12, 0)


def test_no_code_of_the_folder_where_a_person_stands_is_run(folder, docs, monkeypatch):
    (docs / "html.py").write_text("raise SystemExit(3)\n")
    (docs / "index").mkdir()
    (docs / "index" / "__main__.py").write_text("raise SystemExit(4)\n")
    (docs / "a.html").write_text("<p>Un texte de page.</p>")
    monkeypatch.chdir(docs)
    report = run_update(folder, [docs])
    assert (report.added, report.failed, report.error) == (13, (), None)


def test_documents_that_hang_or_kill_cost_only_themselves(folder, docs, tmp_path, monkeypatch):
    for name in ("03-hangs.txt", "05-kills.txt"):
        (docs / name).write_text("Titre\n\nTexte.\n")
    (tmp_path / "sitecustomize.py").write_text(textwrap.dedent(TROUBLE))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    report = run_update(folder, [docs], patience=3.0)
    assert (report.added, report.records, report.error) == (12, 12, None)
    reasons = {failure.path.rpartition("-")[2]: failure.reason for failure in report.failed}
    assert "longer than" in reasons["hangs.txt"]
    assert "fail" in reasons["kills.txt"]
    assert count(folder) == 12
    again = run_update(folder, [], patience=3.0)
    assert (again.unchanged, len(again.failed)) == (12, 2)


def test_more_places_than_a_command_line_holds_can_be_looked_at(folder, docs):
    run_update(folder, [docs])
    absent = [docs / f"{'a-very-long-name-' * 12}{number}.txt" for number in range(20_000)]
    report = run_update(folder, [*absent, docs / "00.txt"])
    assert report.error is None
    assert len(report.failed) == len(absent)
    assert run_update(folder, []).records == 12


def test_cancelling_keeps_what_was_read(folder, docs):
    for number in range(3000):
        (docs / f"more{number}.txt").write_text(f"Le titre {number}\n\nLe texte.\n")
    seen = []
    report = run_update(folder, [docs], on_event=seen.append, cancelled=lambda: len(seen) > 2)
    assert report.cancelled
    assert report.added < 3012
    assert count(folder) == report.added


def test_another_writer_is_told(folder, docs):
    with writing(folder), pytest.raises(ArchiveBusyError):
        run_update(folder, [docs])


def test_a_child_that_cannot_begin_is_told(folder, docs, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(3)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    report = run_update(folder, [docs])
    assert isinstance(report, Report)
    assert "unexpectedly" in report.error
    assert count(folder) == 0


def test_what_was_safe_when_a_child_died_names_the_failures_of_all_its_batches():
    child = _Child(1.0)
    for name in ("a.txt", "b.txt"):
        told = Report(added=2, failed=(Failure(name, "the file is empty"),))
        child._hear(events.write(events.COMMITTED, told).encode(), lambda progress: None)
    assert child.committed.added == 2
    assert [failure.path for failure in child.committed.failed] == ["a.txt", "b.txt"]


def test_a_rebuild_beside_this_process(folder, docs):
    run_update(folder, [docs])
    report = run_update(folder, [], options=["--rebuild"])
    assert (report.added, report.records) == (12, 12)
    assert count(folder) == 12
