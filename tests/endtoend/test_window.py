"""The whole road in the real window on a real archive: add, type, filter, read, print, go on."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from index.ingest.controller import run_update
from viewer.app import Program, open_archive
from viewer.dialogs.papers import Order, Way
from viewer.dialogs.sources import SourcesDialog
from viewer.folders import archive_folder
from viewer.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECT = """Appui au retour volontaire, nº {n}

  • Année
    {year}

  • Statut du projet
    {status}

  • Budget Amount (USD)
    {n}00000.00

  • IDF Region
    Afrique

  • Projet ID
    PO.0{n}05

Le projet accompagne le retour volontaire de travailleurs migrants. Une seconde phase du retour
est prévue au Niger, avec les partenaires du retour.
"""

NEWS = """Niamey, le 14 mars 2016 – La main-d'œuvre étrangère au Niger

Niamey, le 14 mars 2016 – Les ministres ont parlé de main-d'œuvre et de formation.
"""


def write_documents(folder: Path) -> Path:
    folder.mkdir()
    for number in range(1, 6):
        status = "Achevé" if number % 2 else "Actif"
        text = PROJECT.format(n=number, year=2018 + number, status=status)
        (folder / f"projet-{number}.txt").write_text(text, encoding="utf-8")
    (folder / "niamey.txt").write_text(NEWS, encoding="utf-8")
    (folder / "vide.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "documents")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the documents, made once; tests open copies of it."""
    base = tmp_path_factory.mktemp("made")
    run_update(base / "mission", [write_documents(base / "documents")])
    return base / "mission"


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("FONDS_HOME", str(tmp_path / "home"))
    QLocale.setDefault(QLocale("en_US"))
    program = Program(qapp, open_archive, run_update)
    yield program
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    qapp.setStyleSheet("")
    program.setParent(None)
    program.theme.setParent(None)


@pytest.fixture
def settle(qtbot) -> Callable[[Window], None]:
    def wait(window: Window) -> None:
        qtbot.waitUntil(lambda: window.worker.idle and not window.importing.running, timeout=30_000)

    return wait


@pytest.fixture
def window(program: Program, made: Path, settle) -> Window:
    """A window on an archive that was made before."""
    shutil.copytree(made, archive_folder("mission"))
    window = program.open(archive_folder("mission"))
    settle(window)
    return window


@pytest.fixture
def filled(program: Program, documents: Path, settle) -> Window:
    """A window that has just added the documents itself."""
    window = program.open(archive_folder("mission"), [documents])
    settle(window)
    settle(window)
    return window


def type_words(qtbot, settle, window: Window, words: str) -> None:
    field = window.panes.header.query_bar._field
    field.clear()
    qtbot.keyClicks(field, words)
    qtbot.waitUntil(lambda: window.search.query.words == words)
    settle(window)


def click_value(settle, window: Window, facet: str, label: str) -> None:
    section = window.panes.facets.section(facet)
    row = [row.label for row in section._model.rows].index(label)
    place = section._list.visualRect(section._model.index(row)).center()
    QTest.mouseClick(section._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(window)


def test_first_start_says_what_to_do(qtbot, program, settle):
    window = program.open(archive_folder("mission"))
    settle(window)
    qtbot.waitUntil(lambda: window.panes.start_shown)


def test_an_import_is_told_with_what_failed(filled):
    assert filled.panes.hits.rowCount() == 6
    assert filled.panes.notice.text.startswith("6 documents added")
    assert "1 document could not be read" in filled.panes.notice.text


def test_the_whole_road(qtbot, settle, program, window, tmp_path, monkeypatch):
    type_words(qtbot, settle, window, "retour")
    assert window.panes.header.chip_bar.total_text == "5 of 6"

    click_value(settle, window, "status", "Completed")
    assert window.panes.hits.rowCount() == 3
    (chip,) = window.panes.header.chip_bar.buttons()
    assert chip.text() == "Completed"

    field = window.panes.header.query_bar._field
    qtbot.keyClick(field, Qt.Key.Key_Down)
    settle(window)
    record = window.browsing.record
    assert record is not None
    assert record.status == "completed"
    assert window.panes.reader.bar.count_text.endswith("hits")

    first = record.id
    total = len(window.panes.reader.view.document().marks)
    for _ in range(total):
        window.deed["next_hit"].trigger()
    assert window.panes.reader.bar.count_text == f"hit {total} of {total}"
    window.deed["next_hit"].trigger()
    settle(window)
    assert window.browsing.record.id != first
    assert window.panes.reader.bar.count_text.startswith("hit 1 of")

    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet.pdf"), "")
    )
    window.deed["export_pdf"].trigger()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")

    shown = window.browsing.record.id
    window.close()
    again = program.open(archive_folder("mission"))
    settle(again)
    qtbot.waitUntil(lambda: again.browsing.record is not None)
    assert again.search.query.to_text() == "retour status:completed"
    assert again.panes.hits.rowCount() == 3
    assert again.browsing.record.id == shown

    again.deed["clear_filters"].trigger()
    settle(again)
    assert again.panes.hits.rowCount() == 5


