"""Rebuilding: beside the old index, verified, and with what can no longer be read."""

import pytest

from index.archive import Archive
from index.engine.choice import ENGINE
from index.errors import ArchiveDamagedError
from index.layout import Card
from index.search.query import Query


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    root.mkdir()
    for number in range(5):
        (root / f"{number}.txt").write_text(f"Le titre {number}\n\nLe texte.\n")
    return root


@pytest.fixture
def archive(tmp_path, docs):
    made = Archive.create(tmp_path / "archive", "essai")
    made.update([docs])
    yield made
    made.close()


def ids(archive):
    results = archive.search(Query())
    return {hit.id for hit in archive.hits(results, 0, results.total)}


def test_a_rebuild_gives_the_same_records(archive):
    before = ids(archive)
    report = archive.rebuild()
    assert (report.added, report.records) == (5, 5)
    assert ids(archive) == before
    assert Card.read(archive.folder).generation == 2


def test_a_document_that_broke_is_taken_from_the_old_index(archive, docs):
    before = ids(archive)
    (docs / "1.txt").write_bytes(b"")
    report = archive.rebuild()
    assert (report.records, len(report.failed)) == (5, 1)
    assert ids(archive) == before
    assert archive.check() == []
    assert len(archive.update().failed) == 1
    assert ids(archive) == before


def test_a_cancelled_rebuild_leaves_the_old_index(archive):
    before = ids(archive)
    assert archive.rebuild(cancelled=lambda: True).cancelled
    assert Card.read(archive.folder).generation == 1
    assert ids(archive) == before
    assert archive.check() == []


def test_a_rebuild_that_does_not_read_back_is_refused(archive, monkeypatch):
    monkeypatch.setattr(ENGINE, "check", lambda self: ["the index file “x” is damaged"])
    with pytest.raises(ArchiveDamagedError, match="the old one is kept"):
        archive.rebuild()
    monkeypatch.undo()
    assert Card.read(archive.folder).generation == 1
    assert len(ids(archive)) == 5


def test_a_lost_manifest_is_made_anew(archive, docs, tmp_path):
    manifest = archive.folder / "index" / "1" / "manifest.sqlite"
    manifest.write_bytes(b"not a database, whatever it says" * 50)
    opened = Archive.open(archive.folder)
    assert "damaged" in opened.trouble
    docs.rename(tmp_path / "away")  # nothing to read from but the stored text
    assert opened.update().records == 5
    assert opened.check() == []
    opened.close()
