from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QFileDialog

from index.search.query import Filter, Query
from tests.viewer.fakes import make_record
from viewer.dialogs.papers import Order, PaperDialog, Way
from viewer.papers import pdf_name
from viewer.printing import Job
from viewer.printing.heading import picked_heading


def pages(path):
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.worker.idle)


@pytest.fixture
def target(tmp_path, monkeypatch):
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def export(qtbot, window, target):
    """Export what is chosen, and return the text of the pages."""
    window.deed["export_pdf"].trigger()
    qtbot.waitUntil(target.exists)
    settle(qtbot, window)
    return pages(target)


def test_the_record_that_is_read_is_written(qtbot, window, target):
    window.panes.list.go_to(5)
    settle(qtbot, window)
    (page,) = export(qtbot, window, target)
    assert "PO.0005" in page
    assert "fake" in page
    assert window.panes.notice.text == f"Exported to “{target}”."


def test_several_chosen_records_are_written_in_the_order_of_the_list(qtbot, window, target):
    window.panes.list.go_to(2)
    settle(qtbot, window)
    window.panes.list.choose_rows([2, 3, 190])
    assert window.deed["export_pdf"].text() == "&Export 3 records as PDF…"
    found = export(qtbot, window, target)
    assert ["nº 2" in found[0], "nº 3" in found[1], "nº 190" in found[2]] == [True] * 3
    assert len(found) == 3


def test_the_words_of_the_menu_go_back_with_the_choice(qtbot, window):
    window.panes.list.choose_rows([2, 3])
    assert window.deed["print"].text() == "&Print 2 records…"
    assert window.deed["preview"].toolTip().startswith("Print preview of 2 records (")
    window.panes.list.go_to(4)
    assert window.deed["print"].text() == "&Print…"
    settle(qtbot, window)


def test_all_that_was_found_is_written_as_a_list(qtbot, window, target):
    window.search.add_filter(Filter("status", "active"))
    settle(qtbot, window)
    window.papers.put(Order(whole=True, as_list=True), Way.FILE)
    qtbot.waitUntil(target.exists)
    found = pages(target)
    assert "Status: Active" in found[0]
    assert "50 records" in found[0]
    assert "nº 197" in found[-1]


def test_a_dialog_asks_what_is_wanted(qtbot, window, target):
    window.deed["print_list"].trigger()
    (dialog,) = window.findChildren(PaperDialog)
    assert dialog.order.whole
    with qtbot.waitSignal(dialog.wanted):
        dialog._say(Way.FILE)
    qtbot.waitUntil(target.exists)
    assert "200 records" in pages(target)[0]
    settle(qtbot, window)


def test_the_preview_and_the_printer_get_the_same_pages(qtbot, window, tmp_path, monkeypatch):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "preview.pdf"))
    monkeypatch.setattr(
        QPrintPreviewDialog, "exec", lambda dialog: dialog.paintRequested.emit(printer)
    )
    window.panes.list.choose_rows([0, 1])
    window.deed["preview"].trigger()
    qtbot.waitUntil((tmp_path / "preview.pdf").exists)
    assert len(pages(tmp_path / "preview.pdf")) == 2
    settle(qtbot, window)


def test_printing_asks_for_a_printer_first(qtbot, window, monkeypatch):
    printed = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(Job, "print_on", lambda job, printer: printed.append((job, printer)))
    window.panes.list.go_to(5)
    settle(qtbot, window)
    window.deed["print"].trigger()
    ((job, printer),) = printed
    assert [record.id for record in job.records] == ["r5"]
    assert isinstance(printer, QPrinter)


def test_a_dialog_that_is_cancelled_does_nothing(qtbot, window, monkeypatch):
    printed = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: QDialog.DialogCode.Rejected)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(Job, "print_on", lambda *given: printed.append(given))
    window.panes.list.go_to(5)
    settle(qtbot, window)
    window.deed["print"].trigger()
    window.deed["export_pdf"].trigger()
    assert printed == []
    assert not window.panes.notice.isVisible()


def test_a_printer_that_fails_is_said_to(qtbot, window, monkeypatch):
    def fail(*_args):
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(Job, "print_on", fail)
    window.papers.print_to(Job((make_record(1),), "a"), QPrinter())
    assert "does not answer" in window.panes.notice.text
    assert QGuiApplication.overrideCursor() is None


def test_a_place_that_cannot_be_written_is_said_to_be(qtbot, window, monkeypatch):
    def fail(*_args):
        raise OSError(errno.EACCES, "x")

    monkeypatch.setattr(Job, "write", fail)
    window.papers.write(Job((make_record(1),), "a"), Path("/nowhere/sheet.pdf"))
    text = "“sheet.pdf” could not be written: the folder does not allow it."
    assert window.panes.notice.text == text


def test_much_is_told_while_it_is_read_and_can_be_cancelled(qtbot, window, target):
    told = []
    window.papers._collector.progressed.connect(
        lambda *_: told.append(window.panes.notice.text) or window.papers._cancel()
    )
    window.papers.put(Order(whole=True, as_list=True), Way.FILE)
    settle(qtbot, window)
    assert told[0] == "Getting ready to print: 64 of 200 records."
    assert not target.exists()
    assert not window.panes.notice.isVisible()


def test_without_a_record_nothing_is_printed(window):
    window.papers.put(Order(whole=False, as_list=False), Way.PREVIEW)
    assert not window.papers._collector.running


def test_records_like_one_are_headed_by_what_was_asked(qtbot, window, target):
    window.search.find_like("r1")
    settle(qtbot, window)
    window.papers.put(Order(whole=True, as_list=True), Way.FILE)
    qtbot.waitUntil(target.exists)
    assert "Like these words." in pages(target)[0]


@pytest.mark.parametrize(
    ("identifier", "title", "name"),
    [
        ("PO.0105", "x", "PO.0105.pdf"),
        ("A/12:3", "x", "A 12 3.pdf"),
        (None, "Rapport : l'été", "Rapport l'été.pdf"),
        (None, "x" * 300, "x" * 80 + ".pdf"),
        (None, "...", "record.pdf"),
    ],
)
def test_a_file_is_named_after_identifier_or_title(identifier, title, name):
    record = replace(make_record(5), project_id=identifier, title=title)
    assert " ".join(pdf_name(Job((record,), "a")).split()) == name


def test_a_file_of_several_is_named_after_what_was_searched(qapp):
    two = (make_record(1), make_record(2))
    heading = replace(picked_heading(2), words=Query("retour volontaire").words)
    assert pdf_name(Job(two, "mission", heading=heading)) == "retour volontaire.pdf"
    assert pdf_name(Job(two, "mission")) == "mission.pdf"