def test_an_identifier_is_found_whatever_its_case_and_marks(qtbot, settle, window):
    for words in ("PO.0305", "po0305", "po-0305"):
        type_words(qtbot, settle, window, words)
        assert window.panes.hits.hit(0).identifier == "PO.0305", words


def test_a_document_that_changed_is_read_again(settle, filled, documents):
    window = filled
    (documents / "neu.txt").write_text(PROJECT.format(n=7, year=2024, status="Actif"))
    (documents / "projet-1.txt").unlink()
    window.panes.list.go_to(2)
    settle(window)
    shown = window.browsing.record.id
    window.deed["update"].trigger()
    settle(window)
    settle(window)
    assert window.panes.hits.rowCount() == 6
    assert window.browsing.record.id == shown
    assert "1 document no longer there" in window.panes.notice.text


def test_a_record_is_read_though_its_document_is_gone(settle, filled, documents):
    window = filled
    for path in documents.iterdir():
        path.unlink()
    window.panes.list.go_to(0)
    settle(window)
    assert window.browsing.record.title in window.panes.reader.view.toPlainText()
    window.deed["open_original"].trigger()
    assert "no longer in its place" in window.panes.notice.text


@pytest.mark.parametrize("words", ['"', "((", "NOT", "a:b:c", "*", "-", "retour AND", "😀"])
def test_any_text_is_searched_without_trouble(settle, window, words):
    window.search.type_text(words)
    settle(window)
    assert not window.panes.notice.isVisible()


def test_a_damaged_archive_is_made_anew(qtbot, settle, program, window):
    window.close()
    folder = archive_folder("mission")
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in {"archive.json"} and ".lock" not in path.name:
            path.write_bytes(b"\x00" * 10)
    again = program.open(folder)
    qtbot.waitUntil(lambda: again.importing.running or again.panes.hits.rowCount() == 6)
    settle(again)
    settle(again)
    assert again.panes.hits.rowCount() == 6


def test_what_is_typed_is_completed_from_the_archive(qtbot, window, settle):
    window.activateWindow()
    field = window.panes.header.query_bar.field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "volon")
    qtbot.waitUntil(window.panes.offers.isVisible)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "volontaire "
    settle(window)


def test_a_watched_folder_is_read_as_it_changes(qtbot, filled, settle, documents):
    window = filled
    window.deed["sources"].trigger()
    (dialog,) = window.findChildren(SourcesDialog)
    qtbot.waitUntil(lambda: dialog._table.rowCount() == 1)
    assert dialog._table.item(0, 1).text() == "6"
    dialog._table.item(0, 2).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: bool(window.sourcing._watch._paths))
    dialog.close()
    qtbot.wait(1500)  # the system begins to tell of changes, on a busy machine too
    (documents / "neu.txt").write_text(PROJECT.format(n=7, year=2024, status="Actif"))
    qtbot.waitUntil(lambda: window.panes.hits.rowCount() == 7, timeout=30_000)
    settle(window)
    window.deed["show_new"].trigger()
    settle(window)
    assert window.panes.hits.rowCount() == 1


def pdf_pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def test_what_is_chosen_and_what_was_found_go_on_paper(
    qtbot, settle, window, tmp_path, monkeypatch
):
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    type_words(qtbot, settle, window, "retour")
    click_value(settle, window, "status", "Completed")
    window.panes.list.choose_rows([0, 2])
    window.deed["export_pdf"].trigger()
    qtbot.waitUntil(target.exists)
    settle(window)
    assert sum("page 1 of" in page for page in pdf_pages(target)) == 2

    target.unlink()
    window.papers.put(Order(whole=True, as_list=True), Way.FILE)
    qtbot.waitUntil(target.exists)
    (page,) = pdf_pages(target)
    assert "retour" in page
    assert "Status: Completed" in page
    assert "3 records" in page
    settle(window)


def test_a_source_is_a_filter_and_can_be_typed_turned_over_and_taken_back(qtbot, settle, window):
    sources = window.panes.facets.section("source")
    (row,) = sources._model.rows
    assert row.count == 6
    window.search.commit_text(f'source:"{row.label}"')
    settle(window)
    assert window.panes.hits.rowCount() == 6
    (chip,) = window.panes.header.chip_bar.buttons()
    assert chip.text() == f"Source: {row.label}"
    click_value(settle, window, "source", row.label)
    assert window.search.query.to_text() == ""


def test_the_window_bears_the_archive_s_own_name(program, made, settle):
    folder = archive_folder("elsewhere")
    shutil.copytree(made, folder)
    card = json.loads((folder / "archive.json").read_text(encoding="utf-8"))
    card["name"] = "Mission de Niamey"
    (folder / "archive.json").write_text(json.dumps(card), encoding="utf-8")
    window = program.open(folder)
    settle(window)
    assert window.windowTitle() == "Mission de Niamey – Fonds"
    assert window.panes.header._full_name == "Mission de Niamey"
