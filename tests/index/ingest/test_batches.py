"""Batches by themselves; how an update fills and commits them is told in ``test_updating``."""

from dataclasses import replace

import pytest

from index.ingest import batches
from index.ingest.batches import Batch, Committer
from index.ingest.drafts import draft_of
from index.ingest.recurring import Recurring
from index.manifest import OK, PENDING, Entry, Manifest
from index.prints import Prints
from index.record import Record


class Writer:
    """Notes what it is told, and what the manifest says then."""

    def __init__(self, manifest):
        self.manifest = manifest
        self.told = []

    def add(self, document):
        self.told.append(("add", document["id"], document["added"]))

    def delete(self, ids):
        self.told.append(("delete", *ids))

    def commit(self):
        self.told.append(("commit", *sorted(e.status for e in self.manifest.entries().values())))


@pytest.fixture
def manifest(tmp_path):
    with Manifest(tmp_path / "manifest.sqlite") as opened:
        yield opened


def entry(name, *records):
    return Entry(f"/{name}", "s", 10, 1, "digest", records=records)


def draft(id):
    return draft_of(Record(id=id, title=id, body="", path=f"/{id}.txt", source="s"))


def test_a_batch_is_full_by_documents_bytes_or_age(monkeypatch):
    assert Batch().empty
    assert not Batch().is_full
    assert Batch(size=batches.BATCH_BYTES).is_full
    assert Batch(entries=[entry("a")] * batches.BATCH_DOCUMENTS).is_full
    assert Batch(begin=Batch().begin - batches.BATCH_SECONDS - 1).is_full
    young = Batch().begin - batches.FIRST_SECONDS - 0.1
    assert Batch(begin=young, first=True).is_full
    assert not Batch(begin=young).is_full
    assert Batch(drafts=[draft("a")] * batches.BATCH_RECORDS).is_overfull
    assert not Batch(removed=["/a"]).empty


def test_a_batch_is_overfull_by_the_bytes_of_its_records(monkeypatch):
    monkeypatch.setattr(batches, "RECORD_BYTES", 3 * draft("a").size)
    batch = Batch()
    for name in "abc":
        assert not batch.is_overfull
        batch.take(draft(name))
    assert batch.is_overfull
    batch.forget(1)
    assert not batch.is_overfull
    assert [one.id for one in batch.drafts] == ["a", "b"]


def test_pending_then_written_then_ok(manifest):
    manifest.put([entry("gone", "old")])
    writer, pauses = Writer(manifest), []
    with Prints() as prints:
        committer = Committer(
            writer,
            manifest,
            prints,
            Recurring(prints),
            {"r3": 20200101.0},
            lambda: pauses.append(1),
        )
        ids = [f"r{number}" for number in range(20)]
        batch = Batch([entry("a", *ids)], [draft(id) for id in ids], ["old"], ["/gone"])
        committer.commit(batch)
        assert prints.added(["r3"]) == {"r3": 20200101.0}
        assert len(prints.added()) == 20
    assert writer.told[0] == ("delete", "old")
    assert ("add", "r3", 20200101.0) in writer.told
    assert writer.told[-1] == ("commit", PENDING, PENDING)
    assert [e.status for e in manifest.entries().values()] == [OK]
    assert committer.known == manifest.entries()
    assert len(pauses) == 3


def test_what_is_pending_still_is_noted_once(manifest, monkeypatch):
    noted = []
    put = Manifest._put

    def noting(self, entries):
        noted.append([*entries])
        put(self, noted[-1])

    monkeypatch.setattr(Manifest, "_put", noting)
    pending = replace(entry("long", "r1", "r2"), status=PENDING)
    with Prints() as prints:
        committer = Committer(
            Writer(manifest), manifest, prints, Recurring(prints), {}, lambda: None
        )
        committer.commit(Batch(entries=[pending], drafts=[draft("r2")]))
    assert noted == [[pending], []]
    assert committer.known == manifest.entries() == {"/long": pending}
