"""A columnar index is a Whoosh index: its searcher, sorters, highlighter and writer work on it."""

import datetime
import random

import pytest
from whoosh import fields, highlight, sorting
from whoosh import query as wq
from whoosh.qparser import QueryParser

from index.analysis import FondsAnalyzer
from index.engine.codec import FondsCodec
from index.engine.store import ColumnarIndex
from tests.index.engine.trees import schema as small_schema

TEXTS = {
    "a": ("La migration", "Les migrations en Asie et la migration en Afrique", "red green", 3),
    "b": ("Le pacte mondial", "Le pacte mondial pour des migrations sûres", "blue", -7),
    "c": ("Retour", "Le retour volontaire", "", 12),
}


def document(name):
    title, body, tag, size = TEXTS[name]
    day = datetime.datetime(2020, 1, 1) + datetime.timedelta(days=size + 10)
    return {"id": name, "title": title, "body": body, "tag": tag, "size": size, "day": day}


@pytest.fixture
def index(tmp_path):
    made = ColumnarIndex.create(tmp_path, small_schema())
    writer = made.writer()
    for name in TEXTS:
        writer.add(document(name))
    writer.commit()
    writer.close()
    return made


def test_whoosh_sorts_groups_and_parses(index):
    with index.whoosh_index().searcher() as searcher:
        parsed = QueryParser("body", searcher.schema).parse("(migrations OR retour) NOT afrique")
        found = searcher.search(parsed, sortedby="size", groupedby=sorting.FieldFacet("size"))
        assert [hit["id"] for hit in found] == ["b", "c"]
        assert set(found.groups()) == {-7, 12}
        assert len(searcher.search(wq.DateRange("day", datetime.datetime(2020, 1, 10), None))) == 2
        reverse = searcher.search(wq.Every(), sortedby=sorting.FieldFacet("size", reverse=True))
        assert [hit["id"] for hit in reverse] == ["c", "a", "b"]


def test_whoosh_highlights_and_corrects(index):
    with index.whoosh_index().searcher() as searcher:
        hit = searcher.search(wq.Term("body", "volontaire"))[0]
        shown = highlight.highlight(
            TEXTS[hit["id"]][1],
            {"volontaire"},
            FondsAnalyzer(),
            highlight.WholeFragmenter(),
            highlight.UppercaseFormatter(),
        )
        assert shown == "Le retour VOLONTAIRE"
        reader = searcher.reader()
        assert "migration" in reader.corrector("body").suggest("migratino", maxdist=2)
        frequent = {term for _, term in reader.most_frequent_terms("body", 3)}
        assert frequent == {b"en", b"le", b"migrations"}
        assert list(reader.expand_prefix("body", "mi")) == [b"migration", b"migrations"]


def test_statistics_of_terms(index):
    with index.whoosh_index().reader() as reader:
        told = reader.term_info("body", "migrations")
        assert (told.doc_frequency(), told.weight()) == (2, 2)
        assert (told.min_length(), told.max_length()) == (7, 9)
        assert (told.min_id(), told.max_id(), told.max_weight()) == (0, 1, 1)
        assert reader.field_length("body") == 19
        assert reader.doc_field_length(2, "body") == 3
        assert reader.doc_frequency("body", "nothing") == 0
        with pytest.raises(KeyError):
            reader.schema["nothing"]


def test_both_writers_fill_one_index(index):
    writer = index.whoosh_index().writer(codec=FondsCodec())
    title = "Écrit par Whoosh"
    writer.update_document(**{**document("a"), "title": title})
    writer.add_document(id="d", title="Autre", body="Encore une migration", tag="red", size=1)
    writer.commit(merge=False)
    searcher = index.searcher()
    assert searcher.doc_count == 4
    names = {searcher.stored(doc)["id"] for doc in searcher.search(wq.Term("title", "whoosh")).docs}
    assert names == {"a"}
    assert index.check() == []
    ours = index.writer()
    ours.optimize()
    ours.close()
    merged = index.searcher()
    assert merged.doc_count == 4
    found = merged.search(wq.Phrase("body", ["une", "migration"])).docs
    assert [merged.stored(doc)["id"] for doc in found] == ["d"]
    by_size = merged.search(wq.Every(), sort=("size", True)).docs
    assert [merged.stored(doc)["id"] for doc in by_size] == ["c", "a", "d", "b"]


def test_formats_that_only_whoosh_writes(tmp_path):
    """Characters, boosts, vectors and columns of other kinds go through the codec unchanged."""
    from whoosh import columns
    from whoosh import index as wi

    schema = fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(chars=True, vector=True, spelling=True),
        heavy=fields.TEXT(field_boost=2.0),
        flag=fields.COLUMN(columns.BitColumn()),
        thing=fields.COLUMN(columns.PickleColumn(columns.CompressedBytesColumn())),
        place=fields.STORED(),
    )
    made = wi.create_in(str(tmp_path), schema)
    generator = random.Random(1)
    texts = {}
    writer = made.writer(codec=FondsCodec())
    for number in range(30):
        words = [generator.choice(["alfa", "bravo", "charlie"]) for _ in range(6)]
        texts[str(number)] = words
        writer.add_document(
            id=str(number),
            text=" ".join(words),
            heavy=" ".join(words),
            flag=number % 2 == 0,
            thing={"n": number},
            place=(1.5, None, {"x": b"y"}),
            _heavy_boost=1.0 + number % 2,
        )
    writer.commit()
    with made.searcher() as searcher:
        reader = searcher.reader()
        postings = searcher.postings("text", "alfa")
        begin = " ".join(texts[str(postings.id())]).index("alfa")
        assert postings.value_as("characters")[0][1:] == (begin, begin + 4)
        vector = dict(reader.vector_as("frequency", 3, "text"))
        assert vector == {word: texts["3"].count(word) for word in set(texts["3"])}
        weights = dict(_weights(reader, "heavy", "bravo"))
        for number, weight in weights.items():
            expected = 2.0 * texts[str(number)].count("bravo") * (1 + number % 2)
            assert weight == expected
        assert list(reader.column_reader("flag"))[:3] == [True, False, True]
        assert reader.column_reader("thing")[4] == {"n": 4}
        assert reader.stored_fields(5)["place"] == (1.5, None, {"x": b"y"})


def _weights(reader, field, term):
    matcher = reader.postings(field, term)
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()
