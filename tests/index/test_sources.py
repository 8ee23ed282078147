"""Sources over time: new since the last import, what is skipped, what is offline or watched."""

from pathlib import Path

import pytest

from index.archive import Archive
from index.search.query import Query


@pytest.fixture
def docs(tmp_path):
    root = tmp_path / "docs"
    root.mkdir()
    for name in ("un", "deux"):
        (root / f"{name}.txt").write_text(f"La note {name}\n\nLe texte de la note.\n")
    return root


@pytest.fixture
def archive(tmp_path, docs):
    made = Archive.create(tmp_path / "archive", "essai")
    made.update([docs])
    yield made
    made.close()


def titles(archive, text):
    found = archive.search(Query.parse(text))
    return {hit.title for hit in archive.hits(found, 0, found.total)}


def test_new_since_the_last_import(archive, docs):
    assert titles(archive, "added:last") == {"La note un", "La note deux"}
    (docs / "trois.txt").write_text("La note trois\n\nLe texte.\n")
    (docs / "un.txt").write_text("La note un, changée\n\nLe texte.\n")
    archive.update()
    assert titles(archive, "added:last") == {"La note trois", "La note un, changée"}
    assert titles(archive, "-added:last") == {"La note deux"}
    archive.update()
    assert titles(archive, "note added:last") == {"La note trois", "La note un, changée"}
    archive.rebuild()
    assert titles(archive, "added:last") == {"La note trois", "La note un, changée"}
    assert titles(archive, "added:1d") == titles(archive, "")


def test_nothing_is_new_in_an_archive_without_imports(tmp_path):
    archive = Archive.create(tmp_path / "empty", "vide")
    assert archive.search(Query.parse("added:last")).total == 0


def test_what_is_no_document_is_counted_by_reason(archive, docs):
    for name in ("a.PNG", "b.png", "c.exe", ".hidden", "~$lock.docx"):
        (docs / name).write_bytes(b"\x89\x00")
    report = archive.update()
    assert sorted(report.skipped.values()) == [1, 2, 2]
    assert report.skipped["not a kind of document that can be read (.png)"] == 2
    assert report.skipped["hidden, or left by the system or an editor"] == 2


def test_offline_sources_keep_their_records_and_are_marked(archive, docs, tmp_path):
    assert [source.online for source in archive.sources()] == [True]
    docs.rename(tmp_path / "away")
    assert [source.online for source in archive.sources()] == [False]
    assert archive.update().offline == (str(docs),)
    docs.mkdir()
    assert [source.online for source in archive.sources()] == [False]
    assert archive.record_count == 2
    docs.rmdir()
    (tmp_path / "away").rename(docs)
    assert [source.online for source in archive.sources()] == [True]
    assert archive.update().unchanged == 2


def test_an_empty_folder_that_never_held_anything_is_online(tmp_path):
    archive = Archive.create(tmp_path / "archive", "vide")
    (tmp_path / "empty").mkdir()
    assert archive.add_source(tmp_path / "empty").online
    assert [source.online for source in archive.sources()] == [True]


def test_sources_tell_how_many_records_they_have_given(archive, docs):
    (source,) = archive.sources()
    assert archive.source_count(source.id) == 2
    assert archive.source_count("none") == 0
    archive.remove_source(source.id)
    assert archive.source_count(source.id) == 0


def test_a_source_is_watched_when_asked(archive):
    (source,) = archive.sources()
    assert not source.watched
    archive.watch_source(source.id)
    assert [s.watched for s in Archive.open(archive.folder).sources()] == [True]
    archive.update()
    archive.watch_source(source.id, False)
    assert [s.watched for s in archive.sources()] == [False]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"x" * 9000)])
def test_damaged_prints_are_told_and_cured(archive, damage):
    archive.close()
    (prints,) = archive.folder.rglob("prints.sqlite")
    for beside in prints.parent.glob("prints.sqlite-*"):
        beside.unlink()
    damage(prints)
    opened = Archive.open(archive.folder)
    assert "damaged" in opened.trouble
    assert opened.check() == [opened.trouble]
    opened.update()
    assert (opened.trouble, opened.record_count, opened.check()) == (None, 2, [])
    assert titles(opened, "added:last") == {"La note un", "La note deux"}
    opened.close()


def test_a_link_to_outside_becomes_no_source_of_its_own(archive, docs, tmp_path):
    outside = tmp_path / "ailleurs.docx"
    outside.write_bytes(bytes(40))
    (docs / "lien.docx").symlink_to(outside)
    assert [Path(one.path).name for one in archive.update().failed] == ["lien.docx"]
    again = archive.update([docs / "lien.docx"], retry=True)
    assert [Path(one.path).name for one in again.failed] == ["lien.docx"]
    assert [source.path for source in archive.sources()] == [docs]
