from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from tests.viewer.fakes import make_record
from viewer import recorddeeds as module
from viewer.recorddeeds import RecordDeeds, pdf_name, reason_of


class Desk:
    """The record at hand, and what was told about it."""

    def __init__(self, window, record):
        self.record = record
        self.told = []
        self.failed = []
        self.deeds = RecordDeeds(lambda: self.record, "mission", window)
        self.deeds.told.connect(self.told.append)
        self.deeds.failed.connect(self.failed.append)


@pytest.fixture
def holder(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


@pytest.fixture
def opened(monkeypatch):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True
    )
    return opened


@pytest.fixture
def desk(holder, tmp_path):
    path = tmp_path / "rapport.txt"
    path.write_text("x")
    return Desk(holder, replace(make_record(5), path=str(path)))


def clipboard():
    return QGuiApplication.clipboard().text()


def test_the_original_and_its_folder_are_opened(desk, opened):
    desk.deeds.open_original()
    desk.deeds.show_in_folder()
    path = Path(desk.record.path)
    assert opened == [path, path.parent]
    assert desk.failed == []


def test_an_original_that_is_gone_is_said_to_be(desk, opened):
    Path(desk.record.path).unlink()
    desk.deeds.open_original()
    assert opened == []
    assert "“rapport.txt” is no longer in its place" in desk.failed[0]


def test_a_file_without_a_program_is_said_to_have_none(desk, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    desk.deeds.open_original()
    assert desk.failed == ["The system has no program to open “rapport.txt”."]


def test_identifier_path_and_citation_are_copied(desk):
    desk.deeds.copy_identifier()
    assert clipboard() == "PO.0005"
    desk.deeds.copy_path()
    assert clipboard() == desk.record.path
    desk.deeds.copy_citation()
    assert clipboard().endswith("Fonds: mission.")
    assert desk.told[0] == "Copied: PO.0005"


def test_a_record_without_identifier_gives_its_name_in_the_archive(desk):
    desk.record = replace(desk.record, project_id=None)
    desk.deeds.copy_identifier()
    assert clipboard() == "r5"


def test_a_pdf_is_written_where_the_person_says(desk, tmp_path, monkeypatch):
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.deeds.export_pdf()
    assert target.read_bytes().startswith(b"%PDF")
    assert desk.told == [f"Exported to “{target}”."]


def test_a_dialog_that_is_cancelled_writes_nothing(desk, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    desk.deeds.export_pdf()
    assert desk.told == desk.failed == []


def test_a_place_that_cannot_be_written_is_said_to_be(desk, tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError(errno.EACCES, "x")

    monkeypatch.setattr(module, "export_pdf", fail)
    desk.deeds.write_pdf(tmp_path / "sheet.pdf")
    assert desk.failed == ["“sheet.pdf” could not be written: the folder does not allow it."]
    assert QGuiApplication.overrideCursor() is None


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (None, "the disk does not take it")]
)
def test_reasons_are_plain_words(qapp, number, words):
    error = OSError(number, "x") if number else OSError("x")
    assert reason_of(error) == words


def test_printing_asks_for_a_printer_first(desk, tmp_path, monkeypatch):
    printed = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(module, "print_records", lambda *given: printed.append(given))
    desk.deeds.print_record()
    ((records, name, printer),) = printed
    assert records == [desk.record]
    assert name == "mission"
    assert isinstance(printer, QPrinter)


def test_a_printer_that_fails_is_said_to(desk, monkeypatch):
    def fail(*_args):
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(module, "print_records", fail)
    desk.deeds.print_to(QPrinter())
    assert "does not answer" in desk.failed[0]


def test_the_preview_shows_the_record_at_hand(desk, monkeypatch):
    shown = []
    monkeypatch.setattr(module, "preview", lambda records, *_: shown.append(records))
    desk.deeds.show_preview()
    assert shown == [[desk.record]]


def test_without_a_record_nothing_happens(desk, opened):
    desk.record = None
    for deed in ("open_original", "show_in_folder", "copy_identifier", "copy_path",
                 "copy_citation", "show_preview", "print_record", "export_pdf"):  # fmt: skip
        getattr(desk.deeds, deed)()
    desk.deeds.write_pdf(Path("x.pdf"))
    desk.deeds.print_to(QPrinter())
    assert desk.told == desk.failed == opened == []


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
    assert " ".join(pdf_name(record).split()) == name
