from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from index.archive import Archive
from index.errors import ArchiveDamagedError
from index.linking import Related
from index.search.query import Query
from viewer.models.reading import Reading, read
from viewer.reading.document import build_document
from viewer.reading.options import ReadingOptions

BODY = """Le retour volontaire à l’œuvre, la main-d’œuvre. Les retours, 🙂 l’e\u0301te\u0301, été.

Texte שלום עולם abc العَرَبِيَّة fin. PO.0105 et PO 0105. Sœur ; aujourd’hui ; N’Djamena. 中国政府."""


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reading")
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text(f"Un titre\n\n{BODY}\n", "utf-8")
    archive = Archive.create(folder / "archive", "reading")
    archive.update([folder / "texts"])
    yield archive
    archive.close()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("retour", ["retour", "retours"]),
        ("=retour", ["retour"]),
        ('"retour volontaire"', ["retour volontaire"]),
        ('"retour à"~3', ["retour", "à"]),
        ("volont*", ["volontaire"]),
        ("r?tour", ["retour"]),
        ("retuor~", ["retour", "retours"]),
        ("oeuvre", ["œuvre", "œuvre"]),
        ("main-d'œuvre", ["main-d’œuvre"]),
        ("été", ["été", "été"]),
        ("שלום", ["שלום"]),
        ("العربية", ["العَرَبِيَّة"]),
        ("po0105", ["PO.0105"]),
        ("PO 0105", ["PO.0105", "PO", "0105"]),
        ("soeur ndjamena", ["Sœur", "N’Djamena"]),
        ("中国", ["中国"]),
    ],
)
def test_the_page_marks_what_the_row_marks(real, words, expected):
    query = Query.parse(words)
    hit = real.hits(real.search(query), 0, 1)[0]
    assert [hit.snippet[start:end] for start, end in hit.spans] == expected
    reading = read(real, query, hit.id, "fr")
    page = build_document(reading.record, ReadingOptions(), (), reading.body_spans)
    assert [_between(page, *mark) for mark in page.marks] == expected


def _between(page, start, end):
    cursor = QTextCursor(page)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


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
