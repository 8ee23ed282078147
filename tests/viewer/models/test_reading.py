from __future__ import annotations

from index.errors import ArchiveDamagedError
from index.linking import Related
from index.search.query import Query
from viewer.models.reading import Reading, read


def test_a_record_is_read_with_the_matches_of_title_body_and_card(archive):
    reading = read(archive, Query("migration PO.0005"), "r5", "en")
    record = reading.record
    assert [record.title[a:b] for a, b in reading.title_spans] == ["migration"]
    assert {record.body[a:b] for a, b in reading.body_spans} == {"migration"}
    assert reading.spans_of("PO.0005") == ((0, 7),)


def test_without_words_nothing_is_looked_for(archive):
    assert read(archive, Query(), "r5", "en") == Reading(archive.record("r5"))


def test_a_value_that_was_not_looked_at_has_no_spans(archive):
    assert Reading(archive.record("r5")).spans_of("anything") == ()


def test_related_records_come_with_it(archive):
    link = Related("r6", "Titre", "translation")
    archive.links["r5"] = (link,)
    assert read(archive, Query(), "r5", "en").related == (link,)


def test_a_fault_in_the_links_is_no_reason_not_to_read(archive, monkeypatch):
    def broken(_id):
        raise ArchiveDamagedError("the prints are cut off")

    monkeypatch.setattr(archive, "related", broken)
    assert read(archive, Query("migration"), "r5", "en").related == ()
