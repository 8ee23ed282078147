from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog

from index.errors import ArchiveDamagedError, FondsError
from index.progress import Failure, Report
from viewer.actions import DEEDS, NEEDS_RECORD
from viewer.session import Session


class Updates:
    def __init__(self, report=None):
        self.asked = []
        self.report = report or Report(added=1)

    def __call__(self, folder, paths, *, on_event, cancelled, options):
        self.asked.append((list(paths), list(options)))
        return self.report


@pytest.fixture
def updates():
    return Updates()


@pytest.fixture
def window(make_window, updates):
    return make_window(update=updates)


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.worker.idle and not window.importing.running)


def open_record(qtbot, window, row=5):
    window.panes.list.go_to(row)
    settle(qtbot, window)


def dialogs(window):
    return [d for d in window.findChildren(QDialog) if d.isVisible()]


def test_every_deed_does_something(window):
    connected = [
        deed.name
        for deed in DEEDS
        if deed.name and window.deed[deed.name].receivers("2triggered(bool)") == 0
    ]
    assert connected == []


def test_the_title_names_record_archive_and_program(qtbot, window):
    assert window.windowTitle() == "fake – Fonds"
    assert window.panes.header._name.text() == "fake"
    open_record(qtbot, window)
    assert window.windowTitle().startswith("Soutien à la participation")
    assert window.windowTitle().endswith("– fake – Fonds")


def test_until_the_archive_is_open_the_title_names_its_folder(make_window, archive, monkeypatch):
    def fail(*_arguments, **_named):
        raise FondsError("not today")

    monkeypatch.setattr(archive, "search", fail)
    assert make_window().windowTitle() == "mission – Fonds"


def test_what_needs_a_record_waits_for_one(qtbot, window):
    assert not any(window.deed[name].isEnabled() for name in NEEDS_RECORD)
    open_record(qtbot, window)
    assert all(window.deed[name].isEnabled() for name in NEEDS_RECORD)


@pytest.mark.parametrize("key", ["search", "go_filters", "go_list", "go_text"])
def test_the_keyboard_reaches_every_pane(qtbot, window, key):
    window.activateWindow()
    open_record(qtbot, window)
    window.deed[key].trigger()
    panes = window.panes
    holders = {
        "search": panes.header.query_bar,
        "go_filters": panes.facets,
        "go_list": panes.list,
        "go_text": panes.reader.view,
    }
    focused = window.focusWidget()
    assert focused is holders[key] or holders[key].isAncestorOf(focused)


def test_slash_goes_to_the_search_field_but_can_be_typed_there(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.panes.list.setFocus()
    qtbot.keyClick(window.panes.list, Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier)
    field = window.panes.header.query_bar._field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "a/b")
    assert field.text() == "a/b"
    settle(qtbot, window)


def test_zoom(qtbot, window):
    open_record(qtbot, window)
    window.deed["zoom_in"].trigger()
    window.deed["zoom_in"].trigger()
    window.deed["zoom_out"].trigger()
    assert window.panes.reader.zoom == 1
    window.deed["zoom_normal"].trigger()
    assert window.panes.reader.zoom == 0


def test_panes_can_be_hidden_and_shown(window):
    for name, pane in (
        ("show_filters", window.panes.facets),
        ("show_reader", window.panes.reader),
    ):
        window.deed[name].trigger()
        assert not pane.isVisible()
        window.deed[name].trigger()
        assert pane.isVisible()


def test_what_was_removed_from_the_page_is_shown_on_demand(qtbot, window):
    open_record(qtbot, window)
    window.deed["furniture"].trigger()
    assert "Accueil" in window.panes.reader.view.toPlainText()


def test_find_opens_its_bar(qtbot, window):
    open_record(qtbot, window)
    window.deed["find"].trigger()
    assert window.panes.reader.finder.isVisible()


def test_records_are_walked(qtbot, window):
    window.deed["next_record"].trigger()
    window.deed["next_record"].trigger()
    window.deed["previous_record"].trigger()
    settle(qtbot, window)
    assert window.browsing.record.id == "r0"


def test_a_new_search_takes_words_and_filters_away(qtbot, make_window):
    window = make_window(Session(query="migration status:active"))
    window.deed["clear_search"].trigger()
    settle(qtbot, window)
    assert window.search.query.to_text() == ""
    assert window.panes.header.query_bar._field.text() == ""


def test_clearing_the_filters_keeps_the_words(qtbot, make_window):
    window = make_window(Session(query="migration status:active"))
    window.deed["clear_filters"].trigger()
    settle(qtbot, window)
    assert window.search.query.to_text() == "migration"


