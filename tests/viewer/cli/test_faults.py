import errno
import logging
import sys

import pytest

from index.errors import RecordMissingError
from viewer.cli.faults import fail, guarded, keep_log, report_bug


def raising(error):
    def action():
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (RecordMissingError("there is no record"), 2, "fonds: there is no record\n"),
        (KeyboardInterrupt(), 130, "fonds: stopped\n"),
        (OSError(errno.ENOSPC, "No space left", "/a/b"), 2, "fonds: /a/b: No space left\n"),
        (OSError(errno.ENOSPC, "No space left"), 2, "fonds: output: No space left\n"),
        (OSError("odd"), 2, "fonds: output: odd\n"),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_every_fault_is_one_plain_line_and_a_status(monkeypatch, capsys, error, status, told):
    monkeypatch.setattr("viewer.cli.faults._forget_stdout", lambda: None)
    assert guarded(raising(error)) == status
    assert capsys.readouterr().err == told


def test_what_went_well_keeps_its_status():
    assert guarded(lambda: 1) == 1


def test_a_message_of_many_lines_becomes_one(capsys):
    assert fail("one\ntwo", 7) == 7
    assert capsys.readouterr().err == "fonds: one two\n"


def caught():
    try:
        raise ZeroDivisionError("ours")
    except ZeroDivisionError:
        return sys.exc_info()


def test_a_bug_is_one_line_and_its_story_is_in_the_log(own_home, capsys):
    report_bug(*caught())
    told = capsys.readouterr().err
    log = own_home / "state" / "fonds.log"
    assert told.count("\n") == 1
    assert str(log) in told
    assert "ZeroDivisionError: ours" in log.read_text()


def test_a_bug_is_told_even_where_no_log_can_be_written(own_home, capsys):
    own_home.write_text("in the way")
    report_bug(*caught())
    assert "ZeroDivisionError: ours" in capsys.readouterr().err


def test_what_is_noted_goes_to_the_log_and_not_to_the_person(own_home, capsys, monkeypatch):
    monkeypatch.setattr(logging, "root", logging.RootLogger(logging.WARNING))
    monkeypatch.setattr(logging.Logger, "root", logging.root)
    keep_log()
    keep_log()
    assert len(logging.root.handlers) == 1
    assert not own_home.exists()
    logging.root.error("Traceback of a child")
    logging.root.handlers[0].close()
    assert capsys.readouterr().err == ""
    assert "Traceback of a child" in (own_home / "state" / "fonds.log").read_text()
