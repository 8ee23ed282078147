from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from index.progress import Failure, Report
from viewer.dialogs import report as module
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
    assert wanted.args == [[]]
    assert dialog.result()


def test_what_is_new_can_be_shown(qtbot, make):
    dialog = make(REPORT)
    with qtbot.waitSignal(dialog.new_wanted):
        button(dialog, "Show what is new").click()


def test_nothing_new_nothing_failed(make):
    dialog = make(Report(unchanged=5, records=5))
    assert button(dialog, "Show what is new").isHidden()
    assert not [b for b in dialog.findChildren(QPushButton) if "again" in b.text()]
    assert button(dialog, "Read scanned pages").isHidden()


NOTED = (Failure("/x/scan.pdf", "it has no text layer (scanned pages)"), Failure("/x/b.csv", "cut"))


@pytest.mark.parametrize("there", [True, False])
def test_scanned_pages_are_read_where_that_can_be(qtbot, make, monkeypatch, there):
    monkeypatch.setattr(module, "is_there", lambda: there)
    dialog = make(replace(REPORT, notices=NOTED))
    assert ("2", "in the archive, with a note") in dialog.rows()
    offer = button(dialog, "Read scanned pages")
    assert not offer.isHidden()
    assert offer.isEnabled() == there
    assert ("where tesseract is installed" in offer.toolTip()) != there
    if there:
        with qtbot.waitSignal(dialog.pictures_wanted):
            offer.click()


def test_what_has_a_note_is_a_list_of_its_own_without_trying_again(make):
    dialog = make(Report(added=2, records=2, notices=NOTED))
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "In the archive, with a note" in texts
    assert "Could not be read" not in texts
    assert button(dialog, "Try all again").isHidden()


def test_kinds_of_files_are_told_in_one_line(make):
    skipped = {f"not a document (.{n})": 10 - n for n in range(9)}
    rows = make(Report(added=1, skipped={**skipped, "not a document": 1, "hidden": 3})).rows()
    assert rows[1:3] == [
        ("55", "left aside: not a document (.0, .1, .2, .3, .4, .5, .6, .7, …)"),
        ("3", "left aside: hidden"),
    ]
