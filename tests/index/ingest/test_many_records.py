"""Documents of every format in an archive: many records, warnings, profiles, bounds, kills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import Archive
from index.ingest import batches
from index.ingest.document import MISNAMED, Limits
from index.ingest.updating import Watch
from index.record import Record
from index.search.query import Query
from tests.index.ingest.readers import makers


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive", "Essai")
    yield made
    made.close()


def records(archive: Archive) -> list[Record]:
    archive.refresh()
    results = archive.search(Query(""))
    return [archive.record(hit.id) for hit in archive.hits(results, 0, results.total)]


def test_every_format_becomes_records(archive: Archive, docs: Path) -> None:
    for name, data in makers.every_format().items():
        makers.write(docs, name, data)
    makers.write(docs, "photo.jpg", b"\xff\xd8")
    report = archive.update([docs])
    assert (report.added, report.failed) == (len(makers.every_format()), ())
    assert sum(report.skipped.values()) == 1
    assert report.records == len(records(archive))
    by_file = Counter(Path(record.path).name for record in records(archive))
    assert (by_file["a.csv"], by_file["a.mbox"], by_file["a.eml"], by_file["a.zip"]) == (3, 4, 2, 2)
    projects = [record for record in records(archive) if record.kind == "project"]
    assert {record.status for record in projects} == {"active"}
    assert {record.budget for record in projects} == {250000.0}
    assert {record.countries for record in projects} == {("NE",)}
    assert archive.check() == []


def test_what_is_missing_of_a_document_is_one_line(archive: Archive, docs: Path) -> None:
    members = {f"{n}.docx": bytes(40) for n in range(5)} | {"a.txt": makers.text()}
    makers.write(docs, "a.zip", makers.zipped(members))
    makers.write(docs, "scan.pdf", makers.pdf([[], []]))
    makers.write(docs, "b.docx", bytes(40))
    report = archive.update([docs])
    assert {Path(notice.path).name: notice.reason for notice in report.notices} == {
        "a.zip": f"0.docx: {MISNAMED}; 1.docx: {MISNAMED}; 2.docx: {MISNAMED}; and 2 more",
        "scan.pdf": "it has no text layer (scanned pages)",
    }
    assert [(Path(one.path).name, one.reason) for one in report.failed] == [("b.docx", MISNAMED)]
    assert (report.added, report.records) == (2, 2)
    again = archive.update()
    assert (again.unchanged, len(again.failed), len(again.notices)) == (2, 1, 2)
    assert archive.update(retry=True).updated == 2


def test_rows_that_go_and_come(archive: Archive, docs: Path) -> None:
    makers.write(docs, "a.csv", makers.csv(count=5))
    assert archive.update([docs]).records == 5
    before = {record.title: record.id for record in records(archive)}
    makers.write(docs, "a.csv", makers.csv(count=3))
    report = archive.update()
    assert (report.updated, report.records) == (1, 3)
    after = {record.title: record.id for record in records(archive)}
    assert after == {title: before[title] for title in ("Projet 1", "Projet 2", "Projet 3")}
    assert archive.check() == []


def test_a_profile_that_comes_changes_or_goes_is_heeded(archive: Archive, docs: Path) -> None:
    makers.write(docs, "a.csv", makers.csv())
    archive.update([docs])
    profile = docs / "fonds.toml"
    profile.write_text('[values.status]\n"Actif" = "completed"\n', encoding="utf-8")
    assert archive.update().updated == 1
    assert {record.status for record in records(archive)} == {"completed"}
    assert archive.update().unchanged == 1
    profile.unlink()
    assert archive.update().updated == 1
    assert {record.status for record in records(archive)} == {"active"}


def test_a_profile_that_is_wrong_is_told(archive: Archive, docs: Path) -> None:
    makers.write(docs, "a.csv", makers.csv())
    (docs / "fonds.toml").write_text("[fields")
    (failure,) = archive.update([docs]).failed
    assert "is no valid profile" in failure.reason


def test_many_records_are_committed_as_they_come(
    archive: Archive, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_RECORDS", 10)
    makers.write(docs, "a.csv", makers.csv(count=95))
    commits: list[int] = []
    watch = Watch(committed=lambda report: commits.append(report.added))
    report = archive.update([docs], watch=watch)
    assert (report.added, report.records, len(commits)) == (1, 95, 10)
    assert len(records(archive)) == 95
    assert archive.check() == []


def test_a_document_that_is_cut_short_is_read_again(
    archive: Archive, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_RECORDS", 10)
    makers.write(docs, "a.csv", makers.csv(count=95))
    commits: list[int] = []
    watch = Watch(committed=lambda report: commits.append(1), cancelled=lambda: len(commits) >= 3)
    report = archive.update([docs], watch=watch)
    assert report.cancelled
    assert len(records(archive)) == 30
    assert archive.check() == []
    makers.write(docs, "a.csv", makers.csv(count=50))
    report = archive.update()
    assert (report.records, len(records(archive)), report.cancelled) == (50, 50, False)
    assert archive.check() == []


def test_a_document_beyond_the_limits_is_named(archive: Archive, docs: Path) -> None:
    makers.write(docs, "a.csv", makers.csv(count=50))
    makers.write(docs, "b.txt", b"mot " * 5000)
    watch = Watch(limits=replace(Limits(), bytes=10_000, parts=20))
    report = archive.update([docs], watch=watch)
    (notice,), (failure,) = report.notices, report.failed
    assert (Path(notice.path).name, notice.reason) == (
        "a.csv",
        "only its first 20 records were read",
    )
    assert (Path(failure.path).name, failure.reason) == ("b.txt", "it is larger than 0 MB")
    assert report.records == 20
