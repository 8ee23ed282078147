"""A snapshot answers from what was committed when it was taken."""

import pytest

from index.archive import Archive
from index.errors import ArchiveMissingError, RecordMissingError
from index.layout import Generation
from index.search.query import Query
from index.snapshot import Snapshot


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "projets"
    folder.mkdir()
    (folder / "un.txt").write_text("Retour au Niger\n\nLe retour des migrants.\n", "utf-8")
    made = Archive.create(tmp_path / "archive", "essai")
    made.update([folder])
    yield made
    made.close()


def taken(archive):
    return Snapshot.take(Generation.of(archive.folder, 1), archive.sources())


def test_questions(archive):
    snapshot = taken(archive)
    (source,) = archive.sources()
    assert (snapshot.record_count, snapshot.source_count(source.id)) == (1, 1)
    assert snapshot.source_count("other") == 0
    record = snapshot.record("un")
    assert snapshot.related(record.id) == ()
    assert snapshot.asking("fr").run(Query("migrants")).total == 1
    assert snapshot.spans(Query("retour"), "Le retour") == ((3, 9),)
    assert [offer.shown for offer in snapshot.complete("source:pro")] == ["projets"]
    with pytest.raises(RecordMissingError):
        snapshot.record("deux")
    snapshot.close()


def test_what_comes_later_is_not_in_it(archive):
    snapshot = taken(archive)
    assert snapshot.is_current()
    (archive.sources()[0].path / "deux.txt").write_text("Une autre note\n\nLe texte.\n", "utf-8")
    archive.update()
    assert not snapshot.is_current()
    assert (snapshot.record_count, archive.record_count) == (1, 2)
    snapshot.close()


def test_labels_are_those_of_the_archive(archive):
    snapshot = taken(archive)
    facets = snapshot.asking().run(Query()).facets
    assert [(value.label, value.count) for value in facets["source"]] == [("projets", 1)]
    assert snapshot.asking().run(Query.parse("added:last")).total == 1
    snapshot.close()


def test_no_index(tmp_path):
    with pytest.raises(ArchiveMissingError):
        Snapshot.take(Generation.of(tmp_path, 1), ())
