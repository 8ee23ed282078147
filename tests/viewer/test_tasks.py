from __future__ import annotations

import threading
import time

import pytest

from index.errors import ArchiveBusyError, CancelledError, FondsError, RecordMissingError
from index.progress import Progress, Report
from tests.viewer.fakes import FakeArchive
from viewer.tasks import LATER, SOON, URGENT, ArchiveWorker, Aside, ImportTask, SourceWatch


@pytest.fixture
def worker(qtbot, archive):
    worker = ArchiveWorker(lambda: archive)
    yield worker
    worker.stop()


def test_an_answer_arrives_on_the_gui_thread(qtbot, worker):
    got = []
    worker.submit(
        lambda archive, _ticket: (archive.record_count, threading.current_thread().name),
        lambda answer: got.append((answer, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [((200, "fonds-archive"), threading.main_thread())]
    assert worker.idle


def test_a_late_answer_is_dropped(qtbot, worker):
    got = []
    gate = threading.Event()
    ticket = worker.submit(lambda *_: gate.wait(5), got.append)
    ticket.cancel()
    gate.set()
    worker.submit(lambda *_: "second", got.append)
    qtbot.waitUntil(lambda: worker.idle)
    assert got == ["second"]


def test_every_request_has_its_own_cancel_flag(worker):
    first = worker.submit(lambda *_: 1, lambda _: None)
    second = worker.submit(lambda *_: 2, lambda _: None)
    first.cancel()
    assert first.cancelled()
    assert not second.cancelled()
    assert first.serial < second.serial


def test_work_that_was_cancelled_before_it_began_is_not_done(qtbot, worker):
    done = []
    gate = threading.Event()
    worker.submit(lambda *_: gate.wait(5), lambda _: None)
    worker.submit(lambda *_: done.append(1), lambda _: None).cancel()
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert done == []


def test_the_most_urgent_request_comes_first(qtbot, worker):
    order = []
    gate = threading.Event()
    worker.submit(lambda *_: gate.wait(5), lambda _: None, urgency=URGENT)
    for urgency in (LATER, SOON, URGENT):
        worker.submit(lambda *_, u=urgency: order.append(u), lambda _: None, urgency=urgency)
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert order == [URGENT, SOON, LATER]


def test_an_error_of_the_archive_is_handed_in(qtbot, worker):
    failed = []
    worker.submit(lambda archive, _: archive.record("none"), lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], RecordMissingError)


def test_a_bug_is_told_in_plain_words_and_logged_whole(qtbot, worker, caplog):
    failed = []
    worker.submit(lambda *_: 1 / 0, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], FondsError)
    assert isinstance(failed[0].__cause__, ZeroDivisionError)
    assert "Traceback" in caplog.text


def test_a_cancelled_search_says_nothing(qtbot, worker):
    said = []

    def stop(*_args):
        raise CancelledError

    worker.submit(stop, said.append, said.append)
    qtbot.waitUntil(lambda: worker.idle)
    assert said == []


def test_an_archive_that_cannot_be_opened_fails_every_request(qtbot):
    def broken():
        raise FondsError("the folder is gone")

    worker = ArchiveWorker(broken)
    failed = []
    for _ in range(2):
        worker.submit(lambda *_: 1, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: len(failed) == 2)
    worker.stop()
    assert str(failed[0]) == "the folder is gone"


def test_stop_closes_the_archive(qtbot):
    archive = FakeArchive()
    worker = ArchiveWorker(lambda: archive)
    worker.submit(lambda *_: 1, lambda _: None)
    qtbot.waitUntil(lambda: worker.idle)
    worker.stop()
    assert archive.closed


def test_an_import_tells_its_progress_and_its_report(qtbot, tmp_path):
    def update(folder, paths, *, on_event, cancelled, options):
        on_event(Progress(1, 2, "a.txt", 1, 0, 0.1))
        on_event(Report())
        return Report(added=len(paths), skipped={"asked": len(options)})

    task = ImportTask(update, tmp_path, [tmp_path / "a.txt"], ["--retry"])
    told = []
    task.progressed.connect(told.append)
    with qtbot.waitSignal(task.finished) as finished:
        task.start()
    task.wait()
    assert [progress.done for progress in told] == [1]
    assert finished.args[0] == Report(added=1, skipped={"asked": 1})


def test_an_import_can_be_cancelled(qtbot, tmp_path):
    def update(folder, paths, *, on_event, cancelled, options):
        while not cancelled():
            time.sleep(0.005)
        return Report(cancelled=True)

    task = ImportTask(update, tmp_path, [])
    with qtbot.waitSignal(task.finished) as finished:
        task.start()
        task.cancel()
    task.wait()
    assert finished.args[0].cancelled


def test_an_import_that_fails_says_why(qtbot, tmp_path):
    def update(folder, paths, *, on_event, cancelled, options):
        raise FondsError("the disk is full")

    task = ImportTask(update, tmp_path, [])
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    task.wait()
    assert str(failed.args[0]) == "the disk is full"


@pytest.fixture
def aside(qapp):
    aside = Aside()
    yield aside
    aside.stop()


def test_of_work_aside_only_the_last_is_answered(qtbot, aside):
    answers = []
    aside.run(lambda: time.sleep(0.05) or "first", answers.append)
    aside.run(lambda: "second", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(80)
    assert answers == ["second"]


def test_work_aside_that_fails_says_why(qtbot, aside):
    def work():
        raise ArchiveBusyError

    said = []
    aside.run(work, said.append, lambda error: said.append(str(error)))
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["this archive is being updated by another Fonds"]


def test_work_aside_is_dropped_when_it_is_stopped(qtbot, aside):
    answers = []
    aside.run(lambda: "late", answers.append)
    aside.stop()
    qtbot.wait(20)
    assert answers == []


class Changes:
    """Changes of each set of paths, as they are asked for; told until the flag is set."""

    def __init__(self):
        self.asked = []

    def __call__(self, paths, stop):
        self.asked.append(paths)
        yield paths
        while not stop.wait(0.01):
            pass


@pytest.fixture
def watch(qapp):
    watch = SourceWatch(Changes())
    yield watch
    watch.stop()


def test_changes_of_what_is_watched_are_told(qtbot, watch, tmp_path):
    with qtbot.waitSignal(watch.changed) as changed:
        watch.watch([tmp_path])
    assert changed.args == [[tmp_path]]
    watch.watch([tmp_path])
    assert watch._changes.asked == [(tmp_path,)]


def test_what_is_no_longer_watched_is_not_told(qtbot, watch, tmp_path):
    told = []
    watch.changed.connect(told.append)
    watch.watch([tmp_path / "a"])
    watch.watch([tmp_path / "b"])
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(30)
    assert told == [[tmp_path / "b"]]
    watch.stop()
    assert not any(thread.is_alive() for thread in watch._threads)
