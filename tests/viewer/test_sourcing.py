from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from viewer.dialogs.sources import SourcesDialog
from viewer.sourcing import SourceController
from viewer.tasks import ArchiveWorker, SourceWatch


@pytest.fixture
def watched():
    return []


@pytest.fixture
def sourcing(qtbot, archive, watched):
    def changes(paths, stop):
        watched.append(paths)
        yield paths
        stop.wait()

    window = QWidget()
    qtbot.addWidget(window)
    worker = ArchiveWorker(lambda: archive, window)
    writer = ArchiveWorker(lambda: archive, window)
    controller = SourceController(worker, writer, SourceWatch(changes, window), window)
    yield controller
    controller.stop()
    worker.stop()


@pytest.fixture
def dialog(qtbot, sourcing):
    sourcing.show()
    (dialog,) = sourcing._window.findChildren(SourcesDialog)
    qtbot.waitUntil(lambda: dialog._table.rowCount() == 1)
    yield dialog
    dialog.close()


def test_a_source_is_taken_out(qtbot, sourcing, dialog, archive):
    with qtbot.waitSignal(sourcing.changed):
        dialog.remove_wanted.emit("s1")
    qtbot.waitUntil(lambda: dialog._table.rowCount() == 0)
    assert archive.records == []


def test_reading_goes_on_while_a_source_is_taken_out(qtbot, sourcing, dialog, archive, monkeypatch):
    going, read = threading.Event(), []
    remove = archive.remove_source
    monkeypatch.setattr(archive, "remove_source", lambda id: (going.wait(5), remove(id))[1])
    dialog.remove_wanted.emit("s1")
    assert "Taking it out" in dialog._said.text()
    assert not dialog._table.isEnabled()
    sourcing._reader.submit(lambda archive, _ticket: archive.record("r1"), read.append)
    qtbot.waitUntil(lambda: bool(read))
    assert dialog._table.rowCount() == 1
    going.set()
    qtbot.waitUntil(lambda: dialog._table.rowCount() == 0)
    assert dialog._table.isEnabled()


def test_what_cannot_be_done_is_told(qtbot, sourcing, dialog, archive):
    archive.busy = True
    with qtbot.assertNotEmitted(sourcing.changed):
        dialog.remove_wanted.emit("s1")
        qtbot.waitUntil(lambda: dialog._said.text().startswith("This archive is being updated"))


def test_what_is_watched_is_updated_as_it_changes(qtbot, sourcing, dialog, watched):
    with qtbot.waitSignal(sourcing.changed_by_itself) as wanted:
        dialog.watch_wanted.emit("s1", True)
    assert wanted.args == [[Path("/nowhere")]]
    assert watched == [(Path("/nowhere"),)]


def test_what_was_watched_before_is_watched_again(qtbot, sourcing, archive, watched):
    archive.watched = True
    with qtbot.waitSignal(sourcing.changed_by_itself):
        sourcing.look()
    assert watched == [(Path("/nowhere"),)]


def test_updating_and_adding_are_passed_on(qtbot, sourcing, dialog):
    with qtbot.waitSignal(sourcing.update_wanted) as wanted:
        dialog.update_wanted.emit([])
    assert wanted.args == [[]]
    with qtbot.waitSignal(sourcing.add_wanted):
        dialog.add_wanted.emit()
