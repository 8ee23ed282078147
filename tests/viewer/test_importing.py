from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.errors import ArchiveBusyError
from index.progress import Failure, Progress, Report
from viewer import importing
from viewer.importing import ImportController, summary
from viewer.panes.importstrip import ImportStrip


class Updates:
    """Updates as they were asked for; each goes on until it is let go or cancelled."""

    def __init__(self):
        self.asked = []
        self.go = False
        self.error = None

    def __call__(self, folder, paths, *, on_event, cancelled, options):
        self.asked.append((list(paths), list(options)))
        on_event(Progress(1, 2, "a.txt", 1, 0, 0.0))
        while not (self.go or cancelled()):
            time.sleep(0.005)
        if self.error:
            raise self.error
        return Report(added=len(paths), cancelled=cancelled())


@pytest.fixture
def updates():
    return Updates()


@pytest.fixture
def strip(qtbot):
    strip = ImportStrip()
    qtbot.addWidget(strip)
    return strip


@pytest.fixture
def controller(qtbot, updates, strip, tmp_path):
    controller = ImportController(updates, tmp_path, strip)
    yield controller
    controller.stop()


def test_an_import_is_shown_while_it_runs(qtbot, controller, updates, strip):
    controller.start([Path("a")])
    assert controller.running
    assert not strip.isHidden()
    qtbot.waitUntil(lambda: strip._bar.maximum() == 2)
    updates.go = True
    with qtbot.waitSignal(controller.finished) as finished:
        pass
    assert finished.args[0].added == 1
    assert not controller.running
    assert strip.isHidden()


def test_what_comes_meanwhile_waits_its_turn(qtbot, controller, updates):
    reports = []
    controller.finished.connect(reports.append)
    controller.start([Path("a")])
    controller.start([Path("b"), Path("c")], importing.RETRY)
    updates.go = True
    qtbot.waitUntil(lambda: len(reports) == 2)
    assert updates.asked == [([Path("a")], []), ([Path("b"), Path("c")], ["--retry"])]


def test_what_nobody_asked_for_is_known_when_it_ends(qtbot, controller, updates):
    asked = []
    controller.finished.connect(lambda _report: asked.append(controller.unasked))
    controller.start([Path("a")])
    controller.start([Path("b")], unasked=True)
    controller.start([Path("c")])
    updates.go = True
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert asked == [False, True, False]


def test_stopping_drops_what_waits(qtbot, controller, updates, strip):
    controller.start([Path("a")])
    controller.start([Path("b")])
    with qtbot.waitSignal(controller.finished) as finished:
        strip.cancelled.emit()
    assert finished.args[0].cancelled
    assert not controller.running


def test_an_import_that_fails_says_why(qtbot, controller, updates):
    updates.error = ArchiveBusyError()
    updates.go = True
    with qtbot.waitSignal(controller.failed) as failed:
        controller.start([Path("a")])
    assert failed.args == ["this archive is being updated by another Fonds"]


def test_records_are_shown_while_the_import_goes_on(qtbot, controller, updates, monkeypatch):
    monkeypatch.setattr(importing, "_SHOW_EVERY_S", -1.0)
    with qtbot.waitSignal(controller.grown):
        controller.start([Path("a")])
    updates.go = True
    with qtbot.waitSignal(controller.finished):
        pass


def test_closing_ends_what_is_under_way(controller):
    controller.start([Path("a")])
    controller.stop()
    assert not controller.running


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (Report(), "Everything was up to date already."),
        (Report(added=311), "311 documents added."),
        (
            Report(added=309, updated=1, removed=2, failed=(Failure("a", "b"),)),
            "309 documents added, 1 document brought up to date, 2 documents no longer there, "
            "1 document could not be read.",
        ),
        (
            Report(added=5, updated=1, cancelled=True),
            "Stopped. What was added until then stays: 6 documents.",
        ),
        (Report(error="the disk is full"), "The disk is full."),
        (Report(offline=("/media/usb",)), "“/media/usb” could not be reached."),
    ],
)
def test_a_report_in_one_sentence(qapp, report, text):
    assert summary(report) == text
