from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from tests.viewer.fakes import make_record
from viewer.recorddeeds import RecordDeeds


class Desk:
    """The record at hand, and what was told about it."""

    def __init__(self, window, record):
        self.record = record
        self.told = []
        self.failed = []
        self.deeds = RecordDeeds(lambda: self.record, lambda: "mission", window)
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


def test_without_a_record_nothing_happens(desk, opened):
    desk.record = None
    for deed in ("open_original", "show_in_folder", "copy_identifier", "copy_path",
                 "copy_citation"):  # fmt: skip
        getattr(desk.deeds, deed)()
    assert desk.told == desk.failed == opened == []
