"""Upkeep: writing what a scan finds, telling damage, telling which sources are there."""

from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveDamagedError
from index.ingest.scan import scan
from index.ingest.updating import Watch
from index.layout import Generation
from index.progress import Source
from index.upkeep import faults_of, is_online, write


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "un.txt").write_text("Une note\n\nLe texte de la note.\n", "utf-8")
    made = Archive.create(tmp_path / "archive", "essai")
    made.add_source(folder)
    yield made
    made.close()


def written(archive):
    generation = Generation.of(archive.folder, 1)
    return write(generation, lambda manifest: scan(archive.sources(), manifest.entries()), Watch())


def test_what_a_scan_finds_is_written(archive):
    report = written(archive)
    assert (report.added, report.records) == (1, 1)
    assert archive.record_count == 0
    assert archive.refresh()
    assert archive.record_count == 1
    assert written(archive).unchanged == 1


def test_a_manifest_that_cannot_be_read_is_told(archive):
    manifest = Generation.of(archive.folder, 1).manifest
    manifest.write_bytes(b"no database" * 400)
    with pytest.raises(ArchiveDamagedError):
        written(archive)


def test_faults(archive):
    written(archive)
    generation = Generation.of(archive.folder, 1)
    assert faults_of(generation, lambda: 1) == []
    assert faults_of(generation, lambda: 7) == [
        "the index holds 7 records, the list of documents 1"
    ]
    generation.manifest.write_bytes(b"no database" * 400)
    assert len(faults_of(generation, lambda: 1)) == 1


def test_which_sources_are_there(tmp_path):
    empty, full = tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    full.mkdir()
    (full / "un.txt").touch()
    asked = []

    def count(id):
        asked.append(id)
        return 5 if id == "had" else 0

    assert is_online(Source("x", full), count)
    assert is_online(Source("x", full / "un.txt"), count)
    assert not is_online(Source("x", Path("/nowhere/at/all")), count)
    assert asked == []
    assert is_online(Source("new", empty), count)
    assert not is_online(Source("had", empty), count)
    assert asked == ["new", "had"]
