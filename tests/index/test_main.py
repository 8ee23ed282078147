"""``python -m index build``: JSON lines, exit status, errors in plain words."""

import io
import json
import signal

import pytest

from index import __main__ as program
from index import events
from index.__main__ import main
from index.archive import Archive
from index.ingest import batches
from index.locking import writing
from index.progress import Report


@pytest.fixture(autouse=True)
def _handler_put_back():
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch):
    """A slow machine must not end a batch that a test wants whole."""
    monkeypatch.setattr(batches, "FIRST_SECONDS", 600.0)
    monkeypatch.setattr(batches, "BATCH_SECONDS", 600.0)


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    root.mkdir()
    (root / "un.txt").write_text("Le titre\n\nLe texte.\n")
    (root / "deux.txt").write_text("Le second\n\nLe texte.\n")
    return root


def lines(capsys):
    return [events.read(line.encode()) for line in capsys.readouterr().out.splitlines()]


def test_progress_then_a_report(tmp_path, docs, capsys):
    assert main(["build", str(tmp_path / "a"), str(docs)]) == 0
    told = lines(capsys)
    assert [kind for kind, _ in told] == [
        *[events.PROGRESS] * 2,
        events.COMMITTING,
        events.COMMITTED,
        events.PROGRESS,
        events.REPORT,
    ]
    assert isinstance(told[-1][1], Report)
    assert told[-1][1].added == 2


def test_sources_may_be_given_on_standard_input(tmp_path, docs, capsys, monkeypatch):
    given = [str(docs / name) for name in ("un.txt", "deux.txt")]
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(given[:1])))
    assert main(["build", "--given", str(tmp_path / "a"), given[1]]) == 0
    assert lines(capsys)[-1][1].added == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("[]"))
    assert main(["build", str(tmp_path / "a"), "--given"]) == 0
    assert lines(capsys)[-1][1].unchanged == 2


def test_failures_and_skipped_documents_are_named(tmp_path, docs, capsys):
    (docs / "vide.txt").touch()
    skipped = str(docs / "un.txt")
    assert main(["build", str(tmp_path / "a"), str(docs), "--skip", skipped, "too slow"]) == 1
    report = lines(capsys)[-1][1]
    assert {(f.path, f.reason) for f in report.failed} >= {(skipped, "too slow")}
    assert (len(report.failed), report.added) == (2, 1)
    assert main(["build", str(tmp_path / "a"), "--retry"]) == 1
    assert lines(capsys)[-1][1].added == 1


def test_rebuild(tmp_path, docs, capsys):
    main(["build", str(tmp_path / "a"), str(docs)])
    assert main(["build", str(tmp_path / "a"), "--rebuild"]) == 0
    kinds = [kind for kind, _ in lines(capsys)]
    assert kinds[-1] == events.REPORT
    assert kinds.count(events.COMMITTED) == 1


def test_a_busy_archive(tmp_path, docs, capsys):
    Archive.create(tmp_path / "a", "a").close()
    with writing(tmp_path / "a"):
        assert main(["build", str(tmp_path / "a"), str(docs)]) == 2
    line = json.loads(capsys.readouterr().out)
    assert line["message"] == "this archive is being updated by another Fonds"


def test_wrong_use(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["destroy"])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_it_stops_after_the_document_in_hand_when_it_is_told_to(
    tmp_path, docs, capsys, monkeypatch
):
    """The signal comes while the first document is read; what was read is committed."""
    said = []

    def say(line):
        said.append(line)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(program, "_say", say)
    assert main(["build", str(tmp_path / "a"), str(docs), "--workers", "0"]) == 0
    kind, report = events.read(said[-1].encode())
    assert kind == events.REPORT
    assert report.cancelled
    assert report.added < 2
    assert main(["build", str(tmp_path / "b"), str(docs)]) == 0


def test_where_nobody_listens_it_ends(tmp_path, docs, monkeypatch):
    def broken(line):
        raise BrokenPipeError

    monkeypatch.setattr(program, "_say", broken)
    assert main(["build", str(tmp_path / "a"), str(docs)]) == 2


def test_an_archive_whose_card_cannot_be_read_is_one_line_and_status_2(tmp_path, docs, capsys):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "archive.json").write_text("{")
    assert main(["build", str(tmp_path / "a"), str(docs)]) == 2
    [(kind, error)] = lines(capsys)
    assert kind == events.ERROR
    assert "archive.json" in str(error)


def test_it_runs_below_what_a_person_waits_for(tmp_path, docs, monkeypatch):
    asked = []
    monkeypatch.setattr(program.os, "nice", asked.append, raising=False)
    main(["build", str(tmp_path / "a"), str(docs)])
    assert asked == []
    main(["build", str(tmp_path / "a"), str(docs), "--low"])
    assert asked == [program.NICENESS]


def test_no_more_processes_read_than_one_can_write_for(monkeypatch):
    monkeypatch.setattr(
        program.os, "sched_getaffinity", lambda number: set(range(64)), raising=False
    )
    monkeypatch.setattr(program.os, "cpu_count", lambda: 64)
    for platform in ("linux", "darwin", "win32"):
        monkeypatch.setattr(program.sys, "platform", platform)
        assert program._processors() == program.MOST_WORKERS
    monkeypatch.setattr(program.os, "cpu_count", lambda: None)
    assert program._processors() == 1
