"""The crew, from outside: what several processes read is what one reads, whatever befalls them."""

import contextlib
import multiprocessing as mp
import os
import textwrap
from pathlib import Path

import psutil
import pytest

from index.archive import Archive
from index.ingest import crew, updating
from index.ingest.updating import Watch
from index.search.query import Query

ROOT = Path(__file__).resolve().parents[3]

#: Runs in every worker before anything else: documents that no reader survives.
TROUBLE = """
import os, subprocess, sys, time
from pathlib import Path
if "--multiprocessing-fork" in sys.argv:
    from index.ingest import records
    whole = records.records_of
    def records_of(path, source, *rest):
        path = Path(path)
        if "hangs" in path.name:
            time.sleep(600)
        if "spins" in path.name:
            while True:
                pass
        if "starts" in path.name:
            other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            path.with_name("other").write_text(str(other.pid))
            other.wait()
        if "kills" in path.name:
            os._exit(9)
        for number, record in enumerate(whole(path, source, *rest)):
            if "breaks" in path.name and number == 250:
                os._exit(9)
            yield record
    records.records_of = records_of
"""


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    root.mkdir()
    for number in range(90):
        (root / f"{number:03}.txt").write_text(f"Le titre {number}\n\nLe texte numéro {number}.\n")
    return root


@pytest.fixture
def archive(tmp_path):
    made = Archive.create(tmp_path / "archive", "essai")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _always_a_crew(monkeypatch):
    """Have a crew for a few documents, and wait for it: nothing is read here meanwhile."""
    claim = crew._Desk.claim

    def only_when_nobody_will(self, number, *, nobody):
        return nobody and claim(self, number, nobody=nobody)

    monkeypatch.setattr(crew, "MANY", 4)
    monkeypatch.setattr(crew._Desk, "claim", only_when_nobody_will)


@pytest.fixture
def trouble(tmp_path, monkeypatch):
    """Have the workers run a script first."""

    def begin_with(script=TROUBLE):
        (tmp_path / "sitecustomize.py").write_text(textwrap.dedent(script))
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), str(ROOT))))

    return begin_with


def titles(archive):
    archive.refresh()
    found = archive.search(Query())
    return {hit.title for hit in archive.hits(found, 0, found.total)}


def records(archive):
    found = archive.search(Query())
    return [archive.record(hit.id) for hit in archive.hits(found, 0, found.total)]


def asked(**more):
    return Watch(workers=2, **more)


def test_several_read_what_one_reads(archive, docs, tmp_path):
    (docs / "001.txt").write_text("")
    (docs / "many.csv").write_text("titre;texte\n" + "Un titre;Le texte du rang.\n" * 700)
    report = archive.update([docs], watch=asked())
    other = Archive.create(tmp_path / "other", "essai")
    alone = other.update([docs])
    assert (report.added, report.records) == (alone.added, alone.records) == (90, 789)
    assert report.failed == alone.failed
    assert records(archive) == records(other)
    other.close()
    assert archive.check() == []
    assert archive.update(watch=asked()).unchanged == 90
    assert mp.active_children() == []


def test_documents_that_hang_or_kill_cost_only_themselves(archive, docs, trouble):
    for name in ("010-hangs.txt", "011-kills.txt", "050-kills.txt"):
        (docs / name).write_text("Titre\n\nTexte.\n")
    trouble()
    report = archive.update([docs], watch=asked(patience=5.0))
    reasons = [(Path(failure.path).name, failure.reason) for failure in report.failed]
    assert reasons == [
        ("010-hangs.txt", "reading it took longer than 5 seconds"),
        ("011-kills.txt", "reading it made the reader fail"),
        ("050-kills.txt", "reading it made the reader fail"),
    ]
    assert (report.added, report.records) == (90, 90)
    assert titles(archive) == {f"Le titre {number}" for number in range(90)}
    assert archive.check() == []
    assert mp.active_children() == []


