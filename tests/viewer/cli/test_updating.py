import argparse

import pytest

from index.progress import Failure, Progress, Report
from viewer.cli import updating
from viewer.cli.updating import report_object, update

REPORT = Report(added=3, unchanged=1, records=4, failed=(Failure("/a/b\x1b.pdf", "damaged"),))


@pytest.fixture
def run(monkeypatch, tmp_path):
    asked = {}

    def go(report, *, json=False):
        def pretend(folder, paths, *, on_event, cancelled, options):
            asked.update(folder=folder, paths=paths, options=options, stop=cancelled())
            on_event(Progress(1, 4, "/a/b.txt", 1, 0, 0.1))
            on_event(report)
            return report

        monkeypatch.setattr(updating, "run_update", pretend)
        arguments = argparse.Namespace(archive=tmp_path / "mission", json=json)
        return update(arguments, [tmp_path], ["--rebuild"])

    go.asked = asked
    return go


def test_the_report_has_the_keys_of_the_design():
    assert report_object("mission", REPORT) == {
        "archive": "mission",
        "added": 3,
        "updated": 0,
        "unchanged": 1,
        "removed": 0,
        "records": 4,
        "failed": [{"path": "/a/b\x1b.pdf", "reason": "damaged"}],
        "notices": [],
        "skipped": [],
        "offline": [],
        "seconds": 0.0,
    }


def test_the_controller_gets_what_was_asked(run, tmp_path):
    assert run(Report(added=1, records=1)) == 0
    assert run.asked == {
        "folder": tmp_path / "mission",
        "paths": [tmp_path],
        "options": ["--rebuild"],
        "stop": False,
    }


def test_failed_documents_are_named_and_give_status_1(run, capsys):
    assert run(REPORT) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("documents: 3 added, 1 unchanged, 1 failed")
    assert "“mission” holds 4 records" in captured.out
    assert "/a/b\ufffd.pdf: damaged" in captured.err


def test_a_notice_is_told_and_is_no_failure(run, capsys):
    notices = tuple(Failure(f"/a/{n}.pdf", "it has no text layer") for n in range(30))
    assert run(Report(added=30, records=30, notices=notices)) == 0
    told = capsys.readouterr().err
    assert "/a/0.pdf: added, but it has no text layer" in told
    assert "and 10 more" in told


def test_what_was_left_aside_is_counted(run, capsys):
    skipped = {"no document (.gif)": 1, "hidden": 2, "no document (.jpg)": 9}
    assert run(Report(added=1, records=1, skipped=skipped)) == 0
    assert "left aside: 10 no document (.jpg, .gif); 2 hidden\n" in capsys.readouterr().out
    assert report_object("a", Report(skipped={"hidden": 2}))["skipped"] == [
        {"reason": "hidden", "count": 2}
    ]


def test_sources_out_of_reach_are_named(run, capsys):
    assert run(Report(offline=("/stick",))) == 0
    assert "/stick: cannot be reached" in capsys.readouterr().err


def test_an_update_that_was_stopped_has_status_130(run, capsys):
    assert run(Report(added=1, cancelled=True)) == 130
    assert "stopped" in capsys.readouterr().err


def test_an_update_that_ended_early_has_status_2(run, capsys):
    assert run(Report(error="the import ended unexpectedly")) == 2
    assert "ended unexpectedly" in capsys.readouterr().err


def test_json_is_one_object(run, capsys):
    run(Report(records=1), json=True)
    assert capsys.readouterr().out.startswith("{")
