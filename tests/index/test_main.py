"""``python -m index build``: JSON lines, exit status, errors in plain words."""

import json
import signal

import pytest

from index import events
from index.__main__ import main
from index.archive import Archive
from index.locking import writing
from index.progress import Report


@pytest.fixture(autouse=True)
def _handler_put_back():
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


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
