from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from index.progress import Failure, Report
from viewer.dialogs.report import ReportDialog

REPORT = Report(
    added=1309,
    updated=2,
    unchanged=40,
    removed=1,
    records=2500,
    failed=(Failure("/x/a.pdf", "the file is damaged"),),
    seconds=12.4,
    skipped={"hidden": 2, "not a document (.jpg)": 17},
    offline=("/media/usb",),
)


@pytest.fixture
def make(qtbot):
    def make(report):
        dialog = ReportDialog(report, "Said.")
        qtbot.addWidget(dialog)
        return dialog

    return make


def button(dialog, text):
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_every_count_that_says_something_stands_there(make):
    assert make(REPORT).rows() == [
        ("1,309", "added"),
        ("2", "brought up to date"),
        ("40", "unchanged"),
        ("1", "no longer there"),
        ("1", "could not be read"),
        ("17", "left aside: not a document (.jpg)"),
        ("2", "left aside: hidden"),
        ("2,500", "records in the archive now; the import took 12 s"),
    ]


def test_sources_that_are_away_are_named(make):
    dialog = make(REPORT)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts[0] == "Said."
    assert any(text.startswith("“/media/usb” could not be reached.") for text in texts)


def test_what_failed_can_be_tried_again(qtbot, make):
    dialog = make(REPORT)
    with qtbot.waitSignal(dialog.retry_wanted) as wanted:
        button(dialog, "Try all again").click()
    assert wanted.args == [["/x/a.pdf"]]
    assert dialog.result()


def test_what_is_new_can_be_shown(qtbot, make):
    dialog = make(REPORT)
    with qtbot.waitSignal(dialog.new_wanted):
        button(dialog, "Show what is new").click()


def test_nothing_new_nothing_failed(make):
    dialog = make(Report(unchanged=5, records=5))
    assert button(dialog, "Show what is new").isHidden()
    assert not [b for b in dialog.findChildren(QPushButton) if "again" in b.text()]
