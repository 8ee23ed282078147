from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from index.ingest.profiles import read_profile
from viewer.profiling import ProfileController


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "projets.csv"
    path.write_text("Libellé;Montant engagé\nRoute;1000\nPont;2000\n", encoding="utf-8")
    return path


@pytest.fixture
def profiling(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    controller = ProfileController(window)
    yield controller
    controller.stop()


@pytest.fixture
def dialog(qtbot, profiling, table):
    dialog = profiling.open(table)
    qtbot.waitUntil(lambda: dialog._records.rowCount() == 2, timeout=20_000)
    return dialog


def heads(dialog):
    table = dialog._records
    return [table.horizontalHeaderItem(n).text() for n in range(table.columnCount())]


def test_a_choice_shows_the_records_anew(qtbot, dialog):
    assert "Budget" not in heads(dialog)
    dialog.field_chosen.emit("Montant engagé", "budget")
    qtbot.waitUntil(lambda: "Budget" in heads(dialog))
    dialog.reject()


def test_saving_writes_the_profile_and_has_the_document_read(qtbot, profiling, dialog, table):
    dialog.field_chosen.emit("Montant engagé", "budget")
    with qtbot.waitSignal(profiling.saved) as saved:
        dialog._save.click()
    assert saved.args == [table, False]
    profile = read_profile(table.with_name("projets.csv.fonds.toml"))
    assert profile.field_of("montant engagé") == "budget"


def test_a_profile_that_stands_is_shown(qtbot, profiling, table):
    table.with_name("fonds.toml").write_text('[fields]\n"Montant engagé" = "budget"\n')
    dialog = profiling.open(table)
    qtbot.waitUntil(lambda: dialog._columns.rowCount() == 2, timeout=20_000)
    assert dialog._columns.cellWidget(1, 1).currentText() == "Budget"
    qtbot.waitUntil(lambda: "Budget" in heads(dialog))
    dialog.reject()


def test_what_cannot_be_written_is_told(qtbot, dialog, table):
    table.with_name("projets.csv.fonds.toml.new").mkdir()
    dialog._save.click()
    assert "could not be written" in dialog._said.text()
    dialog.reject()


def test_what_cannot_be_read_is_told(qtbot, profiling, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    dialog = profiling.open(broken)
    qtbot.waitUntil(lambda: not dialog._said.text().startswith("Reading"), timeout=20_000)
    assert dialog._said.objectName() == "warning"
    dialog.reject()


def test_the_document_is_asked_for(profiling, monkeypatch, table):
    opened = []
    monkeypatch.setattr(profiling, "open", opened.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    profiling.ask()
    assert opened == [table]


def test_a_source_is_a_document_or_holds_one(profiling, monkeypatch, table):
    opened, began = [], []
    monkeypatch.setattr(profiling, "open", opened.append)

    def choose(_window, _title, folder):
        began.append(folder)
        return str(table), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    profiling.look_at(table)
    profiling.look_at(table.parent)
    assert opened == [table, table]
    assert began == [str(table.parent)]
