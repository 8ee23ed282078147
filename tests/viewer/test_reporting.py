from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from index.progress import Failure, Report
from viewer.panes.notice import Notice
from viewer.reporting import ReportController


@pytest.fixture
def notice(qtbot, theme):
    notice = Notice(theme)
    qtbot.addWidget(notice)
    yield notice
    notice.hide()


@pytest.fixture
def reporting(notice):
    return ReportController(notice, notice)


def words(notice):
    return [button.text() for button in notice._choices]


@pytest.mark.parametrize(
    ("report", "choices"),
    [
        (Report(unchanged=3, records=3), []),
        (Report(added=3, records=3), ["Show the report"]),
        (Report(added=3, records=9), ["Show the report", "Show what is new"]),
        (Report(skipped={"hidden": 1}), ["Show the report"]),
        (Report(offline=("/media/usb",)), ["Show the report"]),
        (Report(unchanged=1, notices=(Failure("a", "b"),)), ["Show the report"]),
        (
            Report(added=3, records=9, failed=(Failure("a", "b"),)),
            ["Show which", "Show what is new"],
        ),
    ],
)
def test_what_can_be_done_after_an_import(notice, reporting, report, choices):
    reporting.tell(report)
    assert words(notice) == choices


def test_what_nobody_asked_for_is_told_when_it_brings_news(notice, reporting):
    failed = (Failure("a", "b"),)
    reporting.tell(Report(unchanged=3, records=3, failed=failed), unasked=True)
    assert (reporting.last, words(notice)) == (None, [])
    reporting.tell(Report(added=1, records=4, failed=failed), unasked=True)
    told = reporting.last
    reporting.tell(Report(unchanged=4, records=4, failed=failed), unasked=True)
    assert reporting.last is told
    for news in (
        Report(records=4, failed=(*failed, Failure("c", "d"))),
        Report(records=4, offline=("/media/usb",)),
        Report(removed=1, records=3),
        Report(error="the disk is full"),
    ):
        reporting.tell(news, unasked=True)
        assert reporting.last is news


def test_only_what_went_wrong_stays_until_it_is_closed(notice, reporting):
    reporting.tell(Report(added=3, records=9))
    assert notice._rest.isActive()
    reporting.tell(Report(failed=(Failure("a", "b"),)))
    assert not notice._rest.isActive()


def test_the_report_opens_and_passes_on_what_is_wanted(qtbot, notice, reporting):
    reporting.show_last()
    assert not notice.findChildren(QDialog)
    reporting.tell(Report(added=3, records=9, failed=(Failure("/x/a.pdf", "b"),)))
    notice._choices[0].click()
    (dialog,) = notice.findChildren(QDialog)
    again = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Try all again")
    with qtbot.waitSignal(reporting.retry_wanted) as wanted:
        again.click()
    assert wanted.args == [[]]  # all that failed, in every source


def test_the_wish_to_read_scanned_pages_is_passed_on(qtbot, notice, reporting):
    noted = Failure("/x/scan.pdf", "it has no text layer (scanned pages)")
    reporting.tell(Report(added=1, records=1, notices=(noted,)))
    assert "with a note" in notice.text
    reporting.show_last()
    (dialog,) = notice.findChildren(QDialog)
    with qtbot.waitSignal(reporting.pictures_wanted):
        dialog.pictures_wanted.emit()
