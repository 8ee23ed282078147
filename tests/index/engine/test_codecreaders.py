"""Whoosh reads of a bulk-written segment what it reads of one that it wrote itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields
from whoosh import index as wi
from whoosh.codec import base
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import TermNotFound

from index.analysis import FondsAnalyzer
from index.engine.codecreaders import (
    CodesReader,
    ColumnarTermInfo,
    DocumentReader,
    NumbersReader,
    TermsReader,
)
from index.engine.segment import EXTENSION, FondsSegment
from tests.index.engine.memory import inverted, segment

SCHEMA = fields.Schema(
    id=fields.ID(stored=True),
    title=fields.TEXT(analyzer=FondsAnalyzer()),
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    tag=fields.KEYWORD(),
    code=fields.COLUMN(columns.VarBytesColumn()),
    size=fields.NUMERIC(int, sortable=True),
)
texts = st.lists(st.sampled_from(["alfa", "bravo", "brave", "été"]), max_size=6).map(" ".join)
document = st.fixed_dictionaries(
    {"id": st.sampled_from("abc")},
    optional={
        "title": texts,
        "body": texts,
        "tag": st.sampled_from(["red", "red green", "green green"]),
        "code": st.sampled_from([b"p", b"q"]),
        "size": st.sampled_from([-(2**31), 0, 2**31 - 1]),
    },
)
documents = st.lists(document, min_size=1, max_size=6)


def whoosh_reader(held):
    """Return the reader of the one segment that Whoosh makes of documents in its own codec."""
    index = wi.FileIndex.create(RamStorage(), SCHEMA, "MAIN")
    writer = index.writer()
    for one in held:
        writer.add_document(**one)
    writer.commit()
    return index.reader()


def documents_of(held, deleted=()):
    """Return Whoosh's way into the documents of a segment in memory."""
    made = FondsSegment("MAIN", documents=len(held))
    if len(deleted):
        made.delete_all(np.array(deleted))
    storage = RamStorage()
    file = segment(SCHEMA, held)
    with made.create_file(storage, EXTENSION) as stream:
        stream.write(file.arrays._buffer)
    return DocumentReader(storage, made)


@settings(max_examples=40, deadline=None)
@given(documents)
def test_terms_and_their_statistics(held):
    expected = whoosh_reader(held)
    terms = TermsReader(segment(SCHEMA, held))
    known = list(expected.all_terms())
    assert list(terms.terms()) == known
    assert [term for term, _ in terms.items()] == known
    for name, text in known:
        assert (name, text) in terms
        assert terms.doc_frequency(name, text) == expected.doc_frequency(name, text)
        assert terms.frequency(name, text) == expected.frequency(name, text)
        told, info = terms.term_info(name, text), expected.term_info(name, text)
        assert told.weight() == info.weight()
        assert told.max_weight() == info.max_weight()
        assert (told.min_id(), told.max_id()) == (info.min_id(), info.max_id())
        if SCHEMA[name].scorable:  # Whoosh tells of no others
            lengths = (told.min_length(), told.max_length())
            assert lengths == (info.min_length(), info.max_length())


@settings(max_examples=40, deadline=None)
@given(documents, st.sampled_from(["body", "tag", "title"]), st.sampled_from(["", "b", "br", "z"]))
def test_terms_from_one_on(held, name, prefix):
    expected = whoosh_reader(held)
    terms = TermsReader(segment(SCHEMA, held))
    if name in terms.indexed_field_names():
        everything = [t for t in terms.terms() if t >= (name, prefix.encode())]
        assert list(terms.terms_from(name, prefix.encode())) == everything
        assert [t for t, _ in terms.items_from(name, prefix.encode())] == everything
        begun = [text for field, text in everything if field == name]
        assert begun == [
            text
            for field, text in expected.all_terms()
            if field == name and text >= prefix.encode()
        ]


@settings(max_examples=30, deadline=None)
@given(documents)
def test_postings_one_after_the_other(held):
    expected = whoosh_reader(held)
    terms = TermsReader(segment(SCHEMA, held))
    for name, text in expected.all_terms():
        ours = terms.matcher(name, text, SCHEMA[name].format)
        theirs = expected.postings(name, text)
        while theirs.is_active():
            assert ours.id() == theirs.id()
            assert ours.weight() == theirs.weight()
            assert ours.value_as("frequency") == theirs.value_as("frequency")
            ours.next()
            theirs.next()
        assert not ours.is_active()


def test_a_term_that_is_not_there():
    terms = TermsReader(segment(SCHEMA, [{"body": "alfa"}]))
    for name, text in (("body", b"al"), ("nothing", b"alfa"), ("tag", b"")):
        assert (name, text) not in terms
        assert terms.doc_frequency(name, text) == terms.frequency(name, text) == 0
        with pytest.raises(TermNotFound, match=name):
            terms.term_info(name, text)
        with pytest.raises(TermNotFound):
            terms.matcher(name, text, None)
    assert list(terms.terms_from("nothing", b"")) == []


@settings(max_examples=30, deadline=None)
@given(documents, st.sampled_from(["", "alfa", "b", "brave", "z", b"b"]))
def test_a_cursor_walks_as_whooshs_does(held, text):
    terms = TermsReader(segment(SCHEMA, held))
    expected = [t.decode() for name, t in whoosh_reader(held).all_terms() if name == "body"]
    cursor = terms.cursor("body", SCHEMA["body"])
    raw = text if isinstance(text, bytes) else text.encode()
    after = [term for term in expected if term.encode() >= raw]
    assert cursor.find(text) == (after[0] if after else None)
    found = [cursor.first()] if expected else []
    while cursor.is_valid():
        assert cursor.term_info().doc_frequency() == terms.doc_frequency(
            "body", cursor.text().encode()
        )
        found.append(cursor.next())
    assert found == ([*expected, None] if expected else [])
    assert (cursor.next(), cursor.text(), cursor.term_info()) == (None, None, None)


