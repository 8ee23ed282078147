"""Watching: changes come in batches, when they have come to rest, and only what matters."""

import threading
import time

import pytest

from index.archive import Archive
from index.ingest import watching
from index.ingest.watching import changes

QUIET = 0.3


class Watcher:
    """Collects the batches of some sources on a thread."""

    def __init__(self, *sources, ignored=(), catch_up=False):
        self.stop = threading.Event()
        self.batches = []
        self._asked = {"ignored": ignored, "catch_up": catch_up}
        self._thread = threading.Thread(target=self._run, args=(sources,))
        self._thread.start()
        time.sleep(0.6)

    def _run(self, sources):
        for batch in changes(sources, self.stop, quiet=QUIET, **self._asked):
            self.batches.append(batch)

    def wait(self, count=1, seconds=15.0):
        end = time.monotonic() + seconds
        while len(self.batches) < count and time.monotonic() < end:
            time.sleep(0.05)
        return self.batches

    def end(self):
        self.stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def watch():
    started = []

    def start(*sources, **asked):
        started.append(Watcher(*sources, **asked))
        return started[-1]

    yield start
    for watcher in started:
        watcher.end()


@pytest.fixture
def docs(tmp_path):
    root = (tmp_path / "docs").resolve()
    (root / "sub").mkdir(parents=True)
    (root / "un.txt").write_text("La note un\n\nLe texte.\n")
    return root


def test_new_changed_and_removed_files_are_told(docs, watch):
    watcher = watch(docs)
    (docs / "sub" / "deux.txt").write_text("La note deux\n\nLe texte.\n")
    assert watcher.wait(1) == [(docs / "sub" / "deux.txt",)]
    (docs / "un.txt").write_text("La note un, changée\n\nLe texte.\n")
    assert watcher.wait(2)[1:] == [(docs / "un.txt",)]
    (docs / "sub" / "deux.txt").unlink()
    assert watcher.wait(3)[2:] == [(docs / "sub",)]


def test_what_happens_together_is_one_batch(docs, watch):
    watcher = watch(docs)
    names = [docs / f"{number}.txt" for number in range(20)]
    for name in names:
        name.write_text("texte")
    assert watcher.wait(1) == [tuple(sorted(names))]


def test_a_file_that_grows_is_waited_for(docs, watch):
    watcher = watch(docs)
    with (docs / "grand.txt").open("w") as file:
        for _ in range(12):
            file.write("encore une ligne\n")
            file.flush()
            time.sleep(0.1)
        assert watcher.batches == []
    assert watcher.wait(1) == [(docs / "grand.txt",)]


def test_what_systems_leave_is_not_told(docs, watch):
    watcher = watch(docs)
    (docs / ".git").mkdir()
    (docs / ".git" / "index.txt").write_text("x")
    (docs / "~$un.docx").write_text("x")
    (docs / "deux.txt").write_text("La note deux")
    assert watcher.wait(1) == [(docs / "deux.txt",)]


def test_an_archive_in_its_source_does_not_wake_itself(docs, watch):
    archive = Archive.create(docs / "archive", "essai")
    watcher = watch(docs, ignored=[archive.folder])
    archive.update([docs])
    archive.close()
    (docs / "deux.txt").write_text("La note deux")
    assert watcher.wait(1) == [(docs / "deux.txt",)]


def test_a_profile_concerns_its_folder(docs, watch):
    watcher = watch(docs)
    (docs / "sub" / "fonds.toml").write_text("")
    assert watcher.wait(1) == [(docs / "sub",)]


def test_many_changes_are_told_as_their_source(docs, watch, monkeypatch):
    monkeypatch.setattr(watching, "_MOST", 5)
    watcher = watch(docs)
    for number in range(10):
        (docs / f"{number}.txt").write_text("texte")
    assert watcher.wait(1) == [(docs,)]


def test_a_source_that_goes_and_comes_back(docs, tmp_path, watch):
    watcher = watch(docs)
    docs.rename(tmp_path / "away")
    assert watcher.wait(1)[-1] == (docs,)
    (tmp_path / "away").rename(docs)
    assert watcher.wait(2)[-1] == (docs,)
    time.sleep(0.6)
    (docs / "deux.txt").write_text("La note deux")
    assert watcher.wait(3)[-1] == (docs / "deux.txt",)


def test_a_single_file_that_is_replaced(docs, tmp_path, watch):
    watcher = watch(docs / "un.txt")
    for number in range(1, 3):
        (tmp_path / "new").write_text("La note un, encore changée" * number)
        (tmp_path / "new").replace(docs / "un.txt")
        assert watcher.wait(number)[number - 1 :] == [(docs / "un.txt",)]


def test_what_changed_before_is_caught_up_with(docs, tmp_path, watch):
    away = tmp_path.resolve() / "away"
    watcher = watch(docs, away, catch_up=True)
    assert watcher.wait(1) == [(docs,)]
    (docs / "deux.txt").write_text("La note deux")
    assert watcher.wait(2)[1:] == [(docs / "deux.txt",)]


def test_sources_that_are_not_there_are_waited_for(tmp_path, watch):
    watcher = watch(tmp_path.resolve() / "stick")
    (tmp_path / "stick").mkdir()
    assert watcher.wait(1) == [(tmp_path.resolve() / "stick",)]


def test_batches_bring_an_archive_up_to_date(docs, tmp_path, watch):
    archive = Archive.create(tmp_path / "archive", "essai")
    archive.update([docs])
    watcher = watch(*(source.path for source in archive.sources()))
    (docs / "deux.txt").write_text("La note deux\n\nLe texte.\n")
    (docs / "un.txt").unlink()
    report = archive.update(watcher.wait(1)[0])
    assert (report.added, report.removed, report.failed) == (1, 1, ())
    assert len(archive.sources()) == 1
    archive.close()