def test_who_works_without_end_hangs_too_and_what_it_started_ends_with_it(archive, docs, trouble):
    for name in ("010-spins.txt", "050-starts.txt"):
        (docs / name).write_text("Titre\n\nTexte.\n")
    trouble()
    report = archive.update([docs], watch=asked(patience=2.0))
    assert {(Path(failure.path).name, failure.reason) for failure in report.failed} == {
        ("010-spins.txt", "reading it took longer than 2 seconds"),
        ("050-starts.txt", "reading it took longer than 2 seconds"),
    }
    assert report.added == 90
    number = int((docs / "other").read_text())
    with contextlib.suppress(psutil.NoSuchProcess):
        assert psutil.Process(number).status() == psutil.STATUS_ZOMBIE


def test_what_came_of_a_document_before_its_reader_died_is_forgotten(archive, docs, trouble):
    rows = "".join(f"Rang {number};Le texte.\n" for number in range(900))
    (docs / "000-breaks.csv").write_text("titre;texte\n" + rows)
    trouble()
    report = archive.update([docs], watch=asked())
    assert [Path(failure.path).name for failure in report.failed] == ["000-breaks.csv"]
    assert (report.added, report.records) == (90, 90)
    assert archive.check() == []


def test_workers_that_cannot_begin_are_done_without(archive, docs, trouble):
    trouble("import os, sys\nif '--multiprocessing-fork' in sys.argv: os._exit(3)\n")
    report = archive.update([docs], watch=asked())
    assert (report.added, report.failed) == (90, ())


def test_when_too_many_were_lost_the_rest_is_read_here(archive, docs, trouble, monkeypatch):
    monkeypatch.setattr(crew, "MOST_LOSSES", 1)
    for number in range(3):
        (docs / f"0{number}5-kills.txt").write_text("Titre\n\nTexte.\n")
    trouble()
    report = archive.update([docs], watch=asked())
    assert report.added + len(report.failed) == 93
    assert report.added >= 90
    assert archive.check() == []


def test_stopping_keeps_what_was_read(archive, docs, monkeypatch):
    monkeypatch.setattr(updating, "_TELL", 0.0)
    seen = []
    watch = asked(progress=seen.append, cancelled=lambda: len(seen) > 40)
    report = archive.update([docs], watch=watch)
    assert report.cancelled
    assert 30 < report.added < 90
    assert len(titles(archive)) == report.added
    assert mp.active_children() == []


def test_stopping_waits_for_no_document(archive, docs, trouble):
    (docs / "000-hangs.txt").write_text("Titre\n\nTexte.\n")
    trouble()
    asks = []
    watch = asked(patience=600.0, cancelled=lambda: asks.append(1) or len(asks) > 30)
    report = archive.update([docs], watch=watch)
    assert (report.cancelled, report.added, report.failed) == (True, 0, ())
    assert mp.active_children() == []


def test_a_few_documents_start_no_process(archive, docs, monkeypatch):
    monkeypatch.setattr(crew, "MANY", 1000)
    monkeypatch.setattr(crew.Crew, "_hire", lambda self, workers: pytest.fail("a process"))
    assert archive.update([docs], watch=asked()).added == 90


def test_slow_documents_are_worth_a_crew_too(archive, docs, monkeypatch):
    monkeypatch.setattr(crew, "MANY", 1000)
    monkeypatch.setattr(crew, "WORTH_SECONDS", 0.0)
    monkeypatch.setattr(crew, "_TOLD_AFTER", 0.0)
    hired = []
    monkeypatch.setattr(crew.Crew, "_hire", lambda self, workers: hired.append(workers))
    assert archive.update([docs], watch=asked()).added == 90
    assert 2 in hired


def test_furniture_is_judged_by_the_crew(archive, docs):
    menu = "Baco limo\nFen galo\nHur rit\nDil cornar\n"
    for number in range(90):
        body = f"Le village {number} ouvre son marché au bord de la rivière numéro {number}."
        (docs / f"{number:03}.txt").write_text(f"{menu}Le titre {number}\n\n{body}\n")
    archive.update([docs], watch=asked())
    assert titles(archive) == {f"Le titre {number}" for number in range(90)}
    assert all("Baco limo" not in record.body for record in records(archive))
    assert archive.update(watch=asked()).unchanged == 90