def test_a_cursor_over_a_field_that_no_document_has():
    terms = TermsReader(segment(SCHEMA, []))
    cursor = terms.cursor("nothing", SCHEMA["body"])
    assert isinstance(cursor, base.EmptyCursor)
    assert not cursor.is_valid()
    assert terms.cursor("body", SCHEMA["body"]).first() is None


def test_whoosh_may_change_what_it_is_told_of_a_term():
    """It adds up the statistics of several segments in the first one's."""
    reader = TermsReader(segment(SCHEMA, [{"body": "alfa alfa"}, {"body": "alfa"}]))
    info = reader.term_info("body", b"alfa")
    info._df += 5
    assert (info.doc_frequency(), info.weight()) == (7, 3.0)
    with pytest.raises(AttributeError, match="_nothing"):
        info._nothing  # noqa: B018


def test_statistics_of_a_field_without_lengths():
    file = segment(SCHEMA, [{"tag": "red"}, {"tag": "red"}])
    info = ColumnarTermInfo(file.field("tag"), 0)
    assert (info.min_length(), info.max_length(), info.doc_frequency()) == (0, 0, 2)


@settings(max_examples=30, deadline=None)
@given(documents)
def test_lengths_and_stored_values(held):
    expected, reader = whoosh_reader(held), documents_of(held)
    assert reader.doc_count_all() == reader.doc_count() == len(held)
    for name in ("title", "body"):
        assert reader.field_length(name) == expected.field_length(name)
        stated = [n for number in range(len(held)) if (n := reader.doc_field_length(number, name))]
        assert reader.min_field_length(name) == min(stated, default=0)
        assert reader.max_field_length(name) == max(stated, default=0)
        for number in range(len(held)):
            length = expected.doc_field_length(number, name) or 0  # Whoosh may say None
            assert reader.doc_field_length(number, name) == length
            assert reader.doc_field_length(number, name, 7) == (length or 7)
    for number in range(len(held)):
        assert reader.stored_fields(number) == expected.stored_fields(number)


@settings(max_examples=30, deadline=None)
@given(documents)
def test_columns_as_whoosh_has_them(held):
    expected, reader = whoosh_reader(held), documents_of(held)
    for name in ("code", "size"):
        stated = any(name in one for one in held)
        assert reader.has_column(name) == stated == (name in reader.list_columns())
        if stated:
            column = SCHEMA[name].column_type
            theirs = expected.column_reader(name, translate=False)
            ours = reader.column_reader(name, column)
            assert list(ours) == list(ours.load()) == list(theirs)
            for number in range(len(held)):
                assert ours[number] == theirs[number]


def test_what_a_field_does_not_have():
    reader = documents_of([{"body": "alfa"}])
    assert reader.supports_columns()
    assert reader.field_length("nothing") == reader.max_field_length("nothing") == 0
    assert reader.doc_field_length(0, "tag", 3) == 3
    assert reader.doc_field_length_reader("nothing", 4)(0) == 4
    assert not reader.has_vector(0, "body")
    with pytest.raises(KeyError, match="vector"):
        reader.vector(0, "body", None)


def test_deleted_documents():
    reader = documents_of([{"body": "alfa"}] * 4, deleted=[1, 3])
    assert (reader.doc_count(), reader.doc_count_all()) == (2, 4)
    assert reader.has_deletions()
    assert [reader.is_deleted(number) for number in range(4)] == [False, True, False, True]
    assert list(reader.deleted_docs()) == [1, 3]
    assert list(reader.all_doc_ids()) == [0, 2]


def test_codes_are_joined_as_whoosh_wants_one_value():
    file = segment(SCHEMA, [{"code": ("p", "q")}, {}, {"code": ("é",)}])
    column = columns.RefBytesColumn(default=b"none")
    reader = CodesReader(file.codes("code"), 3, column)
    assert list(reader) == [b"p\x1fq", b"none", "é".encode()]
    assert list(CodesReader(None, 2, column)) == [b"none", b"none"]


@pytest.mark.parametrize("typecode", ["q", "Q", "d"])
def test_numbers_sort_either_way_at_the_ends_of_their_range(typecode):
    numbers = {
        "q": np.array([-(2**63), 0, 2**63 - 1]),
        "Q": np.array([0, 1, 2**64 - 1], np.uint64),
        "d": np.array([-1.5, 0.0, 1e300]),
    }[typecode]
    reader = NumbersReader(numbers, columns.NumericColumn(typecode))
    assert reader.load() == list(reader) == numbers.tolist()
    keys = [reader.sort_key(number) for number in range(3)]
    assert keys == sorted(keys)
    reader.set_reverse()
    keys = [reader.sort_key(number) for number in range(3)]
    assert keys == sorted(keys, reverse=True)


def test_an_inverted_field_without_terms_has_no_cursor_to_stand_on():
    assert inverted({}).terms == []
    terms = TermsReader(segment(SCHEMA, [{"body": ""}]))
    assert list(terms.terms()) == []
    assert "body" in terms.indexed_field_names()
