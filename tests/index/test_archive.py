"""The archive from outside: sources, updates, searches, records, damage."""

import json
import os
import shutil
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import (
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveMissingError,
    RecordMissingError,
)
from index.locking import writing
from index.manifest import PENDING, Manifest
from index.search.query import Query


def write(path, title, body="Le texte de la note, assez long pour être lu."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n{body}\n", encoding="utf-8")
    return path


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    write(root / "un.txt", "La migration en Asie")
    write(root / "deux.txt", "Le retour", "Les migrations et le retour, cités avec PO.0105.")
    write(root / "AB12.txt", "Une note sans rapport")
    return root


@pytest.fixture
def archive(tmp_path, docs):
    made = Archive.create(tmp_path / "archives" / "essai", "Essai")
    made.update([docs])
    yield made
    made.close()


def titles(archive, text=""):
    results = archive.search(Query.parse(text))
    return {hit.title for hit in archive.hits(results, 0, results.total)}


def test_documents_are_found(archive, docs):
    assert (archive.name, archive.record_count, archive.trouble) == ("Essai", 3, None)
    assert [source.path for source in archive.sources()] == [docs]
    assert titles(archive, "migration") == {"La migration en Asie", "Le retour"}
    assert archive.check() == []


def test_reports(tmp_path, docs):
    archive = Archive.create(tmp_path / "a", "a")
    seen = []
    (docs / "vide.txt").touch()
    report = archive.update([docs], progress=seen.append)
    assert (report.added, report.records, report.cancelled) == (3, 3, False)
    assert [(Path(f.path).name, bool(f.reason)) for f in report.failed] == [("vide.txt", True)]
    assert (seen[0].done, seen[-1].done, seen[-1].total) == (0, 4, 4)
    again = archive.update()
    assert (again.unchanged, again.added, len(again.failed), again.records) == (3, 0, 1, 3)
    archive.close()


def test_changes_are_followed(archive, docs):
    write(docs / "un.txt", "Un autre titre")
    (docs / "deux.txt").unlink()
    write(docs / "quatre.txt", "Le quatrième")
    report = archive.update()
    assert (report.added, report.updated, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert titles(archive) == {"Un autre titre", "Le quatrième", "Une note sans rapport"}
    assert archive.check() == []


def test_a_touched_document_is_not_read_again(archive, docs):
    os.utime(docs / "un.txt", (1, 1))
    report = archive.update()
    assert (report.unchanged, report.updated) == (3, 0)
    assert archive.update().unchanged == 3


def test_a_document_that_breaks_keeps_its_record(archive, docs):
    (docs / "un.txt").write_bytes(b"")
    report = archive.update()
    assert [Path(failure.path).name for failure in report.failed] == ["un.txt"]
    assert "La migration en Asie" in titles(archive)
    assert archive.check() == []
    (docs / "un.txt").unlink()
    assert archive.update().removed == 1
    assert "La migration en Asie" not in titles(archive)


def test_a_folder_that_is_away_keeps_its_records(archive, docs, tmp_path):
    docs.rename(tmp_path / "away")
    report = archive.update()
    assert (report.offline, report.removed, report.records) == ((str(docs),), 0, 3)
    assert archive.record("ab12").title == "Une note sans rapport"
    report = archive.rebuild()
    assert (report.records, archive.record_count) == (3, 3)
    (tmp_path / "away").rename(docs)
    assert archive.update().updated == 3
    assert archive.check() == []


def test_sources(archive, docs, tmp_path):
    assert archive.add_source(docs / "un.txt") == archive.sources()[0]
    other = write(tmp_path / "other" / "cinq.txt", "Le cinquième").parent
    archive.update([other])
    assert len(archive.sources()) == 2
    assert "Le cinquième" in titles(archive)
    report = archive.remove_source(archive.sources()[0].id)
    assert (report.removed, archive.record_count) == (3, 1)
    assert titles(archive) == {"Le cinquième"}


def test_records_by_id_identifier_and_path(archive, docs):
    record = archive.record("AB-12")
    assert record.title == "Une note sans rapport"
    assert archive.record(record.id) == archive.record(record.path) == record
    with pytest.raises(RecordMissingError, match="xyz"):
        archive.record("xyz")
    with pytest.raises(RecordMissingError):
        archive.record("")


def test_spans_in_any_text(archive):
    assert archive.spans(Query("migration"), "🙂 Les migrations") == ((6, 16),)
    assert archive.spans(Query("retour"), "Les migrations") == ()


def test_only_one_writer(archive):
    with writing(archive.folder), pytest.raises(ArchiveBusyError):
        archive.update()


def test_readers_see_what_another_commits(archive, docs):
    reader = Archive.open(archive.folder)
    results = reader.search(Query("migration"))
    assert not reader.refresh()
    write(docs / "six.txt", "Migration de plus")
    archive.update()
    assert reader.record_count == 3
    assert len(reader.hits(results, 0, 10)) == 2
    assert reader.refresh()
    assert reader.record_count == 4
    archive.rebuild()
    assert len(reader.hits(results, 0, 10)) == 2
    assert reader.refresh()
    assert reader.record_count == 4
    reader.close()


def test_an_update_can_be_cancelled(tmp_path, docs):
    archive = Archive.create(tmp_path / "a", "a")
    answers = iter([False, False, True, True, True])
    report = archive.update([docs], cancelled=lambda: next(answers))
    assert report.cancelled
    assert report.added < 3
    assert archive.record_count == report.added
    assert archive.update().records == 3
    archive.close()


def test_what_a_kill_left_is_put_right(archive, docs):
    """Pending documents are read again, or their ghosts removed with the file."""
    manifest_path = archive.folder / "index" / "1" / "manifest.sqlite"
    with Manifest(manifest_path) as manifest:
        entries = manifest.entries()
        for entry in entries.values():
            manifest.put([entry.__class__(**{**_fields(entry), "status": PENDING})])
    (docs / "un.txt").unlink()
    report = archive.update()
    assert (report.removed, report.records, archive.record_count) == (1, 2, 2)
    assert archive.check() == []


def _fields(entry):
    return {name: getattr(entry, name) for name in entry.__slots__}


def test_no_archive(tmp_path):
    with pytest.raises(ArchiveMissingError):
        Archive.open(tmp_path / "nowhere")
    Archive.open_or_create(tmp_path / "a", "a").close()
    Archive.open_or_create(tmp_path / "a", "a").close()
    with pytest.raises(ArchiveMissingError):
        Archive.create(tmp_path / "a", "a")


def test_another_version_is_told_and_rebuilt(archive):
    stamp = archive.folder / "index" / "1" / "stamp.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "schema": "0"}))
    old = Archive.open(archive.folder)
    assert "another version" in old.trouble
    assert old.check() == [old.trouble]
    with pytest.raises(ArchiveDamagedError, match="another version"):
        old.search(Query("migration"))
    assert old.update().records == 3
    assert old.trouble is None
    assert titles(old, "retour") == {"Le retour"}
    assert sorted(path.name for path in (archive.folder / "index").iterdir()) == ["2"]
    old.close()


# Whoosh leaves files open when it stumbles over one.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_damaged_file_is_named_and_a_rebuild_restores(archive, tmp_path):
    whole = tmp_path / "whole"
    archive.close()
    shutil.copytree(archive.folder, whole)
    files = [path for path in (whole / "index").rglob("*") if path.is_file()]
    for path in files:
        if path.name in ("checksums.json", "MAIN_WRITELOCK") or path.suffix in (".part", ".lock"):
            continue
        data = path.read_bytes()
        if not data:
            continue
        damaged = archive.folder / path.relative_to(whole)
        for wrong in (data[: len(data) // 2], data[:40] + bytes(b ^ 0xFF for b in data[40:])):
            shutil.rmtree(archive.folder)
            shutil.copytree(whole, archive.folder)
            damaged.write_bytes(wrong)
            opened = Archive.open(archive.folder)
            assert opened.check(), f"{path.name} is damaged and nothing was said"
            opened.rebuild()
            assert opened.check() == []
            assert titles(opened, "retour") == {"Le retour"}
            opened.close()
