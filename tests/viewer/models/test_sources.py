from __future__ import annotations

from pathlib import Path

from index.archive import Archive
from index.progress import Source
from viewer.models.sources import SourceRow, list_sources


def test_sources_come_with_their_records(archive):
    assert list_sources(archive) == (SourceRow(Source("s1", Path("/nowhere")), 200),)


def test_what_another_changed_is_seen(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("Un titre\n\nUn texte assez long pour être lu.\n", encoding="utf-8")
    reader = Archive.create(tmp_path / "archive", "Essai")
    writer = Archive.open(tmp_path / "archive")
    writer.update([docs])
    writer.watch_source(writer.sources()[0].id)
    (row,) = list_sources(reader)
    assert (row.records, row.source.watched) == (1, True)
    writer.close()
    reader.close()
