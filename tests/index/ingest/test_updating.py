"""Updating: batches, and the order in which they become durable."""

import pytest

from index.errors import ReadError
from index.ingest import batches, reading
from index.ingest.scan import scan
from index.ingest.updating import Updater, Watch
from index.manifest import FAILED, OK, PENDING, Manifest
from index.prints import Prints
from index.progress import Source


class Writer:
    """As much of an engine's writer as an update needs; dies when it is told to."""

    def __init__(self, manifest):
        self.manifest = manifest
        self.records = {}
        self.waiting = []
        self.commits = []
        self.dies = False

    def add(self, document):
        self.waiting.append(document)

    def delete(self, ids):
        for unique in ids:
            self.records.pop(unique, None)

    def commit(self):
        status = {entry.status for entry in self.manifest.entries().values()}
        self.commits.append((len(self.waiting), PENDING in status))
        if self.dies:
            raise KeyboardInterrupt
        self.records.update((document["id"], document) for document in self.waiting)
        self.waiting.clear()


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    root.mkdir()
    for number in range(7):
        (root / f"{number}.txt").write_text(f"Le titre {number}\n\nLe texte.\n")
    return root


@pytest.fixture
def manifest(tmp_path):
    with Manifest(tmp_path / "manifest.sqlite") as opened:
        yield opened


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch):
    """A slow machine must not end a batch that a test wants full."""
    monkeypatch.setattr(batches, "FIRST_SECONDS", 600.0)
    monkeypatch.setattr(batches, "BATCH_SECONDS", 600.0)


def run(writer, manifest, docs, **watch):
    found = scan([Source("s", docs)], manifest.entries())
    with Prints() as prints:
        return Updater(writer, manifest, Watch(**watch), prints).run(found)


def test_batches_are_committed_as_they_fill(docs, manifest, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_DOCUMENTS", 3)
    safe = []
    writer = Writer(manifest)
    report = run(writer, manifest, docs, committed=lambda report: safe.append(report.added))
    assert writer.commits == [(3, True), (3, True), (1, True)]
    assert safe == [3, 6, 7]
    assert (report.added, report.records) == (7, 7)
    assert {entry.status for entry in manifest.entries().values()} == {OK}


def test_a_failure_is_told_with_the_batch_that_it_came_in(docs, manifest, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_DOCUMENTS", 2)
    for number in (0, 1, 4, 6):
        (docs / f"{number}.txt").write_bytes(b"")
    told = []
    report = run(Writer(manifest), manifest, docs, committed=lambda report: told.append(report))
    names = [[failure.path[-5:] for failure in part.failed] for part in told]
    assert names == [["0.txt", "1.txt"], [], ["4.txt"], ["6.txt"]]
    assert [failure for part in told for failure in part.failed] == list(report.failed)
    assert [part.added for part in told] == [0, 2, 3, 3]


def test_batches_are_bounded_in_bytes(docs, manifest, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_BYTES", 40)
    writer = Writer(manifest)
    run(writer, manifest, docs)
    assert max(count for count, _ in writer.commits) == 2


def test_batches_are_bounded_in_time(docs, manifest, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_SECONDS", -1.0)
    writer = Writer(manifest)
    run(writer, manifest, docs)
    assert len(writer.commits) == 7


def test_the_first_batch_is_committed_soon(docs, manifest, monkeypatch):
    monkeypatch.setattr(batches, "FIRST_SECONDS", -1.0)
    writer = Writer(manifest)
    run(writer, manifest, docs)
    assert [count for count, _ in writer.commits] == [1, 6]


def test_dying_in_a_commit_leaves_pending_documents(docs, manifest):
    writer = Writer(manifest)
    writer.dies = True
    with pytest.raises(KeyboardInterrupt):
        run(writer, manifest, docs)
    assert {entry.status for entry in manifest.entries().values()} == {PENDING}
    assert (manifest.least_count(), manifest.count()) == (0, 7)
    (docs / "0.txt").unlink()
    again = Writer(manifest)
    report = run(again, manifest, docs)
    assert (report.added, report.removed, report.records) == (6, 1, 6)
    assert len(again.records) == 6


def test_records_that_a_document_no_longer_gives_leave(docs, manifest, monkeypatch):
    writer = Writer(manifest)
    run(writer, manifest, docs)
    monkeypatch.setattr(reading, "records_of", lambda *rest: iter(()))
    (docs / "0.txt").write_text("changed")
    report = run(writer, manifest, docs)
    assert (report.updated, report.records, len(writer.records)) == (1, 6, 6)


def test_a_failure_keeps_the_records_from_before(docs, manifest, monkeypatch):
    writer = Writer(manifest)
    run(writer, manifest, docs)

    def refuse(path, *rest):
        raise ReadError(path, "it is worn out")

    monkeypatch.setattr(reading, "records_of", refuse)
    (docs / "0.txt").write_text("changed")
    report = run(writer, manifest, docs)
    assert [failure.reason for failure in report.failed] == ["it is worn out"]
    assert (report.updated, report.records, len(writer.records)) == (0, 7, 7)
    entry = manifest.entries()[str(docs / "0.txt")]
    assert (entry.status, entry.reason, len(entry.records)) == (FAILED, "it is worn out", 1)


def test_what_must_not_be_read_is_not_read(docs, manifest):
    path = str(docs / "3.txt")
    report = run(Writer(manifest), manifest, docs, skip={path: "it hangs"})
    assert [(f.path, f.reason) for f in report.failed] == [(path, "it hangs")]
    assert report.added == 6