def test_a_folder_is_added_and_the_list_follows(qtbot, window, updates, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.deed["add_folder"].trigger()
    settle(qtbot, window)
    assert updates.asked == [([tmp_path], [])]
    assert window.panes.notice.text == "1 document added."


def test_documents_are_added(qtbot, window, updates, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/a.txt", "/b.txt"], ""))
    window.deed["add_files"].trigger()
    settle(qtbot, window)
    assert updates.asked == [([Path("/a.txt"), Path("/b.txt")], [])]


def test_a_dialog_that_is_cancelled_adds_nothing(window, updates, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    window.deed["add_folder"].trigger()
    window.deed["add_files"].trigger()
    assert updates.asked == []


def test_update_looks_at_all_sources_again(qtbot, window, updates):
    window.deed["update"].trigger()
    settle(qtbot, window)
    assert updates.asked == [([], [])]


def test_folders_and_files_can_be_dropped(qtbot, window, updates, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(window.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    settle(qtbot, window)
    assert updates.asked == [([tmp_path], [])]


def test_the_invitation_to_drop_is_taken_back(window):
    window.panes.notice.tell("Drop them here to add them to the archive.")
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not window.panes.notice.isVisible()


def test_links_of_the_web_are_not_taken(window):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/x")])
    enter = QDragEnterEvent(
        window.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_what_failed_is_shown_and_tried_again(qtbot, window, updates):
    updates.report = Report(added=2, failed=(Failure("/x/a.pdf", "the file is damaged"),))
    window.add([Path("/x")])
    settle(qtbot, window)
    assert "1 document could not be read" in window.panes.notice.text
    window.panes.notice._choices[0].click()
    (dialog,) = dialogs(window)
    dialog.retry_wanted.emit(["/x/a.pdf"])
    dialog.close()
    settle(qtbot, window)
    assert updates.asked[-1] == ([Path("/x/a.pdf")], ["--retry"])


def test_scanned_pages_are_read_when_a_person_asks_for_it(qtbot, window, updates):
    window.reporting.pictures_wanted.emit()
    settle(qtbot, window)
    assert updates.asked[-1] == ([], ["--ocr"])


def test_a_damaged_archive_is_made_anew_with_a_word(qtbot, make_window, archive, monkeypatch):
    updates = Updates()
    broken = [True]
    search = archive.search

    def fail_once(*arguments, **named):
        if broken:
            broken.clear()
            raise ArchiveDamagedError("the list of words is cut off")
        return search(*arguments, **named)

    monkeypatch.setattr(archive, "search", fail_once)
    window = make_window(update=updates)
    settle(qtbot, window)
    assert updates.asked == [([], [])]
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 200


def test_what_is_typed_while_a_damaged_archive_is_made_anew_is_no_second_damage(
    qtbot, make_window, archive, monkeypatch
):
    search, going = archive.search, threading.Event()

    def fail(*arguments, **named):
        if not going.is_set():
            raise ArchiveDamagedError("it is of another version")
        return search(*arguments, **named)

    def update(folder, paths, *, on_event, cancelled, options):
        going.wait(5)
        return Report(added=200, records=200)

    monkeypatch.setattr(archive, "search", fail)
    window = make_window(update=update)
    qtbot.waitUntil(lambda: window.importing.running)
    assert window.panes.nothing.isVisible()
    window.search.type_text("migration")
    qtbot.waitUntil(lambda: window.worker.idle)
    assert "even after it was made anew" not in window.panes.notice.text
    going.set()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.panes.hits.rowCount() == 40)
    settle(qtbot, window)


def test_an_archive_that_stays_damaged_is_not_made_anew_for_ever(
    qtbot, make_window, archive, monkeypatch
):
    updates = Updates()

    def fail(*_arguments, **_named):
        raise ArchiveDamagedError("the disk is broken")

    monkeypatch.setattr(archive, "search", fail)
    window = make_window(update=updates)
    qtbot.waitUntil(lambda: "even after it was made anew" in window.panes.notice.text)
    settle(qtbot, window)
    assert len(updates.asked) == 1


@pytest.mark.parametrize("name", ["help_search", "help_keys", "about"])
def test_help_opens_and_closes(qtbot, window, name):
    window.deed[name].trigger()
    (dialog,) = dialogs(window)
    assert dialog.windowTitle()
    dialog.close()


def test_the_session_tells_where_the_person_is(qtbot, make_window):
    window = make_window(Session(query="migration", zoom=2))
    open_record(qtbot, window, 1)
    session = window.session
    assert (session.query, session.record, session.zoom) == ("migration", "r5", 2)
    assert session.geometry
    assert len(session.panes) == 3


def test_a_broken_geometry_is_no_trouble(make_window):
    window = make_window(Session(geometry="é not base64 ~~", panes=(9,)))
    assert window.isVisible()


def test_closing_keeps_the_session_and_ends_everything(qtbot, window, archive):
    with qtbot.waitSignal(window.session_ended) as ended:
        window.close()
    assert isinstance(ended.args[0], Session)
    assert archive.closed


def test_closing_while_an_import_runs_stops_it(qtbot, make_window):
    def endless(folder, paths, *, on_event, cancelled, options):
        while not cancelled():
            time.sleep(0.005)
        return Report(cancelled=True)

    window = make_window(update=endless)
    window.add([Path("/x")])
    window.close()
    assert not window.importing.running


def test_colours_can_be_chosen_from_the_menu(qtbot, window, theme):
    (menu,) = [a.menu() for a in window.deed.menus["view"].actions() if a.menu()]
    names = [action.text() for action in menu.actions()]
    assert names == ["As the system", "Light", "Dark"]
    with qtbot.waitSignal(window.theme_chosen) as chosen:
        menu.actions()[2].trigger()
    assert chosen.args == ["dark"]
    assert theme.colours.name == "dark"
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]


@pytest.mark.parametrize(("whole", "asked"), [(False, 1), (True, 2)])
def test_what_has_a_new_profile_is_read_again(qtbot, window, updates, tmp_path, whole, asked):
    window.profiling.saved.emit(tmp_path / "a.csv", whole)
    qtbot.waitUntil(lambda: len(updates.asked) == asked)
    settle(qtbot, window)
    assert updates.asked[0][0] == [tmp_path / "a.csv"]


def test_what_came_last_is_a_filter(qtbot, window, updates):
    assert not window.deed["report"].isEnabled()
    updates.report = Report(added=2, records=200)
    window.add([])
    settle(qtbot, window)
    assert window.deed["report"].isEnabled()
    window.panes.notice._choices[1].click()
    assert window.search.query.to_text() == "added:last"
    assert window.panes.header.chip_bar.buttons()[0].text() == "New since the last import"
    settle(qtbot, window)
